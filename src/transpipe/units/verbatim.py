"""Which texts of a translation may stand there as the source has them: names and identifiers.

An English sentence that nobody has translated looks the same: the words decide, and what stands
around them. Among Chinese a name was left as it is, among English so was everything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transpipe.markdown import inline
from transpipe.model import Block, Document, Kind
from transpipe.text.han import count_han
from transpipe.units.bare import bare
from transpipe.units.names import is_name, is_word

# So many words of a cell are no sentence, where no other cell of its column is in Chinese.
_CELL = 2
_CALLED = 3  # words that a picture is called by; more describe it
_END = re.compile(r"[.!?:;,][\"')\]*_]*$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# No word of a language: letters with digits or marks between them, or a capital after a small one.
_CODED = re.compile(r"\w[_./:@#$%&+=\\-]+\w|[a-z][A-Z]|[A-Z]{2}|\d|[_/<>{}()=@$]")


@dataclass(frozen=True)
class Surroundings:
    """A translation as what stands around each of its blocks; `small` are words that are no names.

    English is what has words, no Chinese, and is neither name nor identifier by itself.
    """

    document: Document
    small: Collection[str]

    def keeps(self, number: int, source: str) -> bool:
        """Whether a block without Chinese is fine so, which stands for that text of the source."""
        block = self.document.blocks[number]
        text = block.text
        if bare(text).split() != bare(source).split():
            return is_name(text, self.small) and self._is_amid(number)
        if block.kind is Kind.CELL and self._in_columns.get((block.container, None)):
            return self._is_candidate(block) or self._is_value(block)
        if not self._is_candidate(block):
            return False
        return self._is_amid(number, english=_is_coded(text))

    def _is_candidate(self, block: Block) -> bool:
        """Whether the words may be a name or an identifier; of a heading more must speak for it."""
        text = block.text
        if not (is_word(_pictureless(text)) or is_name(text, self.small)):
            return False
        words = _WORD.findall(inline.words(text))
        plain = [word for word in words if not _CODED.search(word)]
        return block.kind not in (Kind.HEADING, Kind.TITLE) or self._chinese_words.issuperset(plain)

    def _is_value(self, block: Block) -> bool:
        """Whether a cell of several words stands in a column of such."""
        text = inline.words(block.text).strip()
        few = len(_WORD.findall(text)) <= _CELL and not _END.search(text)
        return few and not self._in_columns.get((block.container, block.column))

    @cached_property
    def _in_columns(self) -> Mapping[tuple[tuple[int, ...], int | None], int]:
        """How many cells of a table are in Chinese, and of its columns below the first row."""
        found: dict[tuple[tuple[int, ...], int | None], int] = {}
        first: dict[tuple[int, ...], int | None] = {}
        for block in self.document.blocks:
            if block.kind is Kind.CELL:
                head = first.setdefault(block.container, block.row) == block.row
                keys = [None] if head else [None, block.column]
                for key in keys if count_han(block.text) else ():
                    found[block.container, key] = found.get((block.container, key), 0) + 1
        return found

    @cached_property
    def _chinese_words(self) -> frozenset[str]:
        """The words of other languages that the Chinese of the translation uses."""
        texts = (b.text for b in self.document.blocks if b.segment and count_han(b.text))
        return frozenset(word for text in texts for word in _WORD.findall(inline.words(text)))

    def _is_amid(self, number: int, *, english: bool = False) -> bool:
        """Whether there is Chinese beside a block; the other side may be `english`.

        So it may where most of the article is translated.
        """
        sides = self._beside[number]
        return any(sides) and (english or self._is_chinese or False not in sides)

    @cached_property
    def _is_chinese(self) -> bool:
        """Whether most of what is in any language is in Chinese."""
        return 2 * self._languages.count(True) > len(self._languages) - self._languages.count(None)

    @cached_property
    def _beside(self) -> list[tuple[bool | None, bool | None]]:
        """Whether the next block before, and after, that is in any language is in Chinese."""
        after = _lasting(self._languages[::-1])[::-1]
        return list(zip(_lasting(self._languages), after, strict=True))

    @cached_property
    def _languages(self) -> list[bool | None]:
        return [self._language(block) for block in self.document.blocks]

    def _language(self, block: Block) -> bool | None:
        """Whether a block is in Chinese; None where it might be in either language."""
        if block.segment is None or not _WORD.search(inline.words(block.text)):
            return True if block.segment is not None and count_han(block.text) else None
        if count_han(block.text):
            return True
        text = block.text
        return None if is_word(_pictureless(text)) or is_name(text, self.small) else False


def _lasting(languages: Sequence[bool | None]) -> list[bool | None]:
    """The last language before each place, None for none."""
    found: list[bool | None] = []
    last: bool | None = None
    for language in languages:
        found.append(last)
        last = last if language is None else language
    return found


def _is_coded(text: str) -> bool:
    """Whether all words of a text are no words of a language."""
    words = inline.words(_pictureless(text)).split()
    return all(_CODED.search(word) for word in words)


def _pictureless(text: str) -> str:
    """A text without its pictures: what they are called is no prose, as long as it is short."""
    pictures = (link for link in inline.links(text) if link.image)
    pictures = (link for link in pictures if len(_WORD.findall(link.text)) <= _CALLED)
    return inline.replace_spans(text, [(link.span, " ") for link in pictures])
