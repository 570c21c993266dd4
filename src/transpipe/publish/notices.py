"""What is ours in a published file: a head and foot, a banner above it, marks behind its words.

Head and foot say whose it is and where it comes from. The banner and the marks tell that it is not
current; they are put on and taken off without touching another character: a file that lost them
again is the very file that it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from transpipe.markdown import segments
from transpipe.markdown.encode import Patch
from transpipe.markdown.splice import patched
from transpipe.model import WRAPPED, Block, Cut, Document, Grammar, Kind, Span
from transpipe.text.published_marks import (
    BANNER,
    BANNER_BEGIN,
    BANNER_END,
    MDX_BANNER,
    ended,
    marked_with,
    without_fuzzy_marks,
)

PLACEHOLDERS = (
    "title", "original", "author", "licence", "translators", "reviewers", "revision"
)  # fmt: skip
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(\{(\w+)\}\)")  # to what a placeholder stands for


def unknown(template: str, known: Collection[str] = PLACEHOLDERS) -> tuple[int, str] | None:
    """The first placeholder that nothing is known of, with its line (from 1)."""
    for found in _PLACEHOLDER.finditer(template):
        if found[1] not in known:
            return template.count("\n", 0, found.start()) + 1, found[0]
    return None


def rendered(template: str, facts: Mapping[str, str]) -> str:
    """The template with what is known of an article.

    A line that has placeholders is left out where nothing is known for any of them; a link whose
    address is not known is its words.
    """

    def linked(found: re.Match[str]) -> str:
        return found[0] if facts.get(found[2]) else found[1]

    lines: list[str] = []
    for line in re.split(r"\r\n|\r|\n", template.strip("\ufeff\r\n")):
        names = _PLACEHOLDER.findall(line)
        if not names or any(facts.get(name) for name in names):
            line = _LINK.sub(linked, line)
            lines.append(_PLACEHOLDER.sub(lambda found: facts.get(found[1], ""), line))
    return "\n".join(lines).strip("\n")


def framed(text: str, head: str, foot: str, cut: Cut) -> str:
    """An article with a head (behind its front matter) and a foot, empty ones left out.

    Where they would change what a block of the article is, it stays without them.
    """
    document = segments.parse(text, cut, source=False)
    eol = "\r\n" if "\r\n" in text else "\n"
    at = start_of_body(document)
    before, body = text[:at], text[at:]
    if head:
        before += head.replace("\n", eol) + eol + eol
        body = body.lstrip("\r\n")
    if foot:
        body = body.rstrip("\r\n") + eol + eol + foot.replace("\n", eol) + eol
    longer = segments.parse(before + body, cut, source=False)
    inner = [(block.kind, block.text) for block in document.blocks]
    outer = [(block.kind, block.text) for block in longer.blocks]
    front = sum(block.path == ("front",) or block.kind is Kind.FRONT_MATTER
                for block in document.blocks)  # fmt: skip
    rest = inner[front:]
    places = range(front, len(outer) - len(rest) + 1)
    whole = outer[:front] == inner[:front]
    return longer.text if whole and any(outer[n : n + len(rest)] == rest for n in places) else text


def start_of_body(document: Document) -> int:
    """Where an article begins: behind a byte order mark and front matter."""
    text = document.text
    fronts = [block.span.end for block in document.blocks if block.kind is Kind.FRONT_MATTER]
    at = fronts[0] if fronts else len(text) - len(text.lstrip("\ufeff"))
    found = re.compile(r"[\r\n]*").match(text, at) if fronts else None
    return found.end() if found else at


_FORMS = (BANNER, MDX_BANNER)
_BANNER = re.compile(
    rf"^{BANNER_BEGIN}[ \t]*\r?$.*?^{BANNER_END}[ \t]*(?:(?:\r?\n){{1,2}}|\Z)",
    re.MULTILINE | re.DOTALL,
)
# A mark in a heading would change its anchor; the others are not prose of the page.
_BARE = frozenset({Kind.HEADING, Kind.TITLE, Kind.TERM})


def without_banner(text: str, cut: Cut = WRAPPED) -> str:
    """The text of a published file without our banner; what an article shows in code is none."""
    if not any(forms[0] in text for forms in _FORMS):
        return text
    blocks = segments.parse(text, cut, source=False).blocks

    def kept(found: re.Match[str]) -> str:
        at = found.start()
        return found[0] if any(b.span.start <= at < b.span.end for b in blocks) else ""

    end = ended(text, BANNER_END)
    return _BANNER.sub(kept, text[:end]) + text[end:]


def with_banner(text: str, banner: str, cut: Cut) -> str:
    """The text with this banner (none if empty) behind its front matter, instead of any other.

    Where it would change what a block of the article is, the article stays without it.
    """
    text = without_banner(text, cut)
    if not banner.strip() or any(line in banner for forms in _FORMS for line in forms):
        return text
    eol = "\r\n" if "\r\n" in text else "\n"
    begin, end = MDX_BANNER if cut.syntax.grammar is Grammar.MDX else BANNER
    ours = "\n".join((begin, banner.strip("\n"), end, "", "")).replace("\n", eol)
    document = segments.parse(text, cut, source=False)
    at = start_of_body(document)
    longer = segments.parse(text[:at] + ours + text[at:], cut, source=False)
    same = longer.shape == document.shape and _texts(longer) == _texts(document)
    return longer.text if same and without_banner(longer.text, cut) == text else text


def _texts(document: Document) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def with_marks(document: Document, marks: Mapping[int, str]) -> str:
    """The text of a published file with these marks behind its blocks, '' for none.

    Blocks that are not named stay as they are; headings never have one. A mark that would not be
    read as part of its block is left out.
    """
    patches: dict[int, Patch] = {}
    for number, ours in marks.items():
        patch = _patch(document, document.blocks[number], ours)
        if patch is not None:
            patches[number] = patch
    while (culprit := _fault(document, patches)) is not None:
        del patches[culprit]
    return patched(document.text, patches.values())


def _patch(document: Document, block: Block, ours: str) -> Patch | None:
    """The end of a block as it should be; None where it is so."""
    if block.segment is None or block.kind in _BARE:
        return None
    last = block.segment.fragments[-1]
    line = last.of(document.text)
    bare = without_fuzzy_marks(line)
    text = marked_with(bare, ours)
    if text == line or not bare.strip():
        return None
    start = next((n for n, (a, b) in enumerate(zip(line, text, strict=False)) if a != b), None)
    kept = min(len(line), len(text)) if start is None else start
    words = block.text.removesuffix(line) + text
    return Patch(Span(last.start + kept, last.end), text[kept:], words)


def _fault(document: Document, patches: Mapping[int, Patch]) -> int | None:
    """The first patch at or before what does not read back as it should; None where all does."""
    if not patches:
        return None
    new = segments.parse(patched(document.text, patches.values()), document.cut, source=False)
    for number, old in enumerate(document.blocks):
        words = patches[number].words if number in patches else old.text
        block = new.blocks[number] if number < len(new.blocks) else None
        if block is None or (block.kind, block.path, block.text) != (old.kind, old.path, words):
            return max((n for n in patches if n <= number), default=min(patches))
    return None if len(new.blocks) == len(document.blocks) else max(patches)
