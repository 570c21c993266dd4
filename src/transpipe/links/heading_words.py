"""The words of a heading as each kind of site takes them to name it.

All are given the inline Markdown of the heading. They differ in what an image, a note, an emoji or
a tag says, and in whether two hyphens are a dash by then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from transpipe.markdown import inline
from transpipe.markdown.emphasis import rendered
from transpipe.markdown.inline import inner, nothing
from transpipe.markdown.scan import Piece, What, markup, scan
from transpipe.model import Span

# Marks within code are no typography, and are written so until that is done.
_IN_CODE = str.maketrans("-:.~", "\ue000\ue001\ue002\ue003")
_AGAIN = str.maketrans("\ue000\ue001\ue002\ue003", "-:.~")
_ENTITIES = str.maketrans({"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "39"})
_DASH = re.compile(r"---?|\.\.\.")
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])")
_DIRECTIVE = re.compile(r"(?<!:):[A-Za-z](?:[\w-]*[A-Za-z0-9])?(?![:\w-])", re.ASCII)
_STRUCK = re.compile(r"(?<!~)(~~)(?=[^\s~])([^~]*[^\s~])(~~)(?!~)")
_BREAK = re.compile(r"<br[\s/]*>", re.IGNORECASE)
# What ends the first text within emphasis or a link for Hugo, less the mark that still is in it.
_SPLIT = re.compile(r"(?<=[_*~])|(?=[\"'\[`<]|--|\.\.\.)")
_SIGN = "–"  # typography itself is a text, though no name has it
_LABEL = slice(2, -1)  # of `[^label]`


def written(text: str) -> str:
    """As it is written, marks and addresses too."""
    return text


def shown(text: str) -> str:
    """As HTML shows it: images are no text, a note is its number."""
    return inline.plain(text.strip(), {What.FOOTNOTE: _label})


def in_python(text: str) -> str:
    """The same with single blanks but for those that entities stand for."""
    shows = {
        What.FOOTNOTE: _label,
        What.ENTITY: lambda piece, all_: re.sub(r"\s", "\ue004", unescape(_raw(piece, all_))),
        What.CODE: lambda piece, all_: inner(piece, all_).strip(),
    }
    return " ".join(inline.plain(text, shows).split()).replace("\ue004", "\u00a0")


def in_mdx(text: str) -> str:
    """With the words of images, without notes; `:name` is a directive, which has no words."""
    found = inline.plain(text.strip(), {What.IMAGE: _alt, What.CODE: _in_code})
    return _DIRECTIVE.sub("", found).translate(_AGAIN)


def in_vitepress(text: str) -> str:
    """Notes as they are written, and entities in other text; no emoji."""
    shows = {What.FOOTNOTE: _raw, What.ENTITY: _joined, What.CODE: _in_code}
    found = _STRUCK.sub(r"\2", inline.plain(text.strip(), shows))
    return _EMOJI.sub("", found).translate(_AGAIN)


def in_jekyll(text: str) -> str:
    """With typography, and code as wide as it is written."""
    shows = {What.CODE: lambda piece, all_: _ticked(piece.span.of(all_)).translate(_IN_CODE)}
    return _DASH.sub("", inline.plain(text.strip(), shows)).translate(_AGAIN)


def in_docsify(text: str) -> str:
    """As the HTML of it is written, less the tags: of a mark in an entity its name is left."""
    shows = {
        What.FOOTNOTE: _raw,
        What.IMAGE: lambda _piece, _all: "!",  # a tag, which a blank may stand beside
        What.ENTITY: lambda piece, all_: _raw(piece, all_).strip("&;"),
        What.CODE: lambda piece, all_: inner(piece, all_).translate(_ENTITIES),
    }
    return inline.plain(text.strip(), shows).translate(_ENTITIES)


def in_pandoc(text: str) -> str:
    """With typography, the words of images and the labels of notes; a `<br>` is a blank."""
    shows = {What.IMAGE: _alt, What.HTML: _blank, What.CODE: _in_code, What.FOOTNOTE: _label}
    return _DASH.sub("", inline.plain(text.strip(), shows)).translate(_AGAIN)


def in_hugo(text: str) -> str:
    """With typography; of what is emphasised or linked only its first text, of addresses none.

    So Hugo does since it names headings by their words, of which it asks each part for its first.
    """
    text = text.strip()
    changes = [(span, _first(text[inside.start : inside.end])) for span, inside in _parts(text)]
    return _in_hugo(inline.replace_spans(text, changes)).translate(_AGAIN).strip()


def _in_hugo(text: str) -> str:
    """A text in which nothing is emphasised or linked."""
    shows = {What.CODE: _in_code, What.ENTITY: _named, What.AUTOLINK: nothing, What.URL: nothing}
    return _DASH.sub(_SIGN, inline.plain(text, shows))


def _parts(text: str) -> Iterator[tuple[Span, Span]]:
    """Each stretch of emphasis and each link or image that is in no other, and its inside."""
    marks = rendered(text)
    found = [
        (Span(opener.start, closer.end), Span(opener.end, closer.start))
        for opener, closer in zip(marks[::2], marks[1::2], strict=True)
    ]
    linked = (piece for piece in scan(text) if piece.what in (What.LINK, What.IMAGE))
    found += [(piece.span, piece.inner) for piece in linked]
    found += [(Span(*struck.span()), Span(*struck.span(2))) for struck in _STRUCK.finditer(text)]
    end = 0
    for span, inside in sorted(found, key=lambda part: (part[0].start, -part[0].end)):
        if span.start >= end:
            yield span, inside
            end = span.end


def _first(text: str) -> str:
    """The first text within something, in a form that says no more than that."""
    for span, inside in _parts(text):
        if span.start == 0:
            return _first(inside.of(text))
        text = text[: span.start]
        break
    held = next(iter(scan(text)), None)
    if held and held.span.start == 0 and held.what is What.CODE:
        return held.span.of(text)
    opaque = (p.span.start for p in scan(text) if p.what in (What.CODE, What.HTML, What.URL))
    found = _SPLIT.split(text[: min(opaque, default=len(text))], maxsplit=1)
    return found[0] or (_SIGN if found[1:] else "")


def _label(piece: Piece, text: str) -> str:
    return piece.span.of(text)[_LABEL]


def _raw(piece: Piece, text: str) -> str:
    return piece.span.of(text)


def _joined(piece: Piece, text: str) -> str:
    """An entity as it is written where text stands beside it; alone it is what it stands for."""
    others = [p for p in scan(text) if p.what not in (What.ESCAPE, What.ENTITY)]
    # What is left of two marks where they become strong counts as text beside them.
    marks = enumerate(rendered(text))
    opaque = [
        Span(s.start + (n % 2 == 0), s.end - n % 2) if s.end - s.start > 1 else s for n, s in marks
    ]
    opaque += markup(tuple(others))
    opaque += [Span(*struck.span(mark)) for struck in _STRUCK.finditer(text) for mark in (1, 3)]
    beside = (at for at in (piece.span.start - 1, piece.span.end) if 0 <= at < len(text))
    joined = any(not any(s.start <= at < s.end for s in opaque) for at in beside)
    return _raw(piece, text) if joined else unescape(_raw(piece, text))


def _alt(piece: Piece, text: str) -> str:
    return inline.plain(inner(piece, text))


def _in_code(piece: Piece, text: str) -> str:
    return inner(piece, text).translate(_IN_CODE)


def _ticked(code: str) -> str:
    """What stands in a code span: between single backticks every blank counts."""
    ticks = len(code) - len(code.lstrip("`"))
    return code[1:-1] if ticks == 1 else code[ticks:-ticks].strip()


def _blank(piece: Piece, text: str) -> str:
    return " " if _BREAK.fullmatch(piece.span.of(text)) else ""


def _named(piece: Piece, text: str) -> str:
    """An entity with a name; of one by number, the number."""
    said = piece.span.of(text)
    return said if said[1] == "#" else inline.plain(said)
