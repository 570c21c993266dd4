"""The verdict on a change, as CI hosts read it: one file a format; start with `summary`.

Takes a Verdict; gives text that nothing in an article can turn into a command, a tag or a mention.
"""
