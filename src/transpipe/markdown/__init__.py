"""Markdown → blocks and segments with exact spans, and back without changing any other byte.

`segments.parse` is the way in, `splice.splice` the way back; `inline` knows links and code.
"""
