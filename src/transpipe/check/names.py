"""What in a folder of articles may be a name that a machine translated, for a person to decide.

Three things say so: the words of a link whose address spells a name, short items of a list in which
others are names in Latin letters, and titles that are made as others with such a name are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from transpipe.markdown.inline import links, plain
from transpipe.model import Block, Document, Kind
from transpipe.model.product import ProductName
from transpipe.text.han import HAN

_SHORT = re.compile(rf"[{HAN}]{{1,8}}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+]*(?: [A-Z][A-Za-z0-9.+]*)?")
_BEHIND = re.compile(rf"{_LATIN.pattern} ?(?P<rest>[{HAN}]{{2,4}})(?=$|[^{HAN}])")
_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<host>[^/\s?#]+)(?P<path>[^\s?#]*)")
_SPELT = re.compile(r"[A-Za-z][A-Za-z0-9]{2,20}")
_GENERAL = frozenset({"com", "org", "net", "wiki", "http", "https", "html", "index", "docs"})
_OFTEN = 3  # titles that end in a word behind a Latin name


def propose(articles: Mapping[str, Document], known: Iterable[str] = ()) -> tuple[ProductName, ...]:
    """The names to decide, each once, in order of where they stand first."""
    places: dict[str, list[str]] = defaultdict(list)
    hints: dict[str, str] = {}
    endings = _endings(block.text for each in articles.values() for block in each.blocks)
    for path, article in articles.items():
        for line, said, hint in _found(article.blocks, endings):
            places[said].append(f"{path}:{line}")
            hints[said] = hints.get(said) or hint
    left = (said for said in places if said not in set(known))
    return tuple(
        ProductName(said, "", tuple(dict.fromkeys(places[said])), hints[said]) for said in left
    )


def _found(blocks: Sequence[Block], endings: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    for block in blocks:
        for link in links(block.text) if block.segment else ():
            hint = _spelt(link.target)
            if _SHORT.fullmatch(link.text.strip()) and hint:
                yield block.lines[0], link.text.strip(), hint
        for ending in endings if block.kind is Kind.ITEM else ():
            said = re.match(rf"([{HAN}]{{2,8}}?){ending}(?=$|[^{HAN}])", block.text)
            if said:
                yield block.lines[0], said[1], ""
    for is_item, group in groupby(blocks, lambda block: block.kind is Kind.ITEM):
        items = [block for block in group if is_item]
        short = [block for block in items if len(block.text) <= 12]
        if len(short) == len(items) > 2 and any(_LATIN.search(b.text) for b in items):
            for block in items:
                if _SHORT.fullmatch(plain(block.text).strip()):
                    yield block.lines[0], block.text.strip(), ""


def _endings(texts: Iterable[str]) -> tuple[str, ...]:
    """Words that often stand right behind a Latin name, as in `Redis 架构`."""
    counts = Counter(found["rest"] for text in texts if (found := _BEHIND.match(text)))
    return tuple(sorted(word for word, count in counts.items() if count >= _OFTEN))


def _spelt(address: str) -> str:
    """The last word in Latin letters that an address spells: of its path, else of its host."""
    found = _ADDRESS.match(address)
    if not found:
        return ""
    parts = [*found["host"].split(".")[::-1][1:], *found["path"].split("/")]
    names = [word for part in parts for word in _SPELT.findall(part) if word not in _GENERAL]
    return names[-1] if names else ""
