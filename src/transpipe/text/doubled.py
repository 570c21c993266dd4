"""Chinese words that stand in a text twice, one behind the other, by mistake.

Chinese doubles words for a purpose, too (看看, 常常, 研究研究), and two words may meet in one
character (数字字符): neither is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transpipe.model import Span
from transpipe.text.han import HAN


def _by_first(rows: str) -> dict[str, str]:
    """Rows of a character and those that go with it."""
    return {row[0]: row[1:] for row in rows.split()}


_TWICE = re.compile(rf"([{HAN}]{{2,12}})\1")
# Words of grammar, none of which is ever doubled for a purpose.
_GRAMMAR = (
    "的是了在和与或但而且并就都也还把被从为以将让使给由这那它我你他很此要会能"
    "当如于其请有到用后该各不已只再对"
)
_ONE = re.compile(rf"([{_GRAMMAR}])\1")
# What they may be the end of, or the beginning of, beside another one of themselves.
_ENDS = _by_first(
    "的目 了为除 在现存正所实内 和总温缓 与参 为行因作成认视称 以可所得足加用 将即 "
    "使即促 会机社 能可功性 当应相适 如比例假 要主需重必摘 此因 而从 并合 且并 "
    "由自理 是于就但还可 于关对由基 其与 请申 有所没具含拥只还 到达收遇得找看 "
    "用使调应利可作引常费实 后然最之以随 该应 对相针绝应 不并决从绝 已而 只不 "
)
_BEGINS = _by_first(
    "了解 在线 和谐 与否 或许 并发行列入 为了 以及 会话议 能力够 当前时 使用 "
    "如何 要求 还原 从属 由于 是否 就绪 的确 于是 其他它中余 请求 "
    "有效用关时限序 到达期 用户于途来例法 后续面台端者 各种自个 不是同会能要得断过仅 "
    "已经 只有是能要 再次 对象于应比话齐 "
)
_LEADS = re.compile(r"(?:[来去再先要想请多]|可以|一起|好好|不妨|需要)$")
_STOP = re.compile(r"(?:吧|一下)?(?:[\s，。！？；、,.!?;]|$)")
# Said twice for a purpose, where the source says it too: one by one, very very.
_MANY = re.compile(r"(?:非常|[很许]多|一[个步点次行天遍]){1}")
_MANY_IN_ENGLISH = re.compile(r"\b(?:one|each|every|step|bit|very|many|lots?|times?|days?)\b", re.I)
_LATIN = re.compile(r"(?<![\w.-])([A-Za-z][A-Za-z.+#]+) \1(?![\w-])")


def doubled(text: str, source: str = "") -> Iterator[Span]:
    """Where a word stands twice, and its source, where there is one, does not say so.

    >>> [span.of("可以可以用，看看的的") for span in doubled("可以可以用，看看的的")]
    ['可以可以', '的的']
    >>> list(doubled("好好研究研究。"))
    []
    """
    end = 0
    for found in _TWICE.finditer(text):
        if not _is_meant(text, found, source):
            yield Span(*found.span())
            end = found.end()
    for found in _ONE.finditer(text):
        before, behind = text[found.start() - 1 : found.start()], text[found.end() :][:1]
        mark = found[1]
        joined = (before and before in _ENDS.get(mark, "")) or (
            behind and behind in _BEGINS.get(mark, "")
        )
        if not joined and (not end or found.start() >= end) and before != mark != behind:
            yield Span(*found.span())
    for found in _LATIN.finditer(text) if " " in text else ():
        if found[0].casefold() not in source.casefold() or not source:
            yield Span(*found.span())


def _is_meant(text: str, found: re.Match[str], source: str) -> bool:
    word = found[1]
    if len(set(word)) == 1 or word[0] == "的":
        return True
    if _MANY.fullmatch(word):
        return not source or bool(_MANY_IN_ENGLISH.search(source))
    if len(word) == 2 and _STOP.match(text, found.end()):
        return bool(_LEADS.search(text[: found.start()]))
    return False
