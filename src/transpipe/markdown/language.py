"""Which language an article is written in: its prose alone, without code, links and markup."""

from __future__ import annotations

import re

from transpipe.text import han

# A whole file, not yet cut into blocks, is nothing for the scanner. Roughly is enough: what is
# taken out here only must not be prose.
_NO_PROSE = re.compile(
    r"^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)|\Z)"
    r"|`[^`\n]*`|<!--.*?(?:-->|\Z)|<[^<>\n]*>|\]\([^()\s]*\)|https?://\S+",
    re.MULTILINE | re.DOTALL,
)
_LIST = re.compile(r"^ {0,3}(?:[-+*][ \t]|\d+[.)][ \t]|\|)", re.MULTILINE)
_SAMPLE = 40_000


def is_chinese(text: str) -> bool:
    """Whether an article's prose is mostly Chinese; Japanese and Korean are not."""
    prose = _NO_PROSE.sub(" ", text[:_SAMPLE])
    return han.mostly_han(prose) and han.count_neighbours(prose) * 10 <= han.count_han(prose)


def opens_in_chinese(text: str) -> bool:
    """Whether an index speaks Chinese: as a whole, or before its first list or table of titles."""
    return is_chinese(text) or is_chinese(_LIST.split(text, maxsplit=1)[0])


def is_blank(text: str) -> bool:
    """Whether a file holds no words at all: nothing, blanks, a lone byte order mark."""
    return not text.strip("\ufeff \t\r\n\f\v\u3000\u00a0")
