"""Random histories of a repository: people edit, files move, commands run and are killed.

`steps` makes them from a seed, `people` is what is typed, `killing` stops a command in the middle,
`play` runs a history and says which promise it broke.

The second game, `other_tools`, is played where people also use gettext's tools, git and `cp`:
`crowd` is what they type, `tools` and `overwriting` what becomes of files without us, `standing`
by which words somebody stands, `rules` what must hold. `python -m tests.histories` plays either.

In the third, `elsewhere`, the English is a work tree, a ref or a submodule that moves on by itself.

In the fourth, `together`, both sides are written in one step: `phrases` is what texts say,
`one_side`, `both_at_once` and `opaque_edits` what people do, and `oracle` reads both sides as they
are rendered, and says what was lost or became another thing in silence.
"""
