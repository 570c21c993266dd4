"""Pages of MDX, put together from the shapes in tests/cases/mdx, always the same ones.

A page has some of the shapes one below the other, in components, quotes and list items; its names,
numbers and words vary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.conftest import CASES

SEED, COUNT = 39, 300
_FRONT = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_STATEMENTS = re.compile(r"^(?:import|export)\b.*?(?=\n\n(?=\S)|\Z)", re.DOTALL | re.MULTILINE)
_WORDS = {
    "tea": ("coffee", "cocoa", "a long drink of cold water", "Tea™"),
    "Words": ("Some words", "**Words**", "`Words`", "_Words_", "Words [here](./a.md)"),
    "kettle": ("pot", "samovar", "kettle (of steel)"),
    "label": ("title", "alt", "summary"),
    "Card": ("Panel", "CardBox", "Callout"),
}


def shapes() -> dict[str, str]:
    """The shapes by their names."""
    found = sorted(CASES.glob("mdx/*/source.mdx"))
    return {path.parent.name: path.read_bytes().decode() for path in found}


def pages(count: int = COUNT) -> Iterator[tuple[str, str]]:
    """The pages, each with a name: the shapes themselves first, then what is made of them."""
    random, known = Random(SEED), shapes()
    for number in range(count):
        names = list(known)[number : number + 1] or random.sample(list(known), random.randint(1, 5))
        text = "\n".join(known[name] for name in names)
        if number >= len(known):
            text = _below(names, known, random)
        yield f"{number:03} {' + '.join(names)}", text


def _below(names: list[str], known: dict[str, str], random: Random) -> str:
    """Shapes below each other: what belongs to the head of a page stays there."""
    heads, parts = list[str](), list[str]()
    for name in names:
        text = known[name].replace("\r\n", "\n")
        front = _FRONT.match(text)
        if front and not heads:
            heads.append(front[0])
        body = text[front.end() :] if front else text
        # Statements begin lines of the page, notes are its own, tabs stop elsewhere behind blanks.
        movable = not _STATEMENTS.search(body) and "[^" not in body and "\t" not in body
        parts.append(_varied(_placed(body, random) if movable else body, random))
    text = "".join([*heads, "\n".join(parts)])
    return text.replace("\n", "\r\n") if random.random() < 0.1 else text


def _placed(body: str, random: Random) -> str:
    """A shape where it stands, or in a component, a quote, or an item of a list."""
    match random.randrange(5):
        case 0:
            return f"<Section title='Part of it'>\n\n{_indented(body, '  ')}\n</Section>\n"
        case 1:
            return "".join(f"> {line}".rstrip() + "\n" for line in body.splitlines())
        case 2:
            return f"1. An item\n\n{_indented(body, '   ')}"
    return body


def _indented(body: str, blanks: str) -> str:
    return "".join(f"{blanks}{line}\n" if line else "\n" for line in body.splitlines())


def _varied(body: str, random: Random) -> str:
    for word, others in _WORDS.items():
        if random.random() < 0.4:
            body = re.sub(rf"(?<![\w.@-]){word}(?![\w/.-])", random.choice(others), body)
    return body
