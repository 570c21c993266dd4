"""Catalogues: units from beads, and what becomes of units when a side changes.

`merge` follows the source, `edits` and `take_in` the Chinese file, `restore` what other tools took
out; `placement` says where words stand. All of it is pure. How a catalogue is written as a PO file
is said in `po`.
"""
