"""What a new translation must not take over from an old one: words that the source has left behind.

An engine that is shown what a unit said before likes to say it again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.emphasis import rendered
from transpipe.markdown.inline import code_spans, links, words
from transpipe.model import Known
from transpipe.text.han import columns
from transpipe.text.numbers import quantities
from transpipe.text.similarity import opcodes
from transpipe.text.tokens import tokens

_COPIED = re.compile(r"[A-Za-z][A-Za-z'_-]+|\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」")
# Of the old source so much must have gone, in columns and as a share, before room says anything;
# the new translation must then have lost at least a third of that share.
_COLUMNS, _SHARE, _THIRD = 10, 0.08, 3


def survivors(old: str, new: str, draft: str) -> tuple[str, ...]:
    """The words and numbers of a draft that the old source has and the new one has not."""
    gone = _copied(old) - _copied(new)
    return tuple(sorted(gone & _copied(draft)))


def _copied(text: str) -> set[str]:
    return {word.lower() for word in _COPIED.findall(text)}


def carried(old: Known, new: str, draft: str) -> str:
    """Why a draft of `new` says what only the old source did; '' where nothing speaks for that.

    >>> old = Known("It has 3 tries.", "它有三次机会。")
    >>> bool(carried(old, "It has 5 tries.", "它有三次机会。"))
    True
    """
    kept = [*survivors(old.source, new, draft), *_counts(old, new, draft)]
    kept += _labels(old, new, draft)
    if kept:
        said = _("it says again what the source no longer does: {words}")
        return said.format(words=", ".join(dict.fromkeys(kept)))
    if _phrase_stays(old, new, draft):
        return _("it keeps a phrase that the source no longer has")
    return ""


def _counts(old: Known, new: str, draft: str) -> list[str]:
    wanted = Counter(quantities(words(new)))
    gone = Counter(quantities(words(old.source))) - wanted
    return list(gone & (Counter(quantities(words(draft))) - wanted))


def _labels(old: Known, new: str, draft: str) -> Iterator[str]:
    """What stood in quotes, emphasis or links and is called otherwise now."""
    before, after, said = _named(old.source), _named(old.target), _named(draft)
    if len(before) != len(after):
        return
    still = {name.casefold() for name in _named(new)}
    held = {label for name, label in zip(before, after, strict=True) if name.casefold() in still}
    for name, label in zip(before, after, strict=True):
        if name.casefold() not in still and label in said and label not in held:
            yield label


def _named(text: str) -> list[str]:
    marks = rendered(text)
    pairs = zip(marks[::2], marks[1::2], strict=True)
    strong = [text[a.end : b.start] for a, b in pairs]
    quoted = [next(filter(None, found)) for found in _QUOTED.findall(text)]
    return [*strong, *quoted, *(link.text for link in links(text)), *code_spans(text)]


def _phrase_stays(old: Known, new: str, draft: str) -> bool:
    """Whether the source lost words, and came to no others, and the translation hardly did."""
    lost, come = _moved(old.source, new)
    share = lost / max(1, columns(old.source))
    if lost < _COLUMNS or share < _SHARE or 2 * come > lost:
        return False
    gone, _new = _moved(old.target, draft)
    return _THIRD * gone < share * columns(old.target)


def _moved(before: str, after: str) -> tuple[int, int]:
    """How much of a text went, and how much came, in columns."""
    ours, theirs = tokens(before), tokens(after)
    gone = come = 0
    for tag, a, a_end, b, b_end in opcodes(ours, theirs):
        if tag != "equal":
            gone += columns("".join(ours[a:a_end]).strip())
            come += columns("".join(theirs[b:b_end]).strip())
    return gone, come
