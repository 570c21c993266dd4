"""One word of a sentence replaced by another real word: is a changed meaning ever kept silently?

Beside it: a word misspelt in the old text and mended in the new one, which should be kept. The
dictionary is another one than the tool's; what is technical is read off the code of the corpora.
"""

from __future__ import annotations

import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from spellchecker import SpellChecker

from tests.figures import Figure
from transpipe.markdown import segments
from transpipe.model import OPAQUE, Action
from transpipe.stale.severity import judged
from transpipe.text.sentences import sentences

MISSES, MISSPELLINGS = 2000, 5000
COMMON = 500  # how often the dictionary has met a word that takes another's place
FUNCTION = 400  # so many of the most frequent words are technical nowhere
SEEN = 3  # articles in whose code a technical word stands
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SOLID = re.compile(
    r"(`+)(?!`).*?(?<!`)\1(?!`)|\]\([^()]*\)|<[^<>]*>|\{[^}]*\}|https?://\S+|\[[^\]]*\]"
)
_SPOT = re.compile(r"(?<![\w'’./@-])[A-Za-z]?[a-z]+(?![\w'’/@-]|\.\w)")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@dataclass(frozen=True)
class Corpus:
    """English sentences, the words a reader knows, and those of the sentences' trade."""

    sentences: tuple[str, ...]
    words: tuple[str, ...]
    technical: frozenset[str]
    everything: frozenset[str]


@dataclass(frozen=True)
class Miss:
    """A sentence before and after one word of it was replaced."""

    old: str
    new: str
    before: str
    after: str


def figures(data: Path) -> list[Figure]:
    """What is kept of near misses and of misspellings."""
    made = corpus(data)
    missed = [m for m in near_misses(made, MISSES) if kept(m)]
    mended = [m for m in misspellings(made, MISSPELLINGS) if kept(m)]
    share, found = len(missed) / MISSES, len(mended) / MISSPELLINGS
    return [
        (f"near misses ({MISSES}): kept", "<= 0.003", f"{share:.4f}", share <= 0.003),
        (f"misspellings ({MISSPELLINGS}): kept", ">= 0.95", f"{found:.4f}", found >= 0.95),
    ]


def kept(miss: Miss) -> bool:
    """Whether a translation that copied no word of the source stays as it is, unseen."""
    return judged(miss.old, miss.new, "译文").action is Action.KEEP


@cache
def corpus(data: Path, every: int = 1) -> Corpus:
    """The sentences of the English corpora, or of every so many articles, with the dictionary."""
    found: dict[str, None] = {}
    code: Counter[str] = Counter()
    for text in _articles(data)[::every]:
        document = segments.parse(text)
        prose = [segment.text for _number, segment in document.segments()]
        solid = [block.raw for block in document.blocks if block.kind in OPAQUE]
        solid += [span[0] for part in prose for span in re.finditer(r"`[^`]+`", part)]
        code.update({part.lower() for raw in solid for part in _PART.findall(raw)})
        lines = (line.strip() for part in prose for line in sentences(part))
        found |= dict.fromkeys(line for line in lines if 5 <= len(line.split()) <= 40)
    met = SpellChecker(language="en").word_frequency.dictionary
    plain = {word: count for word, count in met.items() if word.isascii() and word.isalpha()}
    frequent = set(sorted(plain, key=lambda word: -plain[word])[:FUNCTION])
    trade = frozenset(w for w, n in code.items() if n >= SEEN and len(w) > 2) - frequent
    common = {word for word, count in plain.items() if count >= COMMON and len(word) > 1}
    return Corpus(tuple(sorted(found)), tuple(sorted(common | trade)), trade, frozenset(plain))


def _articles(data: Path) -> list[str]:
    """The English articles, by their paths."""
    found: dict[str, str] = {}
    with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as tar:
        for member in tar:  # in the order of the archive: to go back means to unpack it again
            file = tar.extractfile(member) if member.name.endswith(".md") else None
            if file is not None and "/docs/zh/" not in member.name:
                found[member.name] = file.read().decode("utf-8")
    return [found[name] for name in sorted(found)]


def near_misses(corpus: Corpus, count: int, seed: int = 1) -> Iterator[Miss]:
    """Sentences with one word replaced by another real word, the same for the same seed.

    Half of the old words are technical; half of the new ones are one slip of the finger away.
    """
    random, known, made = Random(seed), frozenset(corpus.words), 0
    while made < count:
        sentence = random.choice(corpus.sentences)
        technical, slip = made % 2 == 0, made // 2 % 2 == 0
        spots = [
            spot for spot in _spots(sentence)
            if spot[0].lower() in known and (spot[0].lower() in corpus.technical) == technical
        ]  # fmt: skip
        if not spots:
            continue
        spot = random.choice(spots)
        old = spot[0].lower()
        choice = sorted(slips(old) & known) if slip else corpus.words
        new = random.choice(choice) if choice else old
        if new != old:
            made += 1
            yield _replaced(sentence, spot, new)


def misspellings(corpus: Corpus, count: int, seed: int = 1) -> Iterator[Miss]:
    """Sentences in which a real word is misspelt into no word, and mended; by one slip each."""
    random, made = Random(seed), 0
    while made < count:
        sentence = random.choice(corpus.sentences)
        spots = [s for s in _spots(sentence) if s[0].lower() in corpus.everything and len(s[0]) > 2]
        if not spots:
            continue
        spot = random.choice(spots)
        wrong = random.choice(sorted(slips(spot[0].lower())))
        if wrong not in corpus.everything and wrong not in corpus.technical:
            made += 1
            miss = _replaced(sentence, spot, wrong)
            yield Miss(miss.new, miss.old, miss.after, miss.before)


def _spots(sentence: str) -> list[re.Match[str]]:
    """The words of a sentence that stand in no code, link or tag."""
    return list(_SPOT.finditer(_SOLID.sub(lambda match: "\0" * len(match[0]), sentence)))


def _replaced(sentence: str, spot: re.Match[str], word: str) -> Miss:
    word = word.capitalize() if spot[0][0].isupper() else word
    new = sentence[: spot.start()] + word + sentence[spot.end() :]
    return Miss(sentence, new, spot[0], word)


def slips(word: str) -> set[str]:
    """What a word becomes with a letter added, lost, replaced, or exchanged with the next."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {a + b[1:] for a, b in parts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    found |= {a + letter + b for a, b in parts for letter in LETTERS}
    found |= {a + letter + b[1:] for a, b in parts if b for letter in LETTERS}
    return {other for other in found if len(other) > 1} - {word}
