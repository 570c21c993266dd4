"""What may be a name in the titles of a list, others of which begin with one in Latin letters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from transpipe.check.guess import Guess
from transpipe.check.wording import Words, sounded
from transpipe.text.han import HAN

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+]*(?: [A-Z][A-Za-z0-9.+]*)?")
_BEHIND = re.compile(rf"{LATIN.pattern} ?(?P<rest>[{HAN}]{{2,4}})(?=$|[^{HAN}])")
_OFTEN = 2  # titles that end in a word behind a Latin name
_HEADED = re.compile(r"(?P<head>[^:：,，。-]{1,20}?) ?(?P<sign>[:：-])(?P<rest>.*)", re.DOTALL)
_PERSON = re.compile(rf" ?[{HAN}]+[·・][{HAN}]")
_HEAD = re.compile(rf"[{HAN}]{{2,4}}")
_LEAST, _SHARE = 5, 0.3  # titles that begin with a Latin name, and their share
_BEGUN = re.compile(rf"[{HAN}]{{4,8}}")
_PART = re.compile(rf"(?:^|-)([{HAN}]+)")


def in_titles(titles: Iterable[str], whole: str, words: Words) -> Mapping[str, Collection[Guess]]:
    """What may be a name in each title of a list; `whole` is all that is written around it.

    A title that is nothing but a word and its ending, `X 架构`, is as often about a kind of thing.
    """
    items = set(titles)
    found: dict[str, set[Guess]] = defaultdict(set)
    if not _are_of_names(sorted(items)):
        return found
    for ending in _endings(items):
        for text in items:
            ended = re.match(rf"([{HAN}]{{2,8}}?){ending}(?=$|[^{HAN}])", text)
            if ended:
                found[text].add(Guess(ended[1], certain=ended.end() < len(text)))
    others = items - found.keys()
    for text, said in (*_heads(others), *_beginnings(others, whole), *_sounded(others, words)):
        found[text].add(Guess(said))
    return found


def _endings(texts: Iterable[str]) -> tuple[str, ...]:
    """Words that often stand right behind a Latin name, as in `Redis 架构`."""
    counts = Counter(found["rest"] for text in texts if (found := _BEHIND.match(text)))
    return tuple(sorted(word for word, count in counts.items() if count >= _OFTEN))


def _heads(items: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What stands before the sign that others have behind a name.

    What heads many is a kind, and what heads a person's name is what that one speaks of.
    """
    headed = [(text, found) for text in sorted(items) if (found := _HEADED.match(text))]
    for signs in (":：", "-"):
        rows = [(text, found["head"]) for text, found in headed if found["sign"] in signs]
        persons = {found["head"] for _text, found in headed if _PERSON.match(found["rest"])}
        counts = Counter(head for _text, head in rows)
        if _are_of_names([head for _text, head in rows]):
            for text, head in rows:
                if counts[head] == 1 and _HEAD.fullmatch(head) and head not in persons:
                    yield text, head


def _beginnings(items: Iterable[str], whole: str) -> Iterator[tuple[str, str]]:
    """What titles begin with alike, where it is one word: parts of it stand nowhere else."""
    texts = sorted(items)
    shared = {_common(*pair) for pair in pairwise(texts)}
    for said in sorted(each for each in shared if _BEGUN.fullmatch(each)):
        pairs = ("".join(pair) for pair in pairwise(said))
        if all(whole.count(pair) == whole.count(said) for pair in pairs):
            yield from ((text, said) for text in texts if text.startswith(said))


def _common(one: str, other: str) -> str:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(character for character, _other in same)


def _sounded(items: Iterable[str], words: Words) -> Iterator[tuple[str, str]]:
    """What a title, or what follows its sign, begins with that is written by its sound."""
    for text in sorted(items):
        for part in _PART.findall(text):
            if said := sounded(part, words):
                yield text, said


def _are_of_names(texts: Sequence[str]) -> bool:
    named = sum(text[:1].isascii() and text[:1].isupper() for text in texts)
    return named >= max(_LEAST, _SHARE * len(texts))
