"""What was meant as a link, an image or a note, and shows as text for a sign that Markdown has not.

By form alone: full-width brackets and quotes, a blank between words and address, a full-width `！`,
a bracket that is missing or escaped. Whether it was meant so is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from transpipe.markdown.definitions import folded
from transpipe.markdown.scan import REMEMBERED, Piece, What, markup, scan
from transpipe.model import Span

_OPEN, _CLOSE = r"(?P<o>\\?[\[［【〔])", r"(?P<c>\\?[\]］】〕])"
_NESTED = r"!?\[[^\[\]\n]{0,200}\](?:\([^()\n]{0,300}\))?"
_WORDS = rf"(?P<words>(?:[^\[\]［］【】〔〕\\\n]|\\.|{_NESTED}){{1,300}}?)"
_BANG = r"(?P<bang>[!！][ \t]?)?"
_INSIDE = r"(?P<inside>[^()（）\n]{0,500}(?:[(（][^()（）\n]{0,200}[)）][^()（）\n]{0,200}){0,4})"
_LINK = re.compile(
    rf"{_BANG}{_OPEN}{_WORDS}{_CLOSE}(?P<gap>[ \t\u3000]{{0,3}})"
    rf"(?P<p>\\?[(（]){_INSIDE}(?P<q>\\?[)）])"
)
_REFERENCE = re.compile(
    rf"{_BANG}{_OPEN}{_WORDS}{_CLOSE}(?P<gap>[ \t\u3000]{{0,2}})"
    r"(?P<p>[\[［【〔])(?P<label>[^\[\]［］【】〔〕\\\n]{0,200})(?P<q>[\]］】〕])"
)
_SHORT = re.compile(r"[［【〔](?P<label>[^\[\]［］【】〔〕\\\n]{1,200})[］】〕]")
_NOTE = re.compile(
    r"(?P<o>\\?[\[［【〔])[ \t]?(?P<caret>[\^＾ˆ])[ \t]?"
    r"(?P<label>[^\s\[\]［］【】〔〕\\^＾]{1,100})[ \t]?(?P<c>\\?[\]］】〕])"
)
_ANY = re.compile(r"[\[［【〔]")
# What stands between the words of each kind and what follows them.
_ADDRESSED = re.compile(r"[\]］】〕][ \t\u3000]{0,3}\\?[(（]")
_LABELLED = re.compile(r"[\]］】〕][ \t\u3000]{0,2}[\[［【〔]")
_CARET = re.compile(r"[\^＾ˆ]")
_HOLES = (What.CODE, What.HTML, What.AUTOLINK, What.MATH, What.TEMPLATE)
_QUOTES = "\"'“”„‟‘’「」『』＂＇«»"
_PARTS = re.compile(
    rf"\s*(?:<(?P<angled>[^<>]*)>|(?P<bare>[^\s{_QUOTES}<>]+))"
    rf"(?:\s*(?P<open>[{_QUOTES}])(?P<title>.*)(?P<close>[{_QUOTES}]))?\s*"
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: ".", 0x3000: " "}
_ADDRESS = re.compile(
    r"(?:https?|ftp)://\S+|mailto:\S+|www\.\S+|#\S+|\.{0,2}/\S*"
    r"|[\w%./~-]*\.[A-Za-z][A-Za-z0-9]{0,4}(?:[#?]\S*)?"
)
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico)(?:[?#]|$)", re.IGNORECASE)


class Form(Enum):
    """How something that does not render was written."""

    ADDRESS = "address"  # words and an address
    SIGN = "sign"  # a link that renders, behind the `！` of an image
    LABEL = "label"  # words and the label of a definition
    SHORT = "short"  # a label alone
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Slip:
    """Words that were meant to render, where they stand, and what would render in their place.

    `target` is the address or the label. `evident` says that nothing but a link is written so; else
    the source has to have such a one.
    """

    form: Form
    span: Span
    target: str
    mend: str
    words: str
    evident: bool = False

    @property
    def image(self) -> bool:
        """Whether it was to be an image."""
        return self.mend.startswith("!")


def narrow(address: str) -> str:
    """An address with the signs of ASCII in place of their full-width forms."""
    return address.translate(_WIDE).strip()


@lru_cache(maxsize=REMEMBERED)
def slips(text: str) -> tuple[Slip, ...]:
    """Everything that may be of the kind in a text, in order; they may overlap.

    What renders as it stands is none, but for a link behind `！`.
    """
    if not _ANY.search(text):
        return ()
    pieces = scan(text)
    holes = [p.span for p in pieces if p.what in _HOLES]
    found = (
        *_links(text, pieces),
        *_references(text, pieces),
        *_notes(text, pieces),
        *_open(text, pieces),
    )
    clear = (slip for slip in found if not any(_meet(slip.span, hole) for hole in holes))
    return tuple(sorted(clear, key=lambda slip: (slip.span.start, -slip.span.end)))


def _meet(span: Span, hole: Span) -> bool:
    """Whether one of two begins or ends within the other."""
    return hole.start <= span.start < hole.end or hole.start < span.end <= hole.end


# ── Links and images with an address ────────────────────────────────────────────────────────


def _links(text: str, pieces: tuple[Piece, ...]) -> Iterator[Slip]:
    if not _ADDRESSED.search(text):
        return
    ends = {p.span.end: p for p in pieces if p.what in (What.LINK, What.IMAGE) and not p.label}
    at = 0
    while found := _LINK.search(text, at):
        at = found.start() + 1
        rendered = ends.get(found.end())
        if rendered and rendered.span.start >= found.start():
            signed = found["bang"] and found.start("o") == rendered.span.start
            if signed and rendered.what is What.LINK:
                yield _signed(text, found, rendered)
            at = found.end()
            continue
        slip = _link(found)
        if slip:
            at = found.end()
            yield slip


def _signed(text: str, found: re.Match[str], rendered: Piece) -> Slip:
    target = rendered.target.of(text) if rendered.target else ""
    span = Span(found.start(), rendered.span.end)
    return Slip(Form.SIGN, span, target, "!" + rendered.span.of(text), rendered.inner.of(text))


def _parts(inside: str) -> tuple[str, str] | None:
    """An address, and behind a blank its title in quotes, as they should be; None for others."""
    parts = _PARTS.fullmatch(inside)
    if not parts:
        return None
    raw = parts["angled"] if parts["angled"] is not None else parts["bare"]
    address = raw if raw.isascii() and is_address(raw) else narrow(raw)
    return address, f' "{_escaped(parts["title"])}"' if parts["title"] is not None else ""


def is_address(text: str) -> bool:
    """Whether a text looks like an address, and not like words."""
    return _ADDRESS.fullmatch(text) is not None


def defined_as(inside: str) -> str:
    """What a definition says behind its colon, as it should be written; empty for no address."""
    parts = _parts(inside)
    if not parts or not is_address(parts[0]):
        return ""
    return _destination(parts[0]) + parts[1]


def _link(found: re.Match[str]) -> Slip | None:
    parts = _parts(found["inside"])
    if not parts:
        return None
    address, title = parts
    picture = found["bang"] is not None and PICTURE.search(address) is not None
    words = found["words"].strip()
    mend = f"{'!' * picture}[{words}]({_destination(address)}{title})"
    if not words or not is_whole(mend):
        return None
    escaped = "\\" in found["o"] + found["c"] + found["p"] + found["q"]
    plain = found["o"] in "[［" or (found["p"], found["q"]) == ("(", ")")
    plain = plain and (found["gap"] == "" or not _is_number(words))
    inside = ":" not in address and not address.startswith("www.")
    evident = is_address(address) and not escaped and (plain or inside)
    span = Span(found.start() if picture else found.start("o"), found.end())
    return Slip(Form.ADDRESS, span, address, mend, words, evident)


def _is_number(words: str) -> bool:
    """Whether words in brackets may be those of a list of books: `[1] (https://…)`."""
    return words.isascii() and len(words) < 4


def _escaped(title: str) -> str:
    return re.sub(r'(?<!\\)"', '\\"', title.strip())


def _destination(address: str) -> str:
    probe = scan(f"[a]({address})")
    whole = len(probe) == 1 and probe[0].target == Span(4, 4 + len(address))
    return address if whole else f"<{address}>"


def is_whole(mend: str) -> bool:
    """Whether a text is one link, image or note and nothing else."""
    kinds = (What.IMAGE,) if mend.startswith("!") else (What.LINK, What.FOOTNOTE)
    return any(p.what in kinds and p.span == Span(0, len(mend)) for p in scan(mend))


# ── References and notes ────────────────────────────────────────────────────────────────────


def _references(text: str, pieces: tuple[Piece, ...]) -> Iterator[Slip]:
    rendered = {p.span.end for p in pieces if p.what in (What.LINK, What.IMAGE)}
    for found in _REFERENCE.finditer(text) if _LABELLED.search(text) else ():
        label = found["label"].strip()
        name = folded(label or found["words"])
        if found.end() in rendered or not name:
            continue
        mend, span = f"[{found['words']}][{label}]", Span(found.start("o"), found.end())
        yield Slip(Form.LABEL, span, name, mend, found["words"])
        if found["bang"]:
            whole = Span(found.start(), found.end())
            yield Slip(Form.LABEL, whole, name, "!" + mend, found["words"])
    for found in _SHORT.finditer(text):
        label = found["label"]
        if label[0] not in "^＾ˆ":
            yield Slip(Form.SHORT, Span(*found.span()), folded(label), f"[{label}]", label)


def _notes(text: str, pieces: tuple[Piece, ...]) -> Iterator[Slip]:
    rendered = {p.span for p in pieces if p.what is What.FOOTNOTE}
    for found in _NOTE.finditer(text) if _CARET.search(text) else ():
        span, label = Span(*found.span()), narrow(found["label"])
        if span not in rendered and label:
            wide = found["o"] in "［【〔" or found["c"] in "］】〕" or found["caret"] != "^"
            yield Slip(Form.NOTE, span, folded(label), f"[^{label}]", label, wide)


# ── A bracket that is not there ─────────────────────────────────────────────────────────────


def has_loose_bracket(text: str) -> bool:
    """Whether an opening bracket is part of no link, code or the like."""
    found = [mark.start() for mark in _ANY.finditer(text)]
    if not found:
        return False
    held = (range(span.start, span.end) for span in markup(scan(text)))
    return not {*found} <= {position for positions in held for position in positions}


def unclosed(text: str, address: str) -> Slip | None:
    """A link to an address that one bracket more would make one: `[words](address`."""
    if address not in text:
        return None
    return _closed(_unclosed(re.escape(address)).search(text), evident=False)


def _open(text: str, pieces: tuple[Piece, ...]) -> Iterator[Slip]:
    """The same of any address, where words in brackets stand before it."""
    rendered = {p.inner.start for p in pieces if p.what in (What.LINK, What.IMAGE)}
    for found in _OPEN_LINK.finditer(text) if "](http" in text else ():
        slip = _closed(found, evident=True) if found.start("words") not in rendered else None
        if slip:
            yield slip


def _unclosed(address: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<bang>!)?{_OPEN}(?P<words>[^\[\]［］【】〔〕\\\n()（）]{{1,80}}){_CLOSE}?"
        rf"(?P<p>[(（\[［])<?(?P<address>{address})>?(?![\w/#?&=%-])"
        r"(?P<title>[ ]+\"[^\"\n]*\")?(?P<q>[)）\]］】])?"
    )


def _closed(found: re.Match[str] | None, *, evident: bool) -> Slip | None:
    if not found or is_whole(found[0]):
        return None
    title, address = found["title"] or "", found["address"]
    mend = f"{found['bang'] or ''}[{found['words']}]({_destination(address)}{title})"
    if not is_whole(mend):
        return None
    return Slip(Form.ADDRESS, Span(*found.span()), address, mend, found["words"], evident)


# Chinese belongs to an address where it begins a part of it.
_OPEN_LINK = re.compile(
    r"(?P<bang>!)?\[(?P<words>[^\[\]\n()]{1,80})\]\("
    r"(?P<address>https?://(?:[\w~:/?#@!$&*+=%-]|[.,;'](?=[\w/])|(?<=[#/=%])[^\x00-\x7f\s，。；：、！？“”（）]+)++)"
    r"(?P<title>)(?P<q>)(?=[\s,.;]|$|[^\x00-\x7f])(?![ \t]*(?:[\"'(]|\)))",
    re.ASCII,
)
