"""Two machine-translated articles without their English, cleaned: what is left, lost and named."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import cmarkgfm
from rapidfuzz.distance import Indel

from tests.breakages import pairs
from tests.figures import Figure
from tests.figures.halves import is_seen
from transpipe import wiring
from transpipe.check.clean import Cleaned, about, clean, elsewhere, with_names
from transpipe.check.names import propose
from transpipe.check.repair import repair
from transpipe.markdown.segments import parse
from transpipe.model import Document, Locale
from transpipe.rules import Context
from transpipe.workflows.check import spelling_of

ARTICLES = ("002", "003")
Label = Mapping[str, Any]
_HALF = re.compile(r"[,;:?!.()]")
_NAMED = re.compile(r"(?::|named) ?(?P<behind>[A-Z][\w.]*(?: [A-Z][\w.]*)*)|^(?P<first>\w+) \(")


def figures(data: Path) -> list[Figure]:
    """All labels of these two were read while this was written: there is no unread half."""
    folder = data / "lint-dev"
    texts = {name: (folder / f"{name}.md").read_text("utf-8") for name in ARTICLES}
    labels = {
        name: [json.loads(r) for r in (folder / f"{name}.labels.jsonl").read_text().splitlines()]
        for name in ARTICLES
    }
    articles = {name: parse(text, source=False) for name, text in texts.items()}
    done = {name: _cleaned(articles, name, {}) for name in ARTICLES}
    return [
        *_left(labels, done),
        *_as_a_person(labels, done),
        *_lost(done),
        *_names(labels, articles),
        *_repaired(data),
    ]


def _repaired(data: Path) -> Iterator[Figure]:
    """Repairs of structure on texts that people published: few, and no word is lost."""
    count = lost = again = 0
    texts = [pair.target for pair in pairs(data)]
    for text in texts:
        done = repair(Context("zh.md", article=parse(text, source=False)))
        kept = text
        for taken in done.taken:
            kept = kept.replace(taken.text, "", 1)
        count += sum(n for _code, n in done.counts)
        lost += re.sub(r"[^\u4e00-\u9fff]", "", kept) != re.sub(r"[^\u4e00-\u9fff]", "", done.text)
        if done.text != text:
            context = Context("zh.md", article=parse(done.text, source=False))
            again += repair(context).text != done.text
    said = f"repairs: {count} in {len(texts)} Chinese texts"
    yield f"{said}; texts that lost a word", "0", str(lost), lost == 0
    yield f"{said}; changed again by a second run", "0", str(again), again == 0


def _cleaned(articles: Mapping[str, Document], name: str, products: Mapping[str, str]) -> Cleaned:
    spelling = spelling_of(articles[name], Locale.ZH_CN, wiring.speller())
    context = Context(name, article=articles[name], spelling=spelling)
    return clean(about(context, products, elsewhere(articles)[name]))


# ── Marks that are left ─────────────────────────────────────────────────────────────────────


def _left(labels: Mapping[str, list[Label]], done: Mapping[str, Cleaned]) -> Iterator[Figure]:
    found, left = Counter[str](), Counter[str]()
    for name, each in done.items():
        places = _Places(each)
        for label in labels[name]:
            mended = places.is_mended(label)
            if mended is not None:
                found[label["check"]] += 1
                left[label["check"]] += not mended
    total, rest = sum(found.values()), sum(left.values())
    said = ", ".join(f"{code} {left[code]}/{found[code]}" for code in sorted(found) if left[code])
    value = f"{rest} of {total} = {rest / total:.3f} ({said})"
    yield (
        "clean: marks of the repairable kinds left (all seen)",
        "<= .05",
        value,
        rest / total <= 0.05,
    )


_STRUCTURE = ("missing-paragraph-break", "flattened-list", "malformed-link", "emphasis-")
# How the labels of emphasis that is mended say that a person would.
_EMPHASISED = {
    ("002", 24): (
        "**通過錯誤頁面與您的用戶通信**。",
        "**大型網站在提及較小的網站時可能要提請注意**。",
        "**與整體架構相比，高級平臺確實沒有關係**。",
    ),
    ("003", 9): ("**僅 Twitter 上的就有 5000 萬人以下**。",),
    ("003", 10): ("**可能有 200,000 人在 3:00 出現**，",),
    ("003", 23): ("此的**大部分運行在自己的硬件**上", "運行了**幾件事**。"),
    ("003", 26): ("**這些是令人印象深刻的變化。**",),
    ("003", 44): ("**Shopify 在大約 2 年前對 MySQL 進行了分片**。", "增加和**較小的分片**。"),
    ("003", 48): ("正在研究**相互隔離的層**，",),
}


def _as_a_person(
    labels: Mapping[str, list[Label]], done: Mapping[str, Cleaned]
) -> Iterator[Figure]:
    """How much of the labelled structure is repaired, and as a person would have it."""
    right = touched = count = 0
    for name, each in done.items():
        places, wanted = _Places(each), Counter[int]()
        for line in (line for article, line in _EMPHASISED if article == name):
            wanted[line] = sum(row in each.text for row in _EMPHASISED[name, line])
        for label in labels[name]:
            if not label["check"].startswith(_STRUCTURE):
                continue
            count += 1
            if not places.is_mended(label):
                continue
            touched += 1
            if label["check"].startswith("emphasis-"):
                right += wanted[label["line"]] > 0
                wanted[label["line"]] -= 1
            else:
                right += 1
    value = f"{right} of {count} = {right / count:.3f}; {touched} are repaired"
    said = "clean: structure mended as a person would (all seen)"
    yield said, ">= .95 of all labels", value, right >= 0.95 * count


class _Places:
    """Where the labelled places of a text stand in the cleaned one."""

    def __init__(self, done: Cleaned) -> None:
        self.done = done
        self.gone = {n for each in done.taken for n in range(each.lines[0], each.lines[1] + 1)}
        rows = done.before.split("\n")
        kept = "\n".join("" if n in self.gone else row for n, row in enumerate(rows, 1))
        self.starts = [0]
        for number, row in enumerate(rows, 1):
            self.starts.append(self.starts[-1] + (0 if number in self.gone else len(row)) + 1)
        self.kept = kept
        self.codes = Indel.opcodes(kept, done.text)

    def now(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the text before, in the one after."""
        first = last = None
        for code in self.codes:
            if code.src_start <= end and start <= code.src_end:
                same = code.tag == "equal"
                a = code.dest_start + max(0, start - code.src_start) * same
                b = code.dest_end - max(0, code.src_end - end) * same
                first, last = a if first is None else first, b
        return first or 0, last or 0

    def is_mended(self, label: Label) -> bool | None:
        """Whether the fault is gone; None for kinds that nobody repairs without the English."""
        kind, line = label["check"], label["line"]
        if line in self.gone and kind in (*_KINDS, "page-furniture", "duplicate-block"):
            return True
        if kind in ("page-furniture", "duplicate-block"):
            return False
        if kind not in _KINDS:
            return None
        start, end = (self.starts[line - 1] + label[key] - 1 for key in ("col_start", "col_end"))
        a, b = self.now(start, end)
        before, text = self.kept[start:end], self.done.text
        row = text[text.rfind("\n", 0, a) + 1 : text.find("\n", b)]
        return bool(_KINDS[kind](before, (text, a, b), row))


