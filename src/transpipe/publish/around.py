"""Text of a template before and after an article: whose it is, where it comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from transpipe.markdown import segments
from transpipe.model import Document, Kind, Lines

PLACEHOLDERS = ("title", "original", "author", "licence", "translators", "revision")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def unknown(template: str, known: Collection[str] = PLACEHOLDERS) -> tuple[int, str] | None:
    """The first placeholder that nothing is known of, with its line (from 1)."""
    for found in _PLACEHOLDER.finditer(template):
        if found[1] not in known:
            return template.count("\n", 0, found.start()) + 1, found[0]
    return None


def rendered(template: str, facts: Mapping[str, str]) -> str:
    """The template with what is known of an article.

    A line that has placeholders is left out where nothing is known for any of them.
    """
    lines: list[str] = []
    for line in re.split(r"\r\n|\r|\n", template.strip("\ufeff\r\n")):
        names = _PLACEHOLDER.findall(line)
        if not names or any(facts.get(name) for name in names):
            lines.append(_PLACEHOLDER.sub(lambda found: facts.get(found[1], ""), line))
    return "\n".join(lines).strip("\n")


def framed(text: str, head: str, foot: str, lines: Lines) -> str:
    """An article with a head (behind its front matter) and a foot, empty ones left out.

    Where they would change what a block of the article is, it stays without them.
    """
    document = segments.parse(text, lines, source=False)
    eol = "\r\n" if "\r\n" in text else "\n"
    at = start_of_body(document)
    before, body = text[:at], text[at:]
    if head:
        before += head.replace("\n", eol) + eol + eol
        body = body.lstrip("\r\n")
    if foot:
        body = body.rstrip("\r\n") + eol + eol + foot.replace("\n", eol) + eol
    longer = segments.parse(before + body, lines, source=False)
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
