"""What articles say in both languages, so that anybody can tell what a text says.

A sentence is a phrase with a value in it: a number, a name of code, an address, a word. Two texts
say the same where they are made of the same phrases with the same values. An oracle needs no more:
it reads a text as it is rendered, and asks nothing of the code that is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random

from markdown_it import MarkdownIt
from markdown_it.token import Token

NOTE = "（译注：另有说明。）"
LIST = "https://example.org/list/"  # where the one link by reference leads; that is no phrase's
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_NUMBERS = ("10", "25", "40", "60", "90")
_CODE = ("timeout", "retries", "deadline", "max_size", "keep_alive")
_ADDRESSES = tuple(f"https://example.org/{name}" for name in ("manual", "guide", "notes", "v2/api"))


@dataclass(frozen=True)
class Phrase:
    """A sentence with `{}` for its value; `‹›` stand around what may be emphasised.

    `chinese` are its wordings: who makes one of another mends a slip and says nothing else.
    `words` are values in both languages.
    """

    kind: str
    english: str
    chinese: tuple[str, ...]
    words: tuple[tuple[str, str], ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """What may stand in it, in English."""
        fixed = {"number": _NUMBERS, "code": _CODE, "address": _ADDRESSES, "plain": ("",)}
        return fixed.get(self.kind) or tuple(english for english, _chinese in self.words)


def _number(english: str, *chinese: str) -> Phrase:
    return Phrase("number", english, chinese)


def _code(english: str, *chinese: str) -> Phrase:
    return Phrase("code", english, chinese)


def _address(english: str, *chinese: str) -> Phrase:
    return Phrase("address", english, chinese)


def _word(english: str, *chinese: str, **words: str) -> Phrase:
    return Phrase(
        "word", english, chinese, tuple((k.replace("_", " "), v) for k, v in words.items())
    )


PHRASES = (
    _number("The ‹cache› keeps an answer for {} minutes.",
            "缓存把答案保留 {} 分钟。", "缓存会把答案保留 {} 分钟。"),
    _number("A lost message is ‹sent› again after {} seconds.",
            "丢失的消息在 {} 秒后重新发送。", "丢失的消息将在 {} 秒后重新发送。"),
    _number("At most {} requests ‹wait› in the queue.",
            "队列中最多有 {} 个请求在等待。", "队列里最多有 {} 个请求在等待。"),
    _number("The ‹collector› stops the program for {} ms.",
            "回收器使程序停顿 {} 毫秒。", "回收器会使程序停顿 {} 毫秒。"),
    _number("Logs are ‹kept› for {} days.", "日志保留 {} 天。", "日志会保留 {} 天。"),
    _number("Each shard holds up to {} ‹keys›.", "每个分片最多持有 {} 个键。",
          "每个分片至多持有 {} 个键。"),
    _code("Set `{}` before the first ‹request› is sent.",
          "在发送第一个请求之前设置 `{}`。", "在发送首个请求之前设置 `{}`。"),
    _code("The ‹option› `{}` is read once at the start.",
          "选项 `{}` 只在启动时读取一次。", "选项 `{}` 仅在启动时读取一次。"),
    _code("Without `{}` the ‹server› uses its own limit.",
          "没有 `{}` 时，服务器使用自己的限制。", "没有 `{}` 时，服务器会使用自己的限制。"),
    _code("Clients that know `{}` need no ‹header›.",
          "知道 `{}` 的客户端不需要头部。", "知道 `{}` 的客户端无需头部。"),
    _address("See the [manual]({}) for ‹details›.", "详情见[手册]({})。", "详情请见[手册]({})。"),
    _address("The [schema]({}) lists all ‹fields›.", "[模式]({})列出所有字段。",
          "[模式]({})列出了所有字段。"),
    _address("An [example]({}) shows the whole ‹flow›.",
             "[示例]({})展示整个流程。", "[示例]({})展示了整个流程。"),
    _word("The leader is {} while it ‹writes› a block.", "主节点写入一个块时是{}的。",
          "主节点在写入一个块时是{}的。",
          locked="锁定", visible="可见", available="可用"),
    _word("Such a query is {} on ‹large› tables.", "这样的查询在大表上很{}。",
          "这样的查询在大型表上很{}。",
          slow="慢", fast="快", expensive="昂贵"),
    _word("Backups {} be ‹tested› every week.", "每周{}测试备份。", "每星期{}测试备份。",
          must="必须", should="应当", must_not="不得"),
    _word("The ‹pipeline› {} events that arrive late.", "流水线会{}迟到的事件。",
          "流水线将{}迟到的事件。",
          drops="丢弃", stores="存储", rejects="拒绝"),
    _word("A {} keeps the list of ‹members›.", "{}保存成员列表。", "{}保存着成员列表。",
          node="节点", server="服务器", client="客户端"),
    _word("Traffic goes to the {} replica ‹first›.", "流量先发往{}的副本。",
          "流量首先发往{}的副本。",
          nearest="最近", newest="最新", largest="最大"),
    _word("Passwords are stored in a {} ‹file›.", "密码存储在{}文件中。", "密码存储在{}文件里。",
          shared="共享", temporary="临时", separate="单独的"),
    _word("The ‹index› is rebuilt when the {} changes.", "{}改变时会重建索引。",
          "{}改变时会重新建立索引。",
          schema="模式", version="版本", configuration="配置"),
    _word("Compression ‹saves› {} but costs time.", "压缩节省{}，但要花时间。",
          "压缩可以节省{}，但要花时间。",
          bandwidth="带宽", memory="内存", money="金钱"),
    Phrase("plain", "Two nodes may ‹disagree› for a short while.",
           ("两个节点可能在短时间内不一致。", "两个节点可能短时间内不一致。")),
    Phrase("plain", "The [list][more] of all known ‹limits› is long.",
           ("已知限制的[列表][more]很长。", "所有已知限制的[列表][more]很长。")),
    Phrase("plain", "Old versions stay ‹readable› for good.",
           ("旧版本永远可读。", "旧版本一直可读。")),
)  # fmt: skip


@dataclass(frozen=True)
class Saying:
    """One sentence of a text: the number of its phrase and its value.

    `style` is of its language: whether it is emphasised, or which wording it is.
    """

    phrase: int
    value: str
    style: int = 0

    def in_english(self) -> str:
        mark = "*" if self.style else ""
        text = PHRASES[self.phrase].english.replace("‹", mark).replace("›", mark)
        return text.replace("{}", self.value)

    def in_chinese(self) -> str:
        phrase = PHRASES[self.phrase]
        value = dict(phrase.words).get(self.value, self.value)
        return phrase.chinese[self.style].replace("{}", value)


def anything(random: Random, phrase: int, but: str | None = None) -> Saying:
    """A phrase with some value."""
    return Saying(phrase, random.choice([v for v in PHRASES[phrase].values if v != but]))


# ── What a text says ────────────────────────────────────────────────────────────────────────


def blocks(markdown: str) -> list[str]:
    """The prose of a text, block by block, as it is rendered: no emphasis, one line each."""
    return list(_blocks(markdown))


@lru_cache(1 << 12)  # the same few texts are read after every command
def _blocks(markdown: str) -> tuple[str, ...]:
    tokens = _MARKDOWN.parse(markdown, {"references": _references()})
    return tuple(_inline(token.children or ()) for token in tokens if token.type == "inline")


def rendered(markdown: str) -> str:
    """A text of one block as it is rendered."""
    return " ".join(blocks(markdown))


def _references() -> dict[str, dict[str, str]]:
    return {"MORE": {"href": LIST, "title": ""}}


def _inline(tokens: Sequence[Token]) -> str:
    return "".join(_piece(token) for token in tokens)


def _piece(token: Token) -> str:
    if token.type == "code_inline":
        return f"`{token.content}`"
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "link_open":
        href = str(token.attrs["href"])
        return "" if href.startswith(LIST) else f"[{href}]"
    return token.content if token.type in ("text", "html_inline") else ""


def english(text: str) -> Mapping[int, str] | None:
    """What a rendered English text says: by phrase its value; None where it says anything else."""
    found = _read(text, "english")
    return None if found is None else {saying.phrase: saying.value for saying in found}


def chinese(text: str) -> Mapping[int, str] | None:
    """What a rendered Chinese text says, without notes and marks of its own."""
    found = sayings(text)
    return None if found is None else {saying.phrase: saying.value for saying in found}


def sayings(text: str) -> list[Saying] | None:
    """The sentences of a rendered Chinese text, notes and marks aside."""
    return _read(re.sub("〖[^〗]*〗|（译注：[^）]*）", "", text), "chinese")


def _read(text: str, language: str) -> list[Saying] | None:
    found: list[Saying] = []
    rest = text.strip()
    while rest:
        one = next(_matches(rest, language), None)
        if one is None:
            return None
        found.append(one[0])
        rest = rest[one[1] :].strip()
    return found


def _matches(text: str, language: str) -> Iterator[tuple[Saying, int]]:
    for number, style, pattern in _patterns(language):
        match = pattern.match(text)
        if match:
            value = match.groupdict().get("value") or ""
            back = {zh: en for en, zh in PHRASES[number].words} if language == "chinese" else {}
            yield Saying(number, back.get(value, value), style), match.end()


@cache
def _patterns(language: str) -> tuple[tuple[int, int, re.Pattern[str]], ...]:
    found = []
    for number, phrase in enumerate(PHRASES):
        texts = phrase.chinese if language == "chinese" else (re.sub("[‹›]", "", phrase.english),)
        for style, text in enumerate(texts):
            found.append((number, style, _pattern(phrase, text, language)))
    return tuple(found)


def _pattern(phrase: Phrase, text: str, language: str) -> re.Pattern[str]:
    """A phrase as it is rendered; whatever its value is, also one that no person typed."""
    any_value = {"number": r"\d+", "code": r"\w+", "address": r"[^\]\s]+"}
    side = 1 if language == "chinese" else 0
    words = "|".join(re.escape(pair[side]) for pair in sorted(phrase.words, key=len, reverse=True))
    value = f"(?P<value>{any_value.get(phrase.kind, words)})"
    shown = re.escape(rendered(text.replace("{}", "slot-of-it")))
    return re.compile(shown.replace(re.escape("slot-of-it"), value))
