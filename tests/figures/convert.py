"""Simplified to traditional: terms, one-to-many characters, borders of words.

Half of each set, by a hash of its rows, is only scored: nobody has read it. The words of catalogues
that the table was not made from stand in `tests/fixtures/convert`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

from tests.conftest import ROOT
from tests.figures import Figure
from transpipe.engines import tables
from transpipe.engines.opencc import Bordered, OpenCC, plain
from transpipe.model import Locale
from transpipe.text.han import count_han

FIXTURES = ROOT / "tests" / "fixtures" / "convert"
_SETS = ("pairs", "traps", "terms")
_GOALS = {"human_term": 0.95, "exact": 0.87, "char": 0.992, "trap": 0.99}
_ONES = "被了会要再可不能的在和与就都还也将把从对向里上下中后前个只并且让使给等"
Convert = Callable[[str], str]


def ours(text: str) -> str:
    """What is published in Taiwan."""
    return OpenCC().convert([text], Locale.ZH_TW)[0]


def figures(data: Path) -> list[Figure]:
    """The figures of the issue, both halves, and those of catalogues that nobody learnt from."""
    scorer = scorer_of(data)
    rows: list[Figure] = []
    for half, name in enumerate(("read", "unread")):
        said = scored(data, scorer, half, ours)
        for key, goal in _GOALS.items():
            value = said[key]
            rows.append((f"convert-dev, {name} half: {key}", f"≥ {goal}", value, value >= goal))
    term, border = unseen(scorer, ours)
    rows.append(("terms of catalogues not learnt from", "≥ .70", f"{term:.3f}", term >= 0.7))
    rows.append(("characters in them", "≥ .98", f"{border:.3f}", border >= 0.98))
    held = held_borders(scorer)
    rows.append(("300 seeded borders of words held", "≥ .97", f"{held:.3f}", held >= 0.97))
    wrong = round_trip(data, scorer)
    rows.append(("one-to-many errors, to zh_CN and back", "≤ 1.2", f"{wrong:.2f}", wrong <= 1.2))
    return rows


def scorer_of(data: Path) -> ModuleType:
    """The scorer that comes with the set."""
    spec = importlib.util.spec_from_file_location("score", data / "convert-dev" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(data: Path, scorer: ModuleType, half: int, convert: Convert) -> Mapping[str, float]:
    """The scorer's figures on one half of its set."""
    read = [scorer.load(data / "convert-dev" / f"{name}.jsonl") for name in _SETS]
    pairs, traps, terms = ([row for row in rows if _half(row) == half] for rows in read)
    said = [convert(row["zh_CN"]) for row in (*pairs, *traps, *terms)]
    found: Mapping[str, float] = scorer.score(pairs, traps, terms, said)
    return found


def _half(row: Mapping[str, object]) -> int:
    named = str(row.get("id") or json.dumps(row, ensure_ascii=False, sort_keys=True))
    return hashlib.sha256(named.encode()).digest()[0] % 2


def unseen(scorer: ModuleType, convert: Convert) -> tuple[float, float]:
    """The shares of terms, and of one-to-many characters, that are as people write them."""
    found, places = 0, 0
    for term, forms, count in _rows("unseen_terms.tsv"):
        found += int(count) * any(form in convert(term) for form in forms.split())
        places += int(count)
    right = [_is_right(scorer, convert, row) for row in _rows("unseen_borders.tsv")]
    return found / places, sum(right) / len(right)


def _is_right(scorer: ModuleType, convert: Convert, row: Sequence[str]) -> bool:
    text, at, wanted = row
    others = {scorer.norm(form) for form in _forms_of(text[int(at)])} - {scorer.norm(wanted)}
    said = scorer.norm(convert(text))
    return text.count(text[int(at)]) > 1 or not others & set(said)


def _forms_of(character: str) -> set[str]:
    """The traditional characters that a simplified one stands for, as the words have them."""
    words = [word for word in tables.cutter().costs if character in word and len(word) > 1]
    said = [(word, plain("s2tw")(word)) for word in words]
    return {new[word.index(character)] for word, new in said if len(new) == len(word)}


def _rows(name: str) -> list[list[str]]:
    text = (FIXTURES / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def held_borders(scorer: ModuleType) -> float:
    """How often words beside each other are converted as each is alone, where OpenCC fails."""
    costs = tables.cutter().costs
    words = sorted(word for word, cost in costs.items() if 2 <= len(word) <= 3 and cost < 10.5)
    chance, held, count = random.Random(19), 0, 0
    while count < 300:
        first, second, one = chance.choice(words), chance.choice(words), chance.choice(_ONES)
        parts = ((first, second), (one, second), (first, one, second))[chance.randrange(3)]
        if _apart(scorer, plain("s2twp"), parts):
            count += 1
            held += not _apart(scorer, ours, parts)
    return held / 300


def _apart(scorer: ModuleType, convert: Convert, parts: Sequence[str]) -> bool:
    return bool(scorer.norm(convert("".join(parts))) != scorer.norm("".join(map(convert, parts))))


def round_trip(data: Path, scorer: ModuleType) -> float:
    """Wrong characters in 10,000 of a clean text that went to simplified characters and back.

    Words that are others on the mainland are left out: the way there does not make them.
    """
    back = plain("t2s")
    text = (data / "script-dev" / "clean-zh_TW.txt").read_text("utf-8")
    wrong = sum(_wrong(scorer, line, characters(back(line))) for line in text.splitlines())
    return 10_000 * wrong / count_han(text)


def _wrong(scorer: ModuleType, line: str, said: str) -> int:
    then, now = line.translate(scorer.FOLD), said.translate(scorer.FOLD)
    return sum(a != b for a, b in zip(then, now, strict=True))


def characters(text: str) -> str:
    """The text in Taiwan's characters, with the words that it has."""
    back = plain("t2s")
    forms = tables.taiwan().becomes
    same = {word: form for word, form in forms.items() if back(form) == word}
    return Bordered(plain("s2tw"), tables.cutter(), same).convert(text)
