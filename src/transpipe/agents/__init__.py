"""The same work offered to agents, over the Model Context Protocol (the door of `mcp`).

It takes what opens the repository and gives a server on stdin and stdout. Each tool is like a
command: arguments in, one workflow, what came of it out. Start reading in `tools`.
"""
