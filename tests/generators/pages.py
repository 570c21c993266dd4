"""Pages of headings: composed of pieces by chance, or taken out of real articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

_WORDS = (
    *(
        "设计",
        "原则",
        "缓存",
        "概述",
        "配置文件",
        "快速开始",
        "〇",
        "二〇二五",
        "Ⅻ",
        "Ⓑ",
        "③",
        "Ｆｕｌｌ",
    ),
    *("Overview", "Getting started", "API", "v1.2", "2.0", "3", "snake_case", "kebab-case", "it's"),
    *(
        "Naïve",
        "Straße",
        "ﬁne",
        "🚀",
        "✅",
        "🇨🇳",
        "C++",
        "a/b",
        "100%",
        "$HOME",
        "--dry-run",
        "。",
        "你好，世界",
    ),
    *(
        "（注）",
        "「角」",
        "“引”",
        "—",
        "…",
        "...",
        "-",
        "_",
        "&amp;",
        "&mdash;",
        "\\*",
        "\\_",
        "ｶﾅ",
        "한글",
    ),
)
_MARKS = (
    *("`{}`", "**{}**", "*{}*", "~~{}~~", "[{}](x.md)", '[{}](https://example.org/a_b "标题")'),
    *("<b>{}</b>", "[**{}**](#y)", "![{}](i.png)", "**`{}`**", "{}：", "（{}）", "{}, "),
)
_TAKEN = re.compile(r"^#{2,4}[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)
# An id of its own would be the anchor; braces and tags are JSX where pages are MDX.
_PINNED = re.compile(r"[ \t]*\{[ \t]*:?#[^{}]*\}$")
_MDX = re.compile(r"[{}<]")


def composed(seed: int, count: int) -> str:
    """Headings of random pieces; every seventh repeats one."""
    random = Random(seed)
    found: list[str] = []
    while len(found) < count:
        if found and len(found) % 7 == 0:
            found.append(random.choice(found))
            continue
        pieces = []
        for _number in range(random.randint(1, 4)):
            word = random.choice(_WORDS)
            mark = random.choice(_MARKS) if random.random() < 0.35 else "{}"
            pieces.append(mark.format(word) if word[0] not in "\\&" else word)
        found.append(random.choice(("", " ", " ")).join(pieces).strip())
    return page(found)


def real(texts: Iterable[str], seed: int, count: int) -> str:
    """Headings of articles, as many as asked for, some of them twice."""
    there = {_PINNED.sub("", heading) for text in texts for heading in _TAKEN.findall(text)}
    wanted = sorted(heading for heading in there if heading and not _MDX.search(heading))
    random = Random(seed)
    found = random.sample(wanted, min(count, len(wanted)))
    for number in range(6, len(found), 7):
        found[number] = found[number - random.randint(1, 6)]
    return page(found)


def page(headings: Iterable[str]) -> str:
    """A page of nothing but headings."""
    return "".join(f"## {heading}\n\n" for heading in headings)
