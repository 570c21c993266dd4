"""The tree of blocks and containers, before it is cut into the blocks of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from transpipe.model import Span


@dataclass(frozen=True, slots=True)
class Node:
    """A block or container; `first` and `last` are lines of the file from 0.

    `spans` is the prose of a leaf, a line each; None where it has no place of its own. `mark` is
    what belongs to the structure: level, bullet, tightness, alignment. `raw` is opaque text.
    """

    type: str
    first: int
    last: int
    spans: tuple[Span | None, ...] = ()
    mark: tuple[object, ...] = ()
    raw: str = ""
    children: tuple[Node, ...] = ()


def nodes(tokens: Iterable[Mapping[str, Any]]) -> tuple[Node, ...]:
    """mistune's tokens as our own."""
    return tuple(_node(token) for token in tokens if token["type"] != "blank_line")


def _node(token: Mapping[str, Any]) -> Node:
    kind = "paragraph" if token["type"] == "block_text" else token["type"]
    if kind == "list":
        children = tuple(
            Node("item", first, first, children=nodes(item["children"]))
            for first, item in zip(token["items"], token["children"], strict=True)
        )
    else:
        children = nodes(token.get("children", ()))
    first = token["items"][0] if kind == "list" else token["first"]
    return Node(
        type=kind,
        first=first,
        last=token.get("last", first),
        spans=tuple(token.get("spans", ())),
        mark=_mark(token),
        raw=token.get("raw", ""),
        children=children,
    )


def _mark(token: Mapping[str, Any]) -> tuple[object, ...]:
    if token["type"] == "list":
        start = token["attrs"].get("start", 1) if token["attrs"]["ordered"] else None
        return (token["bullet"], start, token["tight"])
    if token["type"] == "block_code":
        return (token["style"], token.get("marker", ""), token.get("attrs", {}).get("info", ""))
    return tuple(token.get("mark", ()))
