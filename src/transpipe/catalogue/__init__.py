"""Catalogues: units from beads, PO text and back, and what becomes of units when a side changes.

`po` reads and writes; `merge` follows the source, `edits` and `take_in` the Chinese file, `restore`
what other tools took out; `placement` says where words stand. All of it is pure.
"""
