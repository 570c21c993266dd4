"""The prose of inline Markdown, converted; all else stays, byte for byte.

Start reading at `convert_prose`. What stays besides code, addresses, HTML and math is in `kept`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from transpipe.convert.quotes import requoted
from transpipe.markdown.inline import mask, replace_spans, unmask
from transpipe.markdown.references import with_labels, without_labels
from transpipe.markdown.scan import What, scan
from transpipe.markdown.tags import ATTRIBUTES
from transpipe.model import Locale, Quotes, Span
from transpipe.ports import Converter
from transpipe.text.han import HAN

_END = r"\s<>\"'`|\[\]()（）《》〈〉「」『』【】“”‘’，。；：、？！…"
# Chinese within an address belongs to it, up to a blank or a full-width mark. Everything has a
# greatest length, so that no text takes more than its length to look through.
_PART = rf"[^{_END}]{{0,500}}"
_ADDRESS = re.compile(
    rf"(?:https?://|ftp://|www\.)[\w.:@-]{{1,255}}[/?#]{_PART}[{HAN}][^{_END}]{{0,2000}}"
)
_LOCAL = "A-Za-z0-9._%+-"
_MAIL = re.compile(rf"(?<![{_LOCAL}])[{_LOCAL}]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}")
_WIKI = re.compile(r"\[\[[^\[\]\n|]{1,200}(?:\]\]|(?=\|))")
_MATH = re.compile(
    rf"(?<![\w$\\])\$(?![\s$\d])[^$\n]{{0,200}}[{HAN}][^$\n]{{0,200}}(?<![\s\\$])\$(?![\w$])"
)
_PLACEHOLDER = re.compile(r"%\([^()\n]{1,60}\)[a-zA-Z]|\$?\{[^{}\s]{1,60}\}")
_KEPT = (_ADDRESS, _MAIL, _WIKI, _MATH, _PLACEHOLDER)
_STARTS = ("://", "www.", "@", "[[", "$", "{", "%(")
# What a list of languages calls this one: it goes to the other edition, whose name that is.
_SELF_NAMES = frozenset(("简体中文", "中文（简体）", "中文(简体)", "中文简体", "简体", "简中"))
_VALUE = re.compile(rf"\s(?:{'|'.join(ATTRIBUTES)})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def convert_prose(
    texts: Sequence[str], converter: Converter, locale: Locale, labels: Collection[str] = ()
) -> tuple[str, ...]:
    """Inline Markdown, a text each: only its prose is converted, titles and descriptions with it.

    A reference keeps its label: `[文件][]` becomes `[檔案][文件]`, and so does `[文件]` where it is
    among the `labels` that are defined. A text that cannot be put together again (it holds what
    looks like a placeholder) stays.

    >>> from transpipe.engines.opencc import OpenCC
    >>> convert_prose(["软件在 `软件` 里。"], OpenCC(), Locale.ZH_TW)
    ('軟體在 `软件` 裡。',)
    """
    named = [with_labels(text, labels) for text in texts]
    masked = [mask(text, titles=True, kept=kept(text)) for text in named]
    converted = converter.convert([text for text, _slots in masked], locale)
    slots = [[_described(slot, converter, locale) for slot in found] for _text, found in masked]
    curly = converter.quotes is Quotes.CURLY
    quoted = converted if curly else [requoted(text, locale) for text in converted]
    whole = [unmask(text, tuple(found)) for text, found in zip(quoted, slots, strict=True)]
    return tuple(map(_settled, texts, named, whole))


def _settled(before: str, named: str, after: str | None) -> str:
    """The new words of a text; its labels are written out where they had to be."""
    if after is None or before in _SELF_NAMES:
        return before
    return without_labels(after, before) if named != before else after


def kept(text: str) -> Iterator[Span]:
    """What is no prose in the text of a Chinese article: addresses with Chinese, placeholders …"""
    if any(start in text for start in _STARTS):
        for form in _KEPT:
            # A `$` in code is no formula's, whatever stands between it and the next.
            looked = _without_code(text) if form is _MATH and "`" in text else text
            yield from (Span(*found.span()) for found in form.finditer(looked))
    if any(name in text for name in _SELF_NAMES):
        for piece in scan(text):
            if piece.what is What.LINK and piece.inner.of(text).strip("*_ ") in _SELF_NAMES:
                yield piece.inner


def _without_code(text: str) -> str:
    """The text with code of as many characters that are none of a formula."""
    code = (piece.span for piece in scan(text) if piece.what is What.CODE)
    return replace_spans(text, [(span, "`" * (span.end - span.start)) for span in code])


def _described(slot: str, converter: Converter, locale: Locale) -> str:
    """A tag with those of its attributes converted that a reader sees or hears."""
    if not slot.startswith("<") or "=" not in slot:
        return slot
    spans = [Span(*found.span(found.lastindex or 0)) for found in _VALUE.finditer(slot)]
    said = converter.convert([span.of(slot) for span in spans], locale)
    return replace_spans(slot, zip(spans, said, strict=True))
