"""Random histories of a repository: people edit, files move, commands run and are killed.

`steps` makes them from a seed, `people` is what is typed, `killing` stops a command in the middle,
`play` runs a history and says which promise it broke.
"""
