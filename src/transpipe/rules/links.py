"""The links of a target are those of its source; a localised page counts as the same."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from gettext import gettext as _

from transpipe.links.addresses import file_named, is_edition, is_localised
from transpipe.markdown.inline import Link, links, may_link, urls
from transpipe.markdown.references import Defined, shown_links
from transpipe.markdown.slips import Form, is_address, narrow
from transpipe.model import Severity, Span
from transpipe.rules.evidence import Shown
from transpipe.rules.rendering import meant
from transpipe.rules.rule import NOWHERE, Context, Hit, Rule, put
from transpipe.text.diff import ends
from transpipe.text.similarity import nearest

_LONGEST = 160  # characters that are shown of an address


def _changed(image: bool, source: str, target: str, context: Context) -> Iterator[Hit]:
    for order, (old, new) in enumerate(_compared(source, target, _Known.of(context))):
        if old and new and old.image is image:
            message = _("{old} has become {new}").format(old=_shown(old), new=_shown(new))
            mend = _as_meant(old, new, target)
            span = new.span if mend else Span(0, 0)
            yield Hit(message, order=order, span=span, mend=mend)


def _as_meant(old: Link, new: Link, target: str) -> str | None:
    """A link with its source's address, where its own is the same in full-width signs."""
    if not new.target or narrow(new.target) != old.target or not is_address(old.target):
        return None
    text = new.span.of(target)
    return text.replace(new.target, old.target) if text.count(new.target) == 1 else None


def _dropped(image: bool, source: str, target: str, context: Context) -> Iterator[Hit]:
    for order, (old, new) in enumerate(_compared(source, target, _Known.of(context))):
        if old and not new and old.image is image:
            # One that the source has twice, a reader finds all the same.
            severity = Severity.INFO if old.target and old.target in urls(target) else None
            yield Hit(_("no link to {target}").format(target=_shown(old)), severity, order=order)


