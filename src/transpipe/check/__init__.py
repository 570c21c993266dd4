"""What the rules say of an article: takes units and documents, gives findings with file and line.

What is looked for stands in `rules`; start in `run`.
"""
