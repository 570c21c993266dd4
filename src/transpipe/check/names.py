"""What in a folder of articles may be a name that a machine translated, for a person to decide.

Where others have a name in Latin letters, one in Chinese may be one, too: as the words of a link to
a home page, as a short item of a list, before the word or the sign behind which titles go on,
between names in a row, and where several titles begin alike with characters that stand nowhere
apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, takewhile

from transpipe.markdown.inline import links, plain
from transpipe.model import Block, Document, Kind
from transpipe.model.product import ProductName
from transpipe.text.han import HAN

_SHORT = re.compile(rf"[{HAN}]{{1,8}}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+]*(?: [A-Z][A-Za-z0-9.+]*)?")
_ALONE = re.compile(rf"的? ?{_LATIN.pattern}")
_BEHIND = re.compile(rf"{_LATIN.pattern} ?(?P<rest>[{HAN}]{{2,4}})(?=$|[^{HAN}])")
# The address of a home page: a host, and at most one plain word.
_HOME = re.compile(r"https?://(?:www\.)?(?P<host>[^/\s?#]+)/?(?P<path>[A-Za-z]*)/?")
_SPELT = re.compile(r"[A-Za-z][A-Za-z0-9]{2,20}")
_GENERAL = frozenset({"com", "org", "net", "wiki", "http", "https", "html", "index", "docs"})
_OFTEN = 3  # titles that end in a word behind a Latin name
_HEADED = re.compile(r"(?P<head>[^:：,，。-]{1,20}?) ?(?P<sign>[:：-])(?P<rest>.*)", re.DOTALL)
_HEAD = re.compile(rf"[{HAN}]{{2,4}}")
_LEAST, _SHARE = 5, 0.3  # titles that begin with a Latin name, and their share
_BEGUN = re.compile(rf"[{HAN}]{{4,8}}")
_MEMBER = rf"(?:{_LATIN.pattern}|[{HAN}]{{2,4}})"
_IN_A_ROW = re.compile(
    rf"(?<![{HAN}]){_MEMBER}(?:[,，、] ?{_MEMBER})+(?: ?[和與与及] ?{_LATIN.pattern})?"
)


def propose(articles: Mapping[str, Document], known: Iterable[str] = ()) -> tuple[ProductName, ...]:
    """The names to decide, each once, in order of where they stand first."""
    places: dict[str, list[str]] = defaultdict(list)
    hints: dict[str, str] = {}
    titles = _titles(articles.values())
    for path, article in articles.items():
        for line, said, hint in _found(article.blocks, titles):
            places[said].append(f"{path}:{line}")
            hints[said] = hints.get(said) or hint
    left = (said for said in places if said not in set(known))
    return tuple(
        ProductName(said, "", tuple(dict.fromkeys(places[said])), hints[said]) for said in left
    )


def _found(
    blocks: Sequence[Block], titles: Mapping[str, Collection[str]]
) -> Iterator[tuple[int, str, str]]:
    for block in blocks:
        line = block.lines[0]
        for link in links(block.text) if block.segment else ():
            hint = _spelt(link.target)
            if _SHORT.fullmatch(link.text.strip()) and hint:
                yield line, link.text.strip(), hint
        for said in _beside(block.text) if block.segment else ():
            yield line, said, ""
        for said in titles.get(block.text, ()) if block.kind is Kind.ITEM else ():
            yield line, said, ""
    for is_item, group in groupby(blocks, lambda block: block.kind is Kind.ITEM):
        items = [block for block in group if is_item]
        short = [block for block in items if len(block.text) <= 12]
        # A machine writes `的 MySQL` for a name alone.
        if len(short) == len(items) > 2 and any(_ALONE.fullmatch(plain(b.text)) for b in items):
            for block in items:
                if _SHORT.fullmatch(plain(block.text).strip()):
                    yield block.lines[0], block.text.strip(), ""


def _beside(text: str) -> Iterator[str]:
    """The one of several in a row that is no name in Latin letters."""
    for row in _IN_A_ROW.finditer(text):
        names = re.split(r" ?[,，、和與与及] ?", row[0])
        others = [name for name in names if not _LATIN.fullmatch(name)]
        if len(others) == 1 < len(names) - 1 and all(
            name[0].isupper() for name in names if name not in others
        ):
            yield from (name for name in others if _SHORT.fullmatch(name))


# ── Titles ──────────────────────────────────────────────────────────────────────────────────


def _titles(articles: Iterable[Document]) -> Mapping[str, Collection[str]]:
    """What may be a name in each title of lists whose titles begin with names in Latin letters."""
    documents = list(articles)
    texts = [block.text for each in documents for block in each.blocks]
    items = {b.text for each in documents for b in each.blocks if b.kind is Kind.ITEM}
    found: dict[str, set[str]] = defaultdict(set)
    for ending in _endings(texts):
        for text in items:
            ended = re.match(rf"([{HAN}]{{2,8}}?){ending}(?=$|[^{HAN}])", text)
            if ended:
                found[text].add(ended[1])
    for text, said in (*_heads(items - found.keys()), *_beginnings(items, "\n".join(texts))):
        found[text].add(said)
    return found


def _endings(texts: Iterable[str]) -> tuple[str, ...]:
    """Words that often stand right behind a Latin name, as in `Redis 架构`."""
    counts = Counter(found["rest"] for text in texts if (found := _BEHIND.match(text)))
    return tuple(sorted(word for word, count in counts.items() if count >= _OFTEN))


def _heads(items: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What stands before the sign that others have behind a name; what heads many is a kind."""
    headed = [(text, found) for text in sorted(items) if (found := _HEADED.match(text))]
    for signs in (":：", "-"):
        rows = [(text, found["head"]) for text, found in headed if found["sign"] in signs]
        counts = Counter(head for _text, head in rows)
        if _are_of_names([head for _text, head in rows]):
            for text, head in rows:
                if counts[head] == 1 and _HEAD.fullmatch(head):
                    yield text, head


def _beginnings(items: Iterable[str], whole: str) -> Iterator[tuple[str, str]]:
    """What titles begin with alike, where it is one word: parts of it stand nowhere else."""
    texts = sorted(items)
    shared = {_common(*pair) for pair in pairwise(texts)} if _are_of_names(texts) else set()
    for said in sorted(each for each in shared if _BEGUN.fullmatch(each)):
        pairs = ("".join(pair) for pair in pairwise(said))
        if all(whole.count(pair) == whole.count(said) for pair in pairs):
            yield from ((text, said) for text in texts if text.startswith(said))


def _common(one: str, other: str) -> str:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(character for character, _other in same)


def _are_of_names(texts: Sequence[str]) -> bool:
    named = sum(text[:1].isascii() and text[:1].isupper() for text in texts)
    return named >= max(_LEAST, _SHARE * len(texts))


def _spelt(address: str) -> str:
    """The word in Latin letters that the address of a home page spells: of its path, or host."""
    found = _HOME.fullmatch(address)
    if not found:
        return ""
    parts = [*found["host"].split(".")[::-1][1:], found["path"]]
    names = [word for part in parts for word in _SPELT.findall(part) if word not in _GENERAL]
    return names[-1] if names else ""
