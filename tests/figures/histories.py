"""Seeded histories of an English article: one revision is what the translation was made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

# Real pairs in which nearly every block is translated: where much is not, the translation was
# made from another text than the one that the history is built around.
PAIRS = (
    "asz-12factor-1", "cr-cn-concurrency1-clean", "cr-tw-modules-clean", "fa-clean-features",
    "sdp-hans-s1", "sdp-hans-s10", "fa-stale-first-steps", "sdp-hans-s6", "sdp-hans-s8",
    "sdp-hans-s8-nolink", "sdp-hant-s6", "sdp-hant-s8", "sdp-sol-mint", "sdp-sol-social_graph",
    "sdp-sol-twitter", "sdp-sol-web_crawler",
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_WORD = re.compile(r"(?<![\w/`(\[.-])[a-z]{4,}(?![\w/`)\].-])")


@dataclass(frozen=True)
class History:
    """Texts, the newest first; `base` is the place of the one that was translated."""

    texts: tuple[str, ...]
    base: int


def history(english: str, other: str, seed: int) -> History:
    """20 to 40 revisions around a text; what is put in comes from another article."""
    random = Random(seed)
    count = random.randint(20, 40)
    older = random.randint(0, count - 1)
    foreign = [c for c in _chunks(other) if _is_prose(c)]
    before = _walk(_chunks(english), foreign, older, random)
    after = _walk(_chunks(english), foreign, count - 1 - older, random)
    texts = [*reversed(after), english, *before]
    return History(tuple(texts), len(after))


def _walk(chunks: list[str], foreign: Sequence[str], steps: int, random: Random) -> list[str]:
    """The texts after each of some commits of one to three edits."""
    texts: list[str] = []
    for _ in range(steps):
        before = chunks
        while chunks == before:
            for _edit in range(random.randint(1, 3)):
                chunks = random.choices(EDITS, WEIGHTS)[0](list(chunks), foreign, random)
        texts.append("\n\n".join(chunks))
    return texts


def _chunks(text: str) -> list[str]:
    """The pieces between empty lines, fenced code in one."""
    chunks: list[str] = []
    fenced = False
    for piece in re.split(r"\n[ \t]*\n", text.strip("\n")):
        if fenced:
            chunks[-1] += "\n\n" + piece
        else:
            chunks.append(piece)
        fenced ^= len(re.findall(r"^\s*(?:```|~~~)", piece, re.MULTILINE)) % 2 == 1
    return chunks


def _is_prose(chunk: str) -> bool:
    return len(chunk) > 60 and chunk[0].isalpha() and "```" not in chunk


def _inserted(chunks: list[str], foreign: Sequence[str], random: Random) -> list[str]:
    chunks.insert(random.randint(0, len(chunks)), random.choice(foreign))
    return chunks


def _deleted(chunks: list[str], _foreign: Sequence[str], random: Random) -> list[str]:
    if len(chunks) > 4:
        del chunks[random.randrange(len(chunks))]
    return chunks


def _longer(chunks: list[str], foreign: Sequence[str], random: Random) -> list[str]:
    """A paragraph with one sentence more."""
    places = [n for n, chunk in enumerate(chunks) if _is_prose(chunk)]
    if places:
        said = random.choice(_SENTENCE.split(random.choice(foreign)))
        chunks[random.choice(places)] += " " + said
    return chunks


def _shorter(chunks: list[str], _foreign: Sequence[str], random: Random) -> list[str]:
    """A paragraph with one sentence less."""
    places = [n for n, c in enumerate(chunks) if _is_prose(c) and len(_SENTENCE.split(c)) > 1]
    if places:
        place = random.choice(places)
        sentences = _SENTENCE.split(chunks[place])
        del sentences[random.randrange(len(sentences))]
        chunks[place] = " ".join(sentences)
    return chunks


def _reworded(chunks: list[str], foreign: Sequence[str], random: Random) -> list[str]:
    """A paragraph in which up to four words are others."""
    places = [n for n, chunk in enumerate(chunks) if _is_prose(chunk) and _WORD.search(chunk)]
    words = _WORD.findall(" ".join(foreign))
    if places:
        place = random.choice(places)
        for _ in range(random.randint(1, 4)):
            found = random.choice(list(_WORD.finditer(chunks[place])) or [None])
            if found:
                text = chunks[place]
                chunks[place] = text[: found.start()] + random.choice(words) + text[found.end() :]
    return chunks


def _moved(chunks: list[str], _foreign: Sequence[str], random: Random) -> list[str]:
    chunk = chunks.pop(random.randrange(len(chunks)))
    chunks.insert(random.randint(0, len(chunks)), chunk)
    return chunks


Edit = Callable[[list[str], Sequence[str], Random], list[str]]
EDITS: tuple[Edit, ...] = (_inserted, _deleted, _longer, _shorter, _reworded, _moved)
WEIGHTS = (3, 3, 2, 2, 3, 1)