def _renders(row: str) -> str:
    html = cmarkgfm.github_flavored_markdown_to_html(row)
    return re.sub(r"<[^>]*>", "", html)


def _is_wide(before: str, now: tuple[str, int, int], _row: str) -> bool:
    text, a, b = now
    return not set(_HALF.findall(before)) & set(text[a:b])


_KINDS: Mapping[str, Any] = {
    "halfwidth-punct": _is_wide,
    "halfwidth-bracket": _is_wide,
    "halfwidth-dash": lambda before, now, _row: "——" in now[0][now[1] - 1 : now[2] + 1],
    "space-around-punct": lambda _before, now, _row: " " not in now[0][now[1] : now[2]],
    "space-between-cjk": lambda _before, now, _row: " " not in now[0][now[1] : now[2]],
    "script-mixed": lambda before, now, _row: before not in now[0][now[1] : now[2]],
    "missing-paragraph-break": lambda _b, now, _row: "\n\n" in now[0][now[1] - 2 : now[1] + 2],
    "flattened-list": lambda _b, now, row: row.lstrip().startswith("*"),
    "accidental-heading": lambda _b, now, _row: "\n\n" in now[0][now[1] - 2 : now[1] + 2],
    "malformed-link": lambda _b, _now, row: "](<" not in row and "href=" in _html(row),
    "emphasis-unbalanced": lambda _b, _now, row: "**" not in _renders(row),
    "emphasis-boundary": lambda before, now, _row: _has_moved(before, now),
}


