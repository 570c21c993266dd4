"""The code of a named commit beside that of now: the same histories, and what comes out otherwise.

`checkout` brings the older code here, `server` runs commands in either (a process each), `play`
plays a history of one of the two games on two trees, `differences` says what is not the same and
groups it by reason. Start reading in `__main__`.
"""
