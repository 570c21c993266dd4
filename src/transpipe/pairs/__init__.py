"""Which 译文 belongs to which 原文: by hand, by the index's links, else by name.

`index` reads the rows of a README, `resolve` their links, `naming` knows what names say, `layouts`
and `beside` how folders and names lie beside each other, `kinship` what two texts share, `patterns`
and `expand` what the settings say of many files, `tree` which files are articles; `find` puts it
all together, step by step.
"""

from transpipe.markdown.index_rows import suffix_start
from transpipe.pairs.decoding import decoded
from transpipe.pairs.find import find
from transpipe.pairs.patterns import SUFFIXES
from transpipe.pairs.search import Heirs
from transpipe.pairs.tree import LEAVES, Places

# The codes of what is found while pairing.
CODES = (
    "dead-link", "duplicate-row", "empty-target", "english-target", "missing-path", "moved-item",
    "not-text", "outdated-row", "renamed-source", "renamed-target",
    "sourceless", "unlinked-target", "unlisted-article", "unreadable",
)  # fmt: skip
__all__ = ["CODES", "LEAVES", "SUFFIXES", "Heirs", "Places", "decoded", "find", "suffix_start"]
