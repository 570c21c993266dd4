"""Link definitions follow the prose: a label that was translated leads where the source's does."""

from __future__ import annotations

import pytest

from tests.test_relayout import relaid
from transpipe.links.mapping import LinkMap
from transpipe.links.targets import Targets
from transpipe.markdown.segments import parse
from transpipe.model import Policy, State, Unit
from transpipe.publish.article import from_source

SOURCE = """See [Config Guide] and [it][r].

Note[^1].

[Config Guide]: b.md#x "t"
[r]: ./p.png

[^1]: Here.
"""
LINKS = LinkMap(
    "en/a.md",
    "zh/a.md",
    Targets({"en/b.md": "zh/乙.md"}),
    {"en/b.md": {"x": "某"}},
    ("en/a.md", "en/b.md", "en/p.png"),
)


def built(words: dict[str, str], source: str = SOURCE) -> str:
    """The source with these words, by its own texts."""
    document = parse(source)
    units = {
        n: Unit(b.text, words[b.text], State.TRANSLATED)
        for n, b in enumerate(document.blocks)
        if b.text in words
    }
    return from_source(document, units, LINKS, Policy()).text


FIRST = "See [Config Guide] and [it][r]."


@pytest.mark.parametrize(
    ("words", "definitions"),
    [
        ("见 [Config Guide] 和[它][r]。", '[Config Guide]: 乙.md#某 "t"\n[r]: ../en/p.png'),
        ("见[配置指南]和[它][r]。", '[配置指南]: 乙.md#某 "t"\n[r]: ../en/p.png'),
        ("见[配置][配置指南]和[它][r]。", '[配置指南]: 乙.md#某 "t"\n[r]: ../en/p.png'),
        ("见[配置指南]和[它][甲]。", '[配置指南]: 乙.md#某 "t"\n[甲]: ../en/p.png'),
        (
            "（[译注]）见 [Config Guide] 和[它][r]。",
            '[Config Guide]: 乙.md#某 "t"\n[r]: ../en/p.png',
        ),
    ],
)
def test_a_definition_has_the_label_that_the_words_ask_for(words: str, definitions: str) -> None:
    wanted = f"{words}\n\nNote[^1].\n\n{definitions}\n\n[^1]: Here.\n"
    assert built({FIRST: words}) == wanted


def test_a_label_that_others_ask_for_stays_beside_the_new_one() -> None:
    source = "See [it].\n\nAlso [it].\n\n[it]: b.md\n"
    wanted = "见[它]。\n\nAlso [it].\n\n[it]: 乙.md\n[它]: 乙.md\n"
    assert built({"See [it].": "见[它]。"}, source) == wanted


def test_a_note_has_the_label_that_the_words_ask_for() -> None:
    assert "注[^注]。" in built({"Note[^1].": "注[^注]。"})
    assert "[^注]: Here." in built({"Note[^1].": "注[^注]。"})


def test_a_file_that_is_laid_out_anew_keeps_its_labels_and_titles() -> None:
    source = (
        'See [Config Guide], [a] and [b].\n\n[Config Guide]: x.md "Guide"\n[a]: y.md\n[b]: z.md\n'
    )
    said = "见[乙]、[配置指南]和[甲]。"
    words = {"See [Config Guide], [a] and [b].": said}
    file = f'{said}\n\n[甲]: y.md\n[配置指南]: x.md "指南"\n[乙]: z.md\n'
    text, layout = relaid(file, source, words)
    assert layout == "own"
    assert text.startswith("见[乙]、[配置指南]和[甲]。\n\n")
    assert {*text.split("\n")} >= {"[甲]: y.md", '[配置指南]: x.md "指南"', "[乙]: z.md"}
