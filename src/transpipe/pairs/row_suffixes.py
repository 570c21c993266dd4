"""What stands behind the words of an index's rows: links to both texts, and how far these are.

What is there and right stays as a person wrote it: its words, its order, how a path is spelt. What
is written once stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from transpipe.markdown.index_rows import GAP, PROGRESS, suffix_start
from transpipe.markdown.inline import replace_spans
from transpipe.model import Span
from transpipe.pairs.index import IndexLink, Row, Side, resolve, rows
from transpipe.pairs.row_repairs import destination

_CORE = re.compile(r"\W*\w+")


class Forms(Protocol):
    """How the links are written; the settings have these fields."""

    @property
    def source(self) -> str:
        """`[原文]({path})`."""

    @property
    def target(self) -> str:
        """`[译文{progress}]({path})`."""

    @property
    def progress(self) -> str:
        """What stands for `{progress}` of a translation that is begun: ` {percent}%`."""

    @property
    def done(self) -> str:
        """The same of one that is done."""


@dataclass(frozen=True, slots=True)
class RowArticle:
    """The files of a row's article, '' for one that is not to be linked, and how far it is.

    `percent` is None where nobody knows.
    """

    source: str = ""
    target: str = ""
    percent: int | None = None


def is_suffix(form: str) -> bool:
    """Whether a link that is written so is known again behind the words of a row."""
    row = f"x{GAP}{form.replace('{progress}', ' 50%').replace('{path}', 'a.md')}"
    return suffix_start(row) == 1


@dataclass(frozen=True)
class Suffixes:
    """An index, and how the links behind the words of its rows are written."""

    index: str
    text: str
    forms: Forms

    def updated(self, standings: Mapping[int, RowArticle]) -> str:
        """The index with what is known of the rows in some lines."""
        changes = [
            change
            for row in rows(self.text)
            if row.line in standings
            for change in self._row(row, standings[row.line])
        ]
        return replace_spans(self.text, changes)

    def behind(self, row: Row) -> Span:
        """Where that stands, with what parts it from the words; empty where there is none.

        A line of its own belongs to it; what stands in the cells of a table is a person's.
        """
        said = row.span.of(self.text)
        own = re.search(r"(?:\r\n|\r|\n)[ \t|]*(\[[^\r\n]*)\Z", said)
        start = suffix_start(said) if row.marker != "|" else len(said)
        if own and suffix_start(f"x{GAP}{own[1]}") == 1:
            start = own.start()
        return Span(row.span.start + start, row.span.end)

    def written(self, standing: RowArticle) -> str:
        """What stands behind the words of a new row."""
        parts = (self._link(side, standing) for side in (Side.SOURCE, Side.TARGET))
        return "".join(f"{GAP}{part}" for part in parts if part)

    def _row(self, row: Row, standing: RowArticle) -> Iterator[tuple[Span, str]]:
        there = {link.side: link for link in reversed(row.links)}
        for side, link in there.items():
            if side is not Side.NEITHER:
                new = self._as_it_is(link, side, standing)
                if new != link.span.of(self.text):
                    yield link.span, new
        if row.marker == "|":  # cells are a person's
            return
        first = there.get(Side.TARGET)
        if Side.SOURCE not in there and (new := self._link(Side.SOURCE, standing)):
            at = first.span.start if first else row.span.end
            yield Span(at, at), f"{new}{GAP}" if first else f"{GAP}{new}"
        if first is None and (new := self._link(Side.TARGET, standing)):
            at = there[Side.SOURCE].span.end if Side.SOURCE in there else row.span.end
            yield Span(at, at), f"{GAP}{new}"

    def _link(self, side: Side, standing: RowArticle) -> str:
        """A link to one of the texts, '' where there is none to it."""
        path = standing.source if side is Side.SOURCE else standing.target
        form = self.forms.source if side is Side.SOURCE else self.forms.target
        there = destination(path, self._folder) if path else ""
        mark = self._mark(standing.percent)
        return form.replace("{progress}", mark).replace("{path}", there) if path else ""

    def _as_it_is(self, link: IndexLink, side: Side, standing: RowArticle) -> str:
        """A link that is there, with where it must lead and how far the translation is."""
        path = standing.source if side is Side.SOURCE else standing.target
        head = Span(link.span.start, link.inside.start).of(self.text)
        inside = Span(link.inside.start, link.span.end).of(self.text)
        if link.inside.start == link.inside.end:
            return link.span.of(self.text)
        if path and path not in (resolve(link.target, self._folder) or ()):
            inside = f"{destination(path, self._folder)})"
        if (
            side is Side.TARGET
            and "{progress}" in self.forms.target
            and standing.percent is not None
        ):
            head = self._marked(head, self._mark(standing.percent))
        return head + inside

    def _marked(self, head: str, mark: str) -> str:
        """The beginning of a link, `[译文 60%](`, with another mark behind its label."""
        text, bracket, rest = head.rpartition("]")
        opened, core = text[:1], text[1:]
        for known in self._known:
            core = known.sub("", core)
        word = _CORE.match(core)
        at = word.end() if word else len(core)
        return f"{opened}{core[:at]}{mark}{core[at:]}{bracket}{rest}"

    @cached_property
    def _known(self) -> tuple[re.Pattern[str], ...]:
        """The marks that are written: behind a label they are no words of a person."""
        around = map(re.escape, self.forms.progress.split("{percent}%"))
        done = [re.escape(self.forms.done)] if self.forms.done else []
        return tuple(re.compile(form) for form in (PROGRESS.pattern.join(around), *done) if form)

    def _mark(self, percent: int | None) -> str:
        if percent is None:
            return ""
        if percent >= _WHOLE:
            return self.forms.done
        return self.forms.progress.replace("{percent}", str(percent))

    @property
    def _folder(self) -> str:
        return self.index.rpartition("/")[0]


_WHOLE = 100
