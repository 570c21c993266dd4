"""What a site can be searched by: pairs of Chinese characters, in one script, and words.

Takes the texts of articles, gives the terms of each, and the index of all: terms by the articles
that have them. A page holds it, and nothing is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from transpipe.text.han import HAN

_RUN = re.compile(rf"[{HAN}]+")
_WORD = re.compile(r"[a-z0-9]+")
_LEAD = 60  # characters of an article that a search shows


@dataclass(frozen=True, slots=True)
class Searched:
    """An article as it is found: its title, its page, the terms that it has, how it begins."""

    title: str
    href: str
    terms: str
    lead: str = ""


def terms(text: str, folds: Mapping[int, str]) -> str:
    """The terms of a text, each once, in order; `folds` makes one script of two."""
    folded = text.translate(folds).lower()
    found = {run[n : n + 2] for run in _RUN.findall(folded) for n in range(max(1, len(run) - 1))}
    return " ".join(sorted(found | set(_WORD.findall(folded))))


def lead(texts: Iterable[str]) -> str:
    """The beginning of the first of some texts that has Chinese, '' where none has."""
    said = next((text for text in texts if _RUN.search(text)), "")
    return said if len(said) <= _LEAD else f"{said[:_LEAD]}…"


def index_of(articles: Sequence[Searched], folds: Mapping[int, str]) -> str:
    """The index as JSON: the articles, the terms by the numbers of those that have them, the folds.

    Nothing in it ends the element in which it stands.
    """
    held: dict[str, list[int]] = {}
    for number, article in enumerate(articles):
        for term in article.terms.split():
            held.setdefault(term, []).append(number)
    by_articles: dict[str, list[str]] = {}
    for term, numbers in held.items():
        by_articles.setdefault(" ".join(map(str, numbers)), []).append(term)
    found = {
        "articles": [[one.title, one.href, *filter(None, [one.lead])] for one in articles],
        "terms": {numbers: " ".join(sorted(said)) for numbers, said in by_articles.items()},
        "folds": _needed(folds, "".join(held)),
    }
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _needed(folds: Mapping[int, str], used: Iterable[str]) -> str:
    """The folds that lead to a character of the index: two characters each."""
    there = set(used)
    return "".join(chr(a) + b for a, b in sorted(folds.items()) if b in there)
