"""The marks that `build` puts behind published words, its banner, and its attribution: ours.

They are no messages of the program: a file written years ago, or in another language setting, must
still be read right. So what was once a mark stays in this list.
"""

from __future__ import annotations

import re
from enum import StrEnum

from transpipe.text.han import joint


class Mark(StrEnum):
    """What a reader must know of the words before it."""

    DRAFT = "draft"  # a machine's, confirmed by nobody
    MISSING = "missing"  # the source, since there is no translation
    STALE = "stale"  # a person's, for a source that has changed since
    FUZZY = "fuzzy"  # a person's, but doubtful or in conflict


# A banner stands between two such lines, the second form in MDX; as patterns, either form.
BANNER = ("<!-- transpipe:banner -->", "<!-- /transpipe:banner -->")
MDX_BANNER = ("{/* transpipe:banner */}", "{/* /transpipe:banner */}")
BANNER_BEGIN, BANNER_END = (
    "(?:" + "|".join(map(re.escape, forms)) + ")" for forms in zip(BANNER, MDX_BANNER, strict=True)
)
# So does an attribution; `out` is the digest of what stands between, where we wrote it.
ATTRIBUTION = ("<!-- transpipe:attribution{out} -->", "<!-- /transpipe:attribution -->")
MDX_ATTRIBUTION = ("{{/* transpipe:attribution{out} */}}", "{{/* /transpipe:attribution */}}")
_OUT = r" transpipe:attribution(?: out=[0-9a-f]{12})? "
ATTRIBUTION_BEGIN = rf"(?:<!--{_OUT}-->|\{{/\*{_OUT}\*/\}})"
ATTRIBUTION_END = r"(?:<!-- /transpipe:attribution -->|\{/\* /transpipe:attribution \*/\})"


def ended(text: str, end: str) -> int:
    """Where the last line ends that this pattern begins, and two line ends with it; 0 for none.

    What begins behind that has no end: each of many beginnings would look for one in vain.
    """
    found = re.compile(rf"^{end}[ \t]*(?:\r?\n){{0,2}}", re.MULTILINE).finditer(text)
    return max((each.end() for each in found), default=0)


_IN = {
    "zh_CN": {
        Mark.DRAFT: "〔机翻草稿〕",
        Mark.MISSING: "〔尚未翻译〕",
        Mark.STALE: "〔原文已改〕",
        Mark.FUZZY: "〔待核对〕",
    },
    "en": {
        Mark.DRAFT: " [machine draft]",
        Mark.MISSING: " [not translated yet]",
        Mark.STALE: " [source has changed]",
        Mark.FUZZY: " [to be checked]",
    },
}
# As conversion to traditional Chinese writes them.
_IN["zh_TW"] = _IN["zh_HK"] = {
    Mark.DRAFT: "〔機翻草稿〕",
    Mark.MISSING: "〔尚未翻譯〕",
    Mark.STALE: "〔原文已改〕",
    Mark.FUZZY: "〔待核對〕",
}


def _at_end(*which: Mark) -> re.Pattern[str]:
    texts = dict.fromkeys(marks[each].strip() for marks in _IN.values() for each in which)
    return re.compile(rf"(?:[ \t]*(?:{'|'.join(map(re.escape, texts))}))+[ \t]*\Z")


_ANY = _at_end(*Mark)
_OF_FUZZY = _at_end(Mark.STALE, Mark.FUZZY)


def mark(which: Mark, language: str) -> str:
    """A mark in the language of what is written; it goes behind the words as it is."""
    return _IN.get(language, _IN["en"])[which]


def marked_with(text: str, ours: str) -> str:
    """A text with a mark behind it, set apart by a blank where it could run into the words."""
    return text + (ours if ours.startswith(" ") else joint(text, ours) + ours) if ours else text


def without_marks(text: str) -> str:
    """A text of a published file, a block's or a paragraph's, without our marks at its end."""
    return _ANY.sub("", text) if _may_be_marked(text) else text


def without_fuzzy_marks(text: str) -> str:
    """The text without the marks of a person's words; those of drafts and of gaps stay."""
    return _OF_FUZZY.sub("", text) if _may_be_marked(text) else text


def has_fuzzy_marks(text: str) -> bool:
    """Whether anywhere in a published file there might be a mark of a person's words."""
    marks = {marks[each] for marks in _IN.values() for each in (Mark.STALE, Mark.FUZZY)}
    return any(ours.strip() in text for ours in marks)


def _may_be_marked(text: str) -> bool:
    return text.rstrip(" \t").endswith(("〕", "]"))
