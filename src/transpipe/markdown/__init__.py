"""Markdown → blocks and segments with exact spans, and back without changing any other byte.

Takes the text of an article, gives a `Document`; takes new words, gives the text with them in
place. Start in `segments.parse`, the way in; `splice.splice` is the way back (`encode` writes a
block, `insertion` and `removal` move whole ones). `blocks` cuts with mistune and the rules of
`block_rules` and `tables`; `scan` reads what stands inside a segment, `inline` asks it.
"""
