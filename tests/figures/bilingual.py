"""Figures of bilingual Markdown: the units that are read back out of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.figures import Figure
from transpipe.align.beads import align
from transpipe.align.bilingual import read_bilingual
from transpipe.markdown.segments import parse
from transpipe.model import Bitext, Document, Locale
from transpipe.publish.bilingual import bilingual
from transpipe.text.han import mostly_han
from transpipe.units.build import from_beads, unit_of

_LARGEST = 60_000

Lost = list[tuple[str, str, str]]  # source, words, what was read


def figures(data: Path) -> list[Figure]:
    """The figures, over all pairs of articles."""
    same, total, lost = round_trips(data)
    han = sum(mostly_han(row[1]) for row in lost)
    return [
        ("units of bilingual Markdown that are read back, both forms", "100 %",
         f"{100 * same / total:.2f} % of {total}", same == total),
        ("of those lost: Chinese, not names and code", "0", str(han), not han),
    ]  # fmt: skip


def read_back(source: Document, text: str) -> dict[int, str]:
    """The words of each block of a source that a bilingual file gives."""
    file = parse(text, source=False)
    found = read_bilingual(file, source)
    if found is None:
        return {}
    held = from_beads(
        Bitext(source, file, found.beads), "原文/x.md", Locale.ZH_CN, lambda link: link
    )
    return {n: unit.target for n, unit in unit_of(source, held).items() if unit.target}


def round_trips(data: Path, every: int = 1) -> tuple[int, int, Lost]:
    """Of the units of articles as they are aligned, how many come back, of how many; the others.

    Where several paragraphs cannot stand in the place of one, they are one, as in the article.
    """
    same = total = 0
    lost: Lost = []
    for folder in sorted((data / "align-dev").glob("*/"))[::every]:
        texts = [(folder / name).read_text("utf-8") for name in ("en.md", "zh.md")]
        if max(map(len, texts)) > _LARGEST:
            continue
        source, target = parse(texts[0]), parse(texts[1], source=False)
        words = _words(source, target)
        for hidden in (False, True):
            found = read_back(source, bilingual(source, words, hidden=hidden))
            total += len(words)
            for number, text in words.items():
                if _joined(found.get(number, "")) == _joined(text):
                    same += 1
                else:
                    lost.append((source.blocks[number].text, text, found.get(number, "")))
    return same, total, lost


def _joined(text: str) -> str:
    return "".join(text.split())


def _words(source: Document, target: Document) -> dict[int, str]:
    beads = align(source, target)
    held = from_beads(Bitext(source, target, beads), "原文/x.md", Locale.ZH_CN, lambda link: link)
    sure = replace(held, units=tuple(unit for unit in held.units if unit.target != unit.source))
    return {n: unit.target for n, unit in unit_of(source, sure).items() if unit.target}