def _extra(source: str, target: str, context: Context) -> Iterator[Hit]:
    for order, (old, new) in enumerate(_compared(source, target, _Known.of(context))):
        if new and not old:
            message = _("a link that the source does not have: {target}").format(target=_shown(new))
            yield Hit(message, order=order)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is defined on either side: of a pair that stands in a file and its source.

    `pair` are the paths of the source and of the file, '' where nobody knows them.
    """

    source: Defined | None = None
    target: Defined | None = None
    back: Callable[[str], str] | None = None
    pair: tuple[str, str] = ("", "")

    @staticmethod
    def of(context: Context) -> _Known:
        if context.asked is None or context.defined is None:
            return _Known()
        back = context.links.back if context.links else None
        return _Known(context.asked, context.defined, back, (context.source, context.path))

    def is_edition(self, link: Link) -> bool:
        """Whether a link of the source leads to the article itself, in this or another language."""
        source, target = self.pair
        file = file_named(link.target, source) if source and "#" not in link.target else ""
        return bool(file) and is_edition(file, source, target)


@lru_cache(maxsize=32)
def _compared(
    source: str, target: str, known: _Known
) -> tuple[tuple[Link | None, Link | None], ...]:
    """The links that differ: of the source, each with what it has become; then those added."""
    if not (may_link(source) or may_link(target)):
        return ()
    return tuple(_paired(*_differing(source, target, known)))


def _name(link: Link) -> str:
    return link.target or f"[{link.label}]"


def _shown(link: Link) -> str:
    """Its name in a message: some addresses hold a whole program."""
    return ends(_name(link), _LONGEST)


def _sides(source: str, target: str, known: _Known) -> tuple[list[Link], list[Link]]:
    """The links of both, references with what is defined for them.

    What was meant as a link and renders as none counts: that is another finding.
    """
    meant_too = [
        Link(slip.span, slip.words, slip.target, slip.image)
        for slip in meant(target, Shown.of([source], known.source), NOWHERE)
        if slip.form in (Form.ADDRESS, Form.SIGN)
    ]
    there = [link for link in links(target) if not _within(link, meant_too)]
    theirs, ours = _resolved(source, known.source), _resolved(target, known.target)
    ours = [replace(link, target=known.back(link.target)) for link in ours] if known.back else ours
    lost = [link for link in links(source) if not _stands_in(link, theirs)] + theirs
    there = [link for link in there if not _stands_in(link, ours)] + ours + meant_too
    return _in_order(lost), _in_order(there)


def _within(link: Link, others: Sequence[Link]) -> bool:
    """Whether it is part of one of those: a bare address of a link that does not render."""
    spans = (other.span for other in others)
    return any(span.start <= link.span.start and link.span.end <= span.end for span in spans)


def _resolved(text: str, defined: Defined | None) -> list[Link]:
    """The references of a text with the address that is defined for them."""
    found = shown_links(text, defined) if defined else ()
    return [replace(link, label="") for link in found if link.label]


def _stands_in(link: Link, found: Sequence[Link]) -> bool:
    return any(link.span == other.span for other in found)


def _in_order(found: list[Link]) -> list[Link]:
    return sorted(found, key=lambda link: link.span)


def _differing(source: str, target: str, known: _Known) -> tuple[list[Link], list[Link]]:
    """Links of the source that the target lacks, and the other way round."""
    lost, new = _sides(source, target, known)
    # What is equal is taken first, so that it is not taken for something that is only alike.
    lost, new = _struck(
        lost, new, lambda link, others: [key for key in (_key(link),) if key in others]
    )
    lost, new = _struck(lost, new, _among(_localised))
    # An address may stand in a tag of the other side; `[name]` alone may be a link, too.
    quoted_in_target = {link.target: f'"{link.target}"' in target for link in lost}
    quoted_in_source = {link.target: f'"{link.target}"' in source for link in new}
    short = {link.text: _shortcut(link.text, source) for link in new}
    lost = [link for link in lost if not quoted_in_target[link.target]]
    # One that is bare may stand in code there, for a reader to type.
    lost = [link for link in lost if link.text != link.target or f"`{link.target}`" not in target]
    # A list of languages names the others.
    lost = [link for link in lost if not known.is_edition(link)]
    new = [link for link in new if not short[link.text] and not quoted_in_source[link.target]]
    return _struck(lost, new, _among(_either_is_reference))


def _shortcut(label: str, text: str) -> bool:
    return re.search(rf"\[{re.escape(label)}\](?![\[(])", text) is not None


# ── Which link has become which ─────────────────────────────────────────────────────────────

Key = tuple[bool, str, str]
Others = Mapping[Key, Sequence[int]]


def _key(link: Link) -> Key:
    """All that counts of a link when two are compared."""
    return link.image, link.target, link.label


def _struck(
    lost: Sequence[Link], new: Sequence[Link], alike: Callable[[Link, Others], list[Key]]
) -> tuple[list[Link], list[Link]]:
    """What is left when each link of one side has taken the first of the other that is alike.

    `alike` gives the keys of those; equal links have the same ones.
    """
    places: dict[Key, deque[int]] = {}
    for number, link in enumerate(new):
        places.setdefault(_key(link), deque()).append(number)
    known: dict[Key, list[Key]] = {}
    left: list[Link] = []
    taken: set[int] = set()
    for link in lost:
        if _key(link) not in known:
            known[_key(link)] = alike(link, places)
        first = min((places[key] for key in known[_key(link)] if places[key]), default=None)
        if first is None:
            left.append(link)
        else:
            taken.add(first.popleft())
    return left, [link for number, link in enumerate(new) if number not in taken]


def _among(alike: Callable[[Link, Link], bool]) -> Callable[[Link, Others], list[Key]]:
    return lambda link, others: [key for key in others if alike(link, _link(*key))]


def _link(image: bool, target: str, label: str) -> Link:
    return Link(Span(0, 0), "", target, image, label)


def _paired(lost: Sequence[Link], new: Sequence[Link]) -> Iterator[tuple[Link | None, Link | None]]:
    """Each lost link with the new one whose address is most like its own; then what is left.

    Of the same sort only, and one after the other is taken.
    """
    left = dict(enumerate(new))
    places: dict[bool, dict[str, list[int]]] = {False: {}, True: {}}
    for number, link in left.items():
        places[link.image].setdefault(_name(link), []).append(number)
    for link in lost:
        named = places[link.image]
        name = nearest(_name(link), list(named), 0.0)
        if name not in named:
            yield link, None
            continue
        yield link, left.pop(named[name].pop())
        if not named[name]:
            del named[name]
    yield from ((None, link) for link in left.values())


def _either_is_reference(source: Link, target: Link) -> bool:
    """The address of a reference stands elsewhere: any link may be the same."""
    return source.image == target.image and bool(source.label or target.label)


def _localised(source: Link, target: Link) -> bool:
    same_sort = source.image == target.image and not source.label and not target.label
    return same_sort and is_localised(source.target, target.target)


RULES = (
    Rule(
        "changed-url",
        Severity.ERROR,
        "a link that leads elsewhere than in the source",
        partial(_changed, False),
        put,
        where=may_link,
    ),
    Rule(
        "changed-image",
        Severity.WARNING,
        "an image that is another one than in the source",
        partial(_changed, True),
        put,
        where=may_link,
    ),
    Rule(
        "dropped-link",
        Severity.ERROR,
        "a link of the source that is not in the target",
        partial(_dropped, False),
        where=may_link,
    ),
    Rule(
        "missing-image",
        Severity.WARNING,
        "an image of the source that is not in the target",
        partial(_dropped, True),
        where=may_link,
    ),
    Rule(
        "extra-link", Severity.INFO, "a link that the source does not have", _extra, where=may_link
    ),
)
