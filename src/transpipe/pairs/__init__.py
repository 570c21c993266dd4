"""Which 译文 belongs to which 原文: by hand, by the index's links, else by name.

`index` reads the rows of a README, `resolve` their links, `naming` knows what names say,
`tree` which files are articles; `find` puts it all together, step by step.
"""

from transpipe.markdown.index_rows import suffix_start
from transpipe.pairs.find import Successor, find
from transpipe.pairs.tree import LEAVES, SUFFIXES, Places, decoded

# The codes of what is found while pairing.
CODES = (
    "dead-link", "duplicate-row", "empty-target", "missing-path", "not-text", "renamed-source",
    "sourceless", "unlinked-source", "unlinked-target", "unreadable",
)  # fmt: skip
__all__ = ["CODES", "LEAVES", "SUFFIXES", "Places", "Successor", "decoded", "find", "suffix_start"]
