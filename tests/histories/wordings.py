"""What becomes of a text that somebody edits; the sentences themselves are in `phrases`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.histories.phrases import NOTE, Saying, chinese, rendered, sayings
from tests.histories.phrases import english as english_of
from tests.histories.two_sides import Article, Node


def agrees(node: Node | None, text: str) -> bool:
    return node is not None and english_of(rendered(node.markdown)) == chinese(rendered(text))


def translated(node: Node) -> str:
    return node.name + "".join(replace(s, style=0).in_chinese() for s in node.sayings)


def reworded(text: str, phrase: int) -> str:
    """The text with another wording of a phrase that says the same; '' where it has it not."""
    said = next((s for s in sayings(rendered(text)) or () if s.phrase == phrase), None)
    if said is None:
        return ""
    return text.replace(said.in_chinese(), replace(said, style=1 - said.style).in_chinese(), 1)


def answered(text: str, new: Saying) -> str:
    """The text with the value that a phrase has now; '' where it has not the phrase."""
    said = next((s for s in sayings(rendered(text)) or () if s.phrase == new.phrase), None)
    if said is None:
        return ""
    return text.replace(said.in_chinese(), replace(said, value=new.value).in_chinese(), 1)


def caught_up(_article: Article, node: Node, text: str) -> str:
    """The text as it should be for the English of now; '' where it is so."""
    if agrees(node, text):
        return ""
    kept = {s.phrase: s.style for s in sayings(rendered(text)) or ()}
    said = "".join(replace(s, style=kept.get(s.phrase, 0)).in_chinese() for s in node.sayings)
    return node.name + said + (NOTE if NOTE in text else "")


def with_one(items: Sequence[Saying], at: int, new: Saying) -> tuple[Saying, ...]:
    return (*items[:at], new, *items[at + 1 :])


def insert(article: Article, before: Node, new: Node) -> None:
    article.nodes.insert(article.nodes.index(before) + 1, new)
    article.window.source.add(new.name)


def behind(blocks: list[str], name: str, text: str) -> list[str]:
    at = next(n for n, block in enumerate(blocks) if name in block)
    return [*blocks[: at + 1], text, *blocks[at + 1 :]]