def _html(row: str) -> str:
    return cmarkgfm.github_flavored_markdown_to_html(row)


def _has_moved(before: str, now: tuple[str, int, int]) -> bool:
    """Whether no emphasis has as many characters, most of them the same."""
    text, a, b = now
    row = text[text.rfind("\n", 0, a) + 1 : text.find("\n", b)]
    bold = re.search(r"\*\*(.+?)\*\*", before)
    old = re.sub(r"[\s*]", "", bold[1] if bold else before)
    for bold in re.findall(r"<strong>(.*?)</strong>", _html(row)):
        new = re.sub(r"\s", "", bold)
        same = sum(x == y for x, y in zip(old, new, strict=False))
        if len(new) == len(old) and same > len(old) / 2:
            return False
    return True


# ── Words that are lost ─────────────────────────────────────────────────────────────────────


def _lost(done: Mapping[str, Cleaned]) -> Iterator[Figure]:
    lost = again = 0
    for each in done.values():
        kept = each.before
        for taken in each.taken:
            kept = kept.replace(taken.text, "", 1)
        # Characters of the wrong script become others, one for one.
        han = [re.sub(r"[^\u4e00-\u9fff]", "", text) for text in (kept, each.text)]
        lost += abs(len(han[0]) - len(han[1]))
        article = parse(each.text, source=False)
        spelling = spelling_of(article, Locale.ZH_CN, wiring.speller())
        context = Context(each.path, article=article, spelling=spelling)
        again += clean(context).text != each.text
    yield "clean: characters of prose lost, beside what is listed", "0", str(lost), lost == 0
    yield "clean: articles that a second pass changes", "0", str(again), again == 0


# ── Names ───────────────────────────────────────────────────────────────────────────────────


def _names(labels: Mapping[str, list[Label]], articles: Mapping[str, Document]) -> Iterator[Figure]:
    """Every name is decided once, as its label says it, for both articles; the lists stay in."""
    wanted = [
        (name, label["line"], _said(articles[name].text, label), _name(label["message"]))
        for name in ARTICLES
        for label in labels[name]
        if label["check"] == "proper-noun-translated"
    ]
    products = {said: name for _path, _line, said, name in wanted}
    rows = {
        path: with_names(about(Context(path, article=each), products, frozenset())).split("\n")
        for path, each in articles.items()
    }
    mended = sum(name in rows[path][line - 1] for path, line, _said, name in wanted)
    share = mended / len(wanted)
    value = f"{mended} of {len(wanted)} = {share:.3f}, {len(products)} decisions"
    yield "clean: names mended after one decision each (all seen)", ">= .95", value, share >= 0.95
    yield from _proposed(labels, articles)


def _proposed(
    labels: Mapping[str, list[Label]], articles: Mapping[str, Document]
) -> Iterator[Figure]:
    """A proposal is right where it touches a label, as the data's own scorer has it."""
    places = {
        (path, int(line), each.said)
        for each in propose(articles, wiring.speller().words)
        if each.certain
        for path, _colon, line in (place.rpartition(":") for place in each.places)
    }
    for half, told in ((None, "all"), (True, "one half"), (False, "the other")):
        right = false = missed = 0
        for name in ARTICLES:
            rows = articles[name].text.split("\n")
            mine = [
                (label["line"], label["col_start"] - 1, label["col_end"] - 1)
                for label in labels[name]
                if label["check"] == "proper-noun-translated"
                and half in (None, is_seen(rows[label["line"] - 1]))
            ]
            left = set(mine)
            for path, line, said in sorted(places):
                row = rows[line - 1] if path == name else ""
                if path != name or half not in (None, is_seen(row)):
                    continue
                at = row.find(said)
                hit = [x for x in mine if x[0] == line and at <= x[2] and x[1] <= at + len(said)]
                right += bool(left & set(hit))
                false += not hit
                left -= set(hit)
            missed += len(left)
        precision, recall = right / (right + false), right / (right + missed)
        value, met = f"R {recall:.3f}, P {precision:.3f}", recall >= 0.8 and precision >= 0.9
        yield f"clean: names proposed ({told}, all seen)", "R >= .80, P >= .90", value, met


def _said(text: str, label: Label) -> str:
    row = text.split("\n")[label["line"] - 1]
    return row[label["col_start"] - 1 : label["col_end"] - 1]


def _name(message: str) -> str:
    found = _NAMED.search(message)
    return (found["behind"] or found["first"]) if found else message
