"""Figures of the names of headings, as the real generators of sites give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures import Figure
from tests.figures import markdown as measured
from tests.generators import GENERATORS
from tests.generators.pages import composed, real
from transpipe.links.anchors import slugs
from transpipe.markdown.segments import parse
from transpipe.model import AnchorStyle, Naming

# The pages that were looked at while the rules were written, and others.
SEEDS = {"seen": 20261130, "unread": 20270117}
COUNT = 200


def figures(data: Path) -> list[Figure]:
    """For each kind of site, headings that are named as its generator does."""
    texts = [content.decode("utf-8", "replace") for _name, content in measured.corpus(data)]
    rows: list[Figure] = []
    for half, seed in SEEDS.items():
        pages = {"composed": composed(seed, COUNT), "real": real(texts, seed, COUNT)}
        for kind, page in pages.items():
            rows += [_row(style, f"{kind} headings, {half}", page) for style in AnchorStyle]
    return rows


def _row(style: AnchorStyle, what: str, page: str) -> Figure:
    label = f"named as the generator does: {style.value}, {what}"
    try:
        wanted = GENERATORS[style].ids(page)
    except pytest.skip.Exception as skipped:
        return (label, "100 %", f"not to be had: {skipped}", False)
    found = slugs(parse(page, source=False), Naming(style))
    same = sum(ours == theirs for ours, theirs in zip(found, wanted, strict=False))
    met = list(found) == wanted
    return (label, "100 %", f"{same} of {len(wanted)}", met)
