"""What in a folder of articles may be a name that a machine translated, for a person to decide.

Where others have a name in Latin letters, one in Chinese may be one, too: as the words of a link to
a home page, as a short item of a list, between names in a row, and in titles (`names_in_titles`).
What prose often says is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from transpipe.check.names_in_titles import LATIN, in_titles
from transpipe.check.wording import Words, is_phrase, is_word
from transpipe.markdown.inline import Link, links, plain
from transpipe.model import Block, Document, Kind
from transpipe.model.product import ProductName
from transpipe.text.han import HAN

_SHORT = re.compile(rf"[{HAN}]{{1,8}}")
_ALONE = re.compile(rf"的? ?{LATIN.pattern}")
_NUMBER = re.compile("[一二三四五六七八九十百零〇]+")
_ITEM = 12  # characters of an item that may be a name alone
# The address of a home page: a host, and at most one plain word.
_HOME = re.compile(r"https?://(?:www\.)?(?P<host>[^/\s?#]+)/?(?P<path>[A-Za-z]*)/?")
_HOST = re.compile(r"https?://(?:www\.)?(?P<host>[^/\s?#]+)(?P<path>[^\s?#]*)")
_SPELT = re.compile(r"[A-Za-z][A-Za-z0-9]{2,20}")
_GENERAL = frozenset({"com", "org", "net", "wiki", "http", "https", "html", "index", "docs"})
_MEMBER = rf"(?:{LATIN.pattern}|[{HAN}]{{2,6}}(?![{HAN}])(?! ?[A-Za-z0-9]))"
_LAST = rf"(?: ?[和與与及] ?{LATIN.pattern})?"
_IN_A_ROW = re.compile(
    rf"(?<![{HAN}、A-Za-z0-9])(?<![A-Za-z0-9] )(?:{_MEMBER}(?:、{_MEMBER})+{_LAST}"
    rf"|{_MEMBER}(?:[,，] ?{_MEMBER})+{_LAST})"
)
_BETWEEN = re.compile(" ?[,，、和與与及] ?")


def propose(
    articles: Mapping[str, Document], words: Words, known: Iterable[str] = ()
) -> tuple[ProductName, ...]:
    """The names to decide, each once, in order of where they stand first."""
    places: dict[str, list[str]] = defaultdict(list)
    hints: dict[str, str] = {}
    search = _Search.of(articles.values(), words)
    for path, article in articles.items():
        for line, said, hint in search.found(article.blocks):
            places[said].append(f"{path}:{line}")
            hints[said] = hints.get(said) or hint
    taken = set(known)
    return tuple(
        ProductName(said, "", tuple(dict.fromkeys(places[said])), hints[said])
        for said in places
        if said not in taken and not _NUMBER.fullmatch(said) and not is_word(said, words)
    )


@dataclass(frozen=True)
class _Search:
    """What is known of a folder: all its text, and what its links to each host say and name."""

    words: Words
    whole: str
    texts: Mapping[str, frozenset[str]]  # of links, by their address
    paths: Mapping[str, frozenset[str]]  # by host

    @classmethod
    def of(cls, articles: Iterable[Document], words: Words) -> _Search:
        blocks = [block for article in articles for block in article.blocks]
        texts, paths = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for block in blocks:
            for link in links(block.text) if block.segment else ():
                if host := _HOST.match(link.target):
                    texts[_bare(link)].add(link.text.strip())
                    paths[host["host"]].add(host["path"].strip("/"))
        return cls(
            words,
            "\n".join(block.text for block in blocks),
            {address: frozenset(said) for address, said in texts.items()},
            {host: frozenset(path) for host, path in paths.items()},
        )

    def found(self, blocks: Sequence[Block]) -> Iterator[tuple[int, str, str]]:
        """The line of each, what is said there, and what it may be."""
        for block in blocks:
            if block.segment:
                yield from ((block.lines[0], *found) for found in self._linked(block.text))
                yield from ((block.lines[0], said, "") for said in _beside(block.text))
        for is_item, group in groupby(blocks, lambda block: block.kind is Kind.ITEM):
            if is_item:
                yield from self._listed(list(group))

    def _linked(self, text: str) -> Iterator[tuple[str, str]]:
        for link in links(text):
            said, home = link.text.strip(), _HOME.fullmatch(link.target)
            if home and _SHORT.fullmatch(said) and _is_spelt(home):
                of_site = home["host"].count(".") > 1 or bool(home["path"])
                others = self.paths[home["host"]] if home["path"] else self.texts[_bare(link)]
                # A site with many pages has accounts and departments, and is linked with any words.
                if len(others) == 1 and not (of_site and is_phrase(said, self.words)):
                    yield said, f"{home['host']}/{home['path']}".rstrip("/")

    def _listed(self, items: Sequence[Block]) -> Iterator[tuple[int, str, str]]:
        titles = in_titles((item.text for item in items), self.whole, self.words)
        for item in items:
            yield from ((item.lines[0], said, "") for said in titles.get(item.text, ()))
        texts = [(item.lines[0], plain(item.text).strip()) for item in items]
        short = all(len(item.text) <= _ITEM for item in items)
        # A machine writes `的 MySQL` for a name alone.
        if len(items) > 2 and short and any(_ALONE.fullmatch(text) for _line, text in texts):
            for line, text in texts:
                if _SHORT.fullmatch(text) and not is_phrase(text, self.words):
                    yield line, text, ""


def _bare(link: Link) -> str:
    return link.target.rstrip("/")


def _beside(text: str) -> Iterator[str]:
    """The one of several in a row that is no name in Latin letters.

    One that begins a sentence before a comma, with a single pair behind it, is none either.
    """
    for row in _IN_A_ROW.finditer(text):
        names = _BETWEEN.split(row[0])
        while names and not LATIN.fullmatch(names[-1]):
            names.pop()
        others = [name for name in names if not LATIN.fullmatch(name)]
        named = [name for name in names if name not in others]
        opens = names[:1] == others and "、" not in row[0] and len(names) < 4
        if len(others) == 1 < len(named) and not opens and all(map(_is_name, named)):
            yield others[0]


def _is_name(text: str) -> bool:
    """Whether Latin letters are written as a name is, and not as what is short for words."""
    return text[0].isupper() and any(character.islower() for character in text)


def _is_spelt(home: re.Match[str]) -> bool:
    """Whether the address of a home page spells a word in Latin letters: in its path, or host."""
    parts = [*home["host"].split(".")[:-1], home["path"]]
    return any(word not in _GENERAL for part in parts for word in _SPELT.findall(part))
