"""原文 changed: which units go on in the new source, split, merged or moved.

Takes a new source and the catalogue of the old one, gives the units of the new one and where each
has its words from. Start at `merge`. `changed` looks for the units that a new text takes over,
`successors` compares texts, `carry` makes the units. `versions` compares two articles,
`gettext_merge` two PO files; `branch_moves` has the words of one branch follow the source of
another. `opaque` says which code, HTML or the like changed and was not followed; `opaque_pieces`
and `opaque_lines` compare it.
"""
