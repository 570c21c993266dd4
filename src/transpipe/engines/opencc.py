"""Simplified to traditional Chinese and back (OpenCC is opened here)."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from gettext import gettext as _
from types import ModuleType

from transpipe.engines import mainland, tables
from transpipe.errors import EngineFault
from transpipe.model import Locale, Quotes
from transpipe.text.cutting import Cutter

# Taiwan's characters and words; Hong Kong's characters; mainland words from Taiwan's.
CONFIGS = {Locale.ZH_TW: "s2twp", Locale.ZH_HK: "s2hkp", Locale.ZH_CN: "tw2sp"}
# Where no word goes on; where a form is put in; where another text begins.
_BORDER, _FORM, _TEXT = "\x1f", "\x1e", "\x1d"
_STOPS = frozenset("，。；：、！？）」』”’…,.;:!?)\n" + _TEXT)
_ENDS = _STOPS | {""}
# OpenCC stops at a NUL, and half a surrogate pair (a byte that was no UTF-8) is no text for it.
_UNFIT = re.compile(f"([\0{_BORDER}{_FORM}{_TEXT}\ud800-\udfff]+)")


@dataclass(frozen=True)
class OpenCC:
    """OpenCC as a Converter. What it cannot read stays as it is.

    It is told where words end, and in Taiwan's case it never sees a term that has a form there:
    its own dictionary takes the longest phrase, which may reach from one word into the next.
    """

    quotes = Quotes.CORNER

    @property
    def version(self) -> str:
        """OpenCC's, and the name of what the shipped tables say. Raises EngineFault."""
        return f"opencc {_opencc().__version__}, table {tables.name()}"

    def convert(self, texts: Sequence[str], locale: Locale) -> Sequence[str]:
        """The texts in the script and words of `locale`, in order."""
        parts = [_UNFIT.split(text) for text in texts]
        fit = [part for each in parts for part in each[::2]]
        said = iter(_converter(locale)(_TEXT.join(fit)).split(_TEXT))
        for each in parts:
            each[::2] = [next(said) for _part in each[::2]]
        return ["".join(each) for each in parts]


@cache
def _converter(locale: Locale) -> Callable[[str], str]:
    whole = plain(CONFIGS[locale])
    if locale is Locale.ZH_CN:
        return _to_mainland
    if locale is Locale.ZH_HK:
        return Bordered(whole, tables.cutter(), {}).convert
    table = tables.taiwan()
    return Bordered(whole, tables.cutter(), table.becomes, table.not_last).convert


def _to_mainland(text: str) -> str:
    """Mainland words for Taiwan's: those of the shipped table, then OpenCC's."""
    words = list[str]()

    def put(word: str) -> str:
        words.append(word)
        return _FORM

    said = plain(CONFIGS[Locale.ZH_CN])(mainland.terms(plain("tw2s")).put_back(text, put))
    parts = said.split(_FORM)
    return "".join(part for pair in zip(parts, (*words, ""), strict=True) for part in pair)


def _opencc() -> ModuleType:
    try:
        import opencc
    except ImportError as fault:
        raise EngineFault("opencc", _("not installed: {fault}").format(fault=fault)) from None
    return opencc


@cache
def plain(config: str) -> Callable[[str], str]:
    """OpenCC alone, as one of its configurations has it. Raises EngineFault."""
    converter = _opencc().OpenCC(config, include_tofu_risk_dictionaries=False)

    def convert(text: str) -> str:
        return str(converter.convert(text))

    return convert


@dataclass(frozen=True, eq=False)
class Bordered:
    """A conversion that keeps within the borders of words, with forms for some of them."""

    plain: Callable[[str], str]
    cutter: Cutter
    forms: Mapping[str, str]
    not_last: Container[str] = ()
    known: dict[tuple[str, str], bool] = field(default_factory=dict)

    def convert(self, text: str) -> str:
        """The text, converted; what is cut out of it as a term is put in as its form."""
        forms = list[str]()
        said = self.plain("".join(self._parts(text, forms))).replace(_BORDER, "")
        if not forms:
            return said
        parts = said.split(_FORM)
        return "".join(part for pair in zip(parts, (*forms, ""), strict=True) for part in pair)

    def _parts(self, text: str, forms: list[str]) -> Iterator[str]:
        """What OpenCC is to see, piece by piece; `forms` takes what it is not to."""
        words: list[str] = []
        for between, following in self.cutter.runs(text):
            yield from self._of_run(words, forms, follows=between[:1] not in _ENDS)
            yield between
            words = following

    def _of_run(self, words: list[str], forms: list[str], *, follows: bool) -> Iterator[str]:
        """The same of words without a gap; `follows` says whether their sentence goes on."""
        before, last = "", len(words) - 1
        for number, word in enumerate(words):
            form = self.forms.get(word)
            if form is not None and (number < last or follows or word not in self.not_last):
                forms.append(form)
                yield _FORM
                before = ""
                continue
            if before and not self._go_together(before, word):
                yield _BORDER
            yield word
            before = word

    def _go_together(self, before: str, word: str) -> bool:
        """Whether no border stands between two words: neither is known, or together they are one.

        火山岩 is one, where 山岩 is none; 了如何 is none, since 了如 reaches into 如何.
        """
        if len(before) == 1 and len(word) == 1:
            return True
        if len(before) > 1 and len(word) > 1:
            return False
        pair = (before, word)
        if (found := self.known.get(pair)) is None:
            found = self.known[pair] = self._are_one(*pair)
        return found

    def _are_one(self, before: str, word: str) -> bool:
        """Whether one character beside a word becomes another one there, and the word does not."""
        parts, whole = (self.plain(before), self.plain(word)), self.plain(before + word)
        if whole == "".join(parts):
            return False
        if len(word) == 1:
            inner = (before[at:] + word for at in range(1, len(before)))
            return whole.startswith(parts[0]) and all(
                self.plain(part)[-1:] == parts[1] for part in inner
            )
        inner = (before + word[:at] for at in range(1, len(word)))
        return whole.endswith(parts[1]) and all(self.plain(part)[:1] == parts[0] for part in inner)
