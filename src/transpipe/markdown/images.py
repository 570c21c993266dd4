"""Images whose address has blanks in it: a common slip, which CommonMark 6.4 reads as words."""

from __future__ import annotations

import re

_OPEN, _PICTURE = r"(!\[[^\]\n]{0,999}\]\()", r"\.(?:png|jpe?g|gif|svg|webp)"
_WORD, _REST = r"[^()<>\n\" ]{1,200}", r"[^()<>\n\"]{0,200}"
_LOOSE = re.compile(rf"{_OPEN}({_WORD} {_REST}{_PICTURE})(\))", re.IGNORECASE)
_FIRM = re.compile(rf"{_OPEN}<({_WORD} {_REST})>(\))")


def is_loose(text: str) -> bool:
    """Whether an image has a blank in its address and is none for that."""
    return _LOOSE.search(text) is not None


def firm(text: str) -> str:
    """The text with such addresses in angle brackets, as they should be."""
    return _LOOSE.sub(r"\1<\2>\3", text)


def loose(text: str, like: str) -> str:
    """The text with those addresses bare again that are bare in `like`."""
    bare = {found[2] for found in _LOOSE.finditer(like)}
    return _FIRM.sub(lambda m: m[1] + m[2] + m[3] if m[2] in bare else m[0], text)
