"""Characters that nobody sees, or that turn the direction of what stands beside them."""

from __future__ import annotations

import re

# C0 and C1 controls, soft and zero-width marks, marks of direction, tags, halves of surrogate
# pairs; a joiner only where it joins no signs to one.
_SIGNS = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_MARKS = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff"
)
UNSEEN = re.compile(f"[{_MARKS}]|(?<![{_SIGNS}\ufe0f])\u200d|\u200d(?![{_SIGNS}])")
_TURNING = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def visible(text: str) -> str:
    """A text in which each such character can be seen."""
    return UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def as_escapes(spelt: str) -> str:
    """JSON in which such characters are spelt as escapes: whoever reads the file sees them."""
    return _TURNING.sub(lambda found: f"\\u{ord(found[0]):04x}", spelt)
