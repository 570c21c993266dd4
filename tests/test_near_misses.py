"""A few hundred seeded near misses and misspellings: the guard of what is kept by its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures.near_misses import corpus, kept, misspellings, near_misses
from transpipe.stale.slips import Vocabulary
from transpipe.stale.spelling import american, one_word, slip
from transpipe.stale.words import holds, packed

PART, COUNT = 25, 400  # every so many articles of the corpora


def test_hardly_a_near_miss_is_kept(data: Path) -> None:
    missed = [miss for miss in near_misses(corpus(data, PART), COUNT) if kept(miss)]
    assert len(missed) <= 1, missed


def test_nearly_every_misspelling_is_kept(data: Path) -> None:
    made = list(misspellings(corpus(data, PART), COUNT))
    assert sum(map(kept, made)) >= 0.95 * COUNT


@pytest.mark.parametrize("pair", [
    ("async", "sync"), ("models", "modes"), ("exist", "exit"), ("leading", "loading"),
    ("char", "chair"), ("shared", "sharded"), ("mutexes", "mutes"), ("webhook", "webhooks"),
    ("then", "than"), ("lossy", "loss"), ("vm", "am"),
])  # fmt: skip
def test_two_known_words_are_never_a_slip(pair: tuple[str, str]) -> None:
    assert not slip(*pair)
    assert not slip(*reversed(pair))


def test_a_word_of_the_project_is_no_slip() -> None:
    old, new = "Start the frobster now.", "Start the lobster now."
    assert not slip("frobster", "lobster")  # two slips
    assert slip("blobster", "lobster")
    beside = Vocabulary(lambda: ["A blobster waits.", new]).beside(old, new)
    assert not slip("blobster", "lobster", beside)
    assert not slip("blobster", "lobster", Vocabulary().beside("Run `blobster`.", "Run it."))


def test_a_word_that_only_the_judged_unit_has_is_not_known() -> None:
    new = "Start the blobster now."
    beside = Vocabulary(lambda: [new, "Something else."]).beside("Start the lobster now.", new)
    assert slip("recieve", "receive", beside)
    assert not slip("blobstr", "blobster", beside)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("cache", "caches", True), ("written", "write", True), ("indices", "index", True),
        ("setting", "settings", True), ("production", "product", False), ("hardly", "hard", False),
        ("user", "use", False), ("better", "good", False), ("hoping", "hopping", False),
    ],
)  # fmt: skip
def test_forms_of_one_word(a: str, b: str, expected: bool) -> None:
    assert one_word(a, b) is expected


def test_only_spellings_of_one_word_become_one() -> None:
    """Of all English words that British and American endings make one, none are two."""
    alike: dict[str, list[str]] = {}
    for word in packed("english").decode("ascii").split("\n"):
        alike.setdefault(american(word), []).append(word)
    assert len(alike) > 100_000
    known = ("color", "colour"), ("fiber", "fibre"), ("analyse", "analyze"), ("gray", "grey")
    assert all([*pair] in alike.values() for pair in known)
    pairs = ("scored", "scoured"), ("poring", "pouring"), ("prise", "prize"), ("for", "four")
    assert all(american(a) != american(b) for a, b in pairs)


def test_words_are_found_by_halves() -> None:
    words = packed("technical").decode("ascii").split("\n")
    assert words == sorted(set(words))
    assert all(holds("technical", word) for word in (*words[:9], *words[-9:], *words[::500]))
    assert not any(holds("technical", word) for word in ("", "zzzzz", "a-b", words[9] + "q"))
