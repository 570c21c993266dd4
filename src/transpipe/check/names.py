"""What in a folder of articles may be a name that a machine translated, for a person to decide.

Where others have a name in Latin letters, one in Chinese may be one, too: as the words of a link to
a home page, as a short item of a list, between names in a row, and in titles (`names_in_titles`).
What prose often says is none. Of the others a name is certain to be asked for where two things
speak for it; with one alone it is one of those that may be a name, perhaps.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from transpipe.check.guess import Guess
from transpipe.check.names_in_titles import LATIN, in_titles
from transpipe.check.wording import Words, has_common, is_compound, is_phrase, is_word, opens_common
from transpipe.markdown.inline import Link, links, plain
from transpipe.model import Block, Document, Kind
from transpipe.model.product import ProductName
from transpipe.text.han import HAN

_SHORT = re.compile(rf"[{HAN}]{{1,8}}")
_ALONE = re.compile(rf"(?P<of>的 ?)?(?P<name>{LATIN.pattern})")
_NUMBER = re.compile("[一二三四五六七八九十百零〇]+")
_ITEM = 12  # characters of an item that may be a name alone
_TITLE = 3  # words of what is rather a title, or an organisation, than a product
_KIND = 3  # hosts whose links end in a word that says of what kind they are
# The address of a home page: a host, and at most one plain word.
_HOME = re.compile(r"https?://(?:www\.)?(?P<host>[^/\s?#]+)/?(?P<path>[A-Za-z]*)/?")
_HOST = re.compile(r"https?://(?:www\.)?(?P<host>[^/\s?#]+)(?P<path>[^\s?#]*)")
_SPELT = re.compile(r"[A-Za-z][A-Za-z0-9]{2,20}")
_GENERAL = frozenset({"com", "org", "net", "wiki", "http", "https", "html", "index", "docs"})
_MEMBER = rf"(?:{LATIN.pattern}|[{HAN}]{{2,6}}(?![{HAN}])(?! ?[A-Za-z0-9]))"
_LAST = rf"(?: ?[和與与及] ?{LATIN.pattern})?"
_IN_A_ROW = re.compile(
    rf"(?<![{HAN}、/A-Za-z0-9])(?<![A-Za-z0-9] )(?:{_MEMBER}(?:、{_MEMBER})+{_LAST}"
    rf"|{_MEMBER}(?:[,，] ?{_MEMBER})+{_LAST})"
)
_AND = re.compile("[和與与及]")
_BETWEEN = re.compile(" ?[,，、和與与及] ?")


def propose(
    articles: Mapping[str, Document], words: Words, known: Iterable[str] = ()
) -> tuple[ProductName, ...]:
    """The names to decide, each once: the certain ones first, each by where it stands first."""
    places: dict[str, list[str]] = defaultdict(list)
    hints: dict[str, str] = {}
    certain = set[str]()
    search = _Search.of(articles.values(), words)
    for path, article in articles.items():
        for line, guess in search.found(article.blocks):
            places[guess.said].append(f"{path}:{line}")
            hints[guess.said] = hints.get(guess.said) or guess.hint
            certain |= {guess.said} if guess.certain else set()
    taken = set(known)
    found = [
        ProductName(said, "", tuple(dict.fromkeys(places[said])), hints[said], said in certain)
        for said in places
        if said not in taken and not _NUMBER.fullmatch(said) and not is_word(said, words)
    ]
    return tuple(sorted(found, key=lambda each: not each.certain))


@dataclass(frozen=True)
class _Search:
    """What is known of a folder: all its text, and what its links to each host say and name."""

    words: Words
    whole: str
    texts: Mapping[str, frozenset[str]]  # of links, by their address
    paths: Mapping[str, frozenset[str]]  # by host
    kinds: frozenset[str]  # words that the links of several hosts end in: 主页, 博客

    @classmethod
    def of(cls, articles: Iterable[Document], words: Words) -> _Search:
        blocks = [block for article in articles for block in article.blocks]
        texts, paths = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        ends = defaultdict[str, set[str]](set)
        for block in blocks:
            for link in links(block.text) if block.segment else ():
                if host := _HOST.match(link.target):
                    said = link.text.strip()
                    texts[_bare(link)].add(said)
                    paths[host["host"]].add(host["path"].strip("/"))
                    if _SHORT.fullmatch(said):
                        ends[words(said)[-1][0]].add(host["host"])
        return cls(
            words,
            "\n".join(block.text for block in blocks),
            {address: frozenset(said) for address, said in texts.items()},
            {host: frozenset(path) for host, path in paths.items()},
            frozenset(w for w, hosts in ends.items() if len(w) > 1 and len(hosts) >= _KIND),
        )

    def found(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Guess]]:
        """The line of each, and what is said there that may be a name."""
        for block in blocks:
            if block.segment:
                yield from ((block.lines[0], guess) for guess in self._linked(block.text))
                rows = _beside(block.text, self.words)
                yield from ((block.lines[0], Guess(said)) for said in rows)
        for is_item, group in groupby(blocks, lambda block: block.kind is Kind.ITEM):
            if is_item:
                yield from self._listed(list(group))

    def _linked(self, text: str) -> Iterator[Guess]:
        for link in links(text):
            said, home = link.text.strip(), _HOME.fullmatch(link.target)
            if home and _SHORT.fullmatch(said) and _is_spelt(home):
                of_site = home["host"].count(".") > 1 or bool(home["path"])
                others = self.paths[home["host"]] if home["path"] else self.texts[_bare(link)]
                ordinary = is_phrase(said, self.words)
                # A site with many pages has accounts and departments, and is linked with any words.
                if len(others) == 1 and not (of_site and ordinary):
                    certain = not ordinary and not self._describes(said)
                    yield Guess(said, f"{home['host']}/{home['path']}".rstrip("/"), certain)

    def _describes(self, said: str) -> bool:
        """Whether the words of a link say what is there, rather than name it."""
        of_kind = any(said != kind and said.endswith(kind) for kind in self.kinds)
        title = is_compound(said, self.words, _TITLE)
        return of_kind or title or has_common(said, self.words)

    def _listed(self, items: Sequence[Block]) -> Iterator[tuple[int, Guess]]:
        titles = in_titles((item.text for item in items), self.whole, self.words)
        for item in items:
            yield from ((item.lines[0], guess) for guess in titles.get(item.text, ()))
        texts = [(item.lines[0], plain(item.text).strip()) for item in items]
        alone = [found for _line, text in texts if (found := _ALONE.fullmatch(text))]
        if len(items) < 3 or not alone or any(len(item.text) > _ITEM for item in items):
            return
        # A machine writes `的 MySQL` for a name alone.
        marked = any(found["of"] for found in alone)
        named = any(_is_name(found["name"]) for found in alone)
        for line, text in texts:
            if _SHORT.fullmatch(text) and not is_phrase(text, self.words):
                phrase = is_compound(text, self.words) or has_common(text, self.words)
                yield line, Guess(text, certain=marked or (named and not phrase))


def _bare(link: Link) -> str:
    return link.target.rstrip("/")


def _beside(text: str, words: Words) -> Iterator[str]:
    """The one of several different ones in a row that is no name in Latin letters.

    One that begins a sentence before a comma, with a single pair behind it, is none either, nor
    what stands between commas and two names, as one's office does; nor what has words of the
    sentence before it.
    """
    for row in _IN_A_ROW.finditer(text):
        names = _BETWEEN.split(row[0])
        while names and not LATIN.fullmatch(names[-1]):
            names.pop()
        others = [name for name in names if not LATIN.fullmatch(name)]
        named = [name for name in names if name not in others]
        if len(others) != 1 or not 1 < len(named) == len(set(named)):
            continue
        first = names[:1] == others
        pair = len(names) < 4 and (first or not _AND.search(row[0])) and "、" not in row[0]
        opens = first and opens_common(others[0], words)
        if not (pair or opens) and all(map(_is_name, named)) and not has_common(others[0], words):
            yield others[0]


def _is_name(text: str) -> bool:
    """Whether Latin letters are written as a name is, and not as what is short for words."""
    return text[0].isupper() and any(character.islower() for character in text)


def _is_spelt(home: re.Match[str]) -> bool:
    """Whether the address of a home page spells a word in Latin letters: in its path, or host."""
    parts = [*home["host"].split(".")[:-1], home["path"]]
    return any(word not in _GENERAL for part in parts for word in _SPELT.findall(part))
