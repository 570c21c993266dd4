"""The marks that a machine's translation carries, and a person's as good as never."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from gettext import gettext as _

from transpipe.markdown.inline import replace_spans
from transpipe.markdown.scan import What, scan
from transpipe.model import Block, Document, Kind
from transpipe.text.han import HAN

_ENDS = 4  # blocks at the head and foot of an article that speak about the article
_OFTEN = 3  # times a slip must be there
_SHARE = 0.3  # of the links that must be broken in one way
_ENGINE = (
    r"(?:谷歌|百度|有道|必应|腾讯|微软|火山|讯飞|彩云|Google|DeepL|Bing|Baidu|Youdao|Microsoft"
    r"|Azure|ChatGPT|GPT[-\w.]*|Claude|Gemini|Copilot|OpenAI|文心\S{0,2}|通义\S{0,2}|Kimi|DeepSeek"
    r"|LLM|AI|人工智能|大语言模型|大模型|机器|機器|电脑|自动|自動)"
)
_SAID = re.compile(
    rf"(?:由|使用|通过|借助|經|(?<!神)经)[^。\n]{{0,12}}?{_ENGINE}[^。，\n]{{0,12}}?(?:翻译|翻譯|译成|生成)"
    rf"|(?:本|此|这)[^。\n]{{0,8}}?(?:文|页|頁|译|譯|翻译|翻譯)[^。\n]{{0,8}}?"
    rf"(?:机器|機器|机翻|自动|自動|AI)\s?(?:翻译|翻譯|译|生成)?"
    r"|^(?:[^\w\n]|_)*+(?:机器翻译|機器翻譯|机翻|自动翻译|AI 翻译)(?:[^\w\n]|_)*+$"
    r"|\b(?:machine|auto(?:matically)?|AI)[- ](?:translat|generated translation)"
    rf"|\btranslated (?:by|with|using) (?:an? )?{_ENGINE}\b",
    re.IGNORECASE | re.MULTILINE,
)
# What is said of the other kind: 机器翻译后由人校对 is a person's text.
_PERSON = re.compile(
    r"人工(?:翻译|校|审)|校对[:：]|由人|并非|不是|human[- ]reviewed", re.IGNORECASE
)
_CHAT = re.compile(
    r"^(?:好的[，,！!。]\s*)?(?:以下|下面|这)是[^。\n]{0,16}(?:翻译|译文|中文版)[^。\n]{0,8}[:：]"
    r"|^(?:Sure|Certainly|Of course)[,!.][^\n]{0,60}(?:translat|Chinese)"
    r"|^Here(?: is|'s|’s) (?:the|your)[^\n]{0,30}translat"
    r"|作为一个?(?:AI|人工智能)(?:语言)?模型|As an AI(?: language)? model"
    r"|希望(?:这个|以上|这份)翻译(?:对您|对你|能)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"&(?:#39|#x27|quot|amp#39);|<\s?/?\s?(?:x|g|ph)\s+id\s?=|⟦\s?\d+\s?⟧|\b(?:XX|__)?PH_?\d+(?:XX|__)?\b"
    r"|\[\[\s?\d+\s?\]\]|\bnotranslate\b",
    re.IGNORECASE,
)
# No link, but what a machine makes of one: the scanner sees only words.
_SPACED = re.compile(
    r"\]\s+\((?:https?|\.{0,2}/|#)|［[^\]］［]*+］\s*[（(]|\][（](?:https?|\.{0,2}/)"
)
_LINKED = (What.LINK, What.IMAGE)
_KEYWORD = re.compile(
    rf"^[^\S\n]*+(?:从\s+\S+\s+导入|导入\s+\w|返回\s+\w|如果\s+\w.*[:：]$|打印\s?[(（]|定义\s+\w+\s?[(（]"
    rf"|类\s+\w+.*[:：]$|异步\s+def|函数\s+\w+\s?[(（]|常量\s+\w+\s*=)(?![{HAN}])",
    re.MULTILINE,
)


def signs(target: Document) -> tuple[str, ...]:
    """What says that an article was translated by a machine, in words; nothing for most."""
    return tuple(said for rule in RULES for said in rule(target))


def _prose(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.segment is not None]


def _a_note(document: Document) -> Iterator[str]:
    """The article says so itself: in its front matter, its comments, its first or last blocks."""
    prose = _prose(document)
    opaque = (Kind.HTML, Kind.FRONT_MATTER)
    texts = [block.text for block in (*prose[:_ENDS], *prose[-_ENDS:])]
    texts += [block.raw for block in document.blocks if block.kind in opaque]
    texts += [f"{key}: {value}" for key, value in document.meta]
    for text in texts:
        found = _SAID.search(text)
        if found and not _PERSON.search(text):
            yield _("it says so: {words}").format(words=found[0].strip()[:60])
            return


def _chat(document: Document) -> Iterator[str]:
    """An answer's own words around the translation."""
    for block in _prose(document):
        if found := _CHAT.search(block.text):
            yield _("the answer of a language model: {words}").format(words=found[0][:60])
            return


def _placeholders(document: Document) -> Iterator[str]:
    """What stood for markup while a machine was asked, and was never put back."""
    found = [m[0] for b in _prose(document) for m in _PLACEHOLDER.finditer(_no_code(b.text))]
    if len(found) >= _OFTEN:
        yield _("{count} marks that stood for markup, such as {words}").format(
            count=len(found), words=found[0]
        )


def _broken_links(document: Document) -> Iterator[str]:
    """Links torn apart, or with the marks of Chinese punctuation."""
    texts = [block.text for block in _prose(document)]
    torn = len(_SPACED.findall("\n".join(map(_no_code, texts))))
    whole = sum(piece.what in _LINKED and not piece.label for t in texts for piece in scan(t))
    if torn >= _OFTEN and torn >= _SHARE * (torn + whole):
        yield _("{count} links torn apart").format(count=torn)


def _translated_code(document: Document) -> Iterator[str]:
    """Keywords of a program in Chinese."""
    code = [block.raw for block in document.blocks if block.kind is Kind.CODE]
    lines = [line for raw in code for line in _KEYWORD.findall(raw)]
    if len(lines) >= _OFTEN:
        said = _("{count} lines of code with translated keywords, such as {words}")
        yield said.format(count=len(lines), words=lines[0].strip())


def _no_code(text: str) -> str:
    code = ((piece.span, " ") for piece in scan(text) if piece.what is What.CODE)
    return replace_spans(text, code)


Rule = Callable[[Document], Iterator[str]]
RULES: tuple[Rule, ...] = (_a_note, _chat, _placeholders, _broken_links, _translated_code)
