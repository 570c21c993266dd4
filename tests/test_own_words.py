"""The project's own words: what conversion writes for them, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import small
from transpipe.config.own_words import added, parse
from transpipe.editions.termbase import Forms, Termed, Terms
from transpipe.engines.opencc import OpenCC
from transpipe.errors import BadSetting
from transpipe.model import Locale, Term, Termbase
from transpipe.model.term import OwnWord
from transpipe.repository import Workspace

GOOD = '# Ours.\n[zh_TW]\n"组件" = "元件"  # not 組件\n"组件库" = "組件庫"\n'
BROKEN = {
    '[zh_CN]\n"组件" = "元件"\n': (1, "[zh_TW] [zh_HK]"),
    '"组件" = "元件"\n': (1, "[zh_TW]"),
    '[zh_TW]\n"组件" = 3\n': (2, "in quotes"),
    '[zh_TW]\n"组件" = ""\n': (2, "in quotes"),
    '[zh_TW]\n"组件" = "元件"\n"组件" = "組件"\n': (3, "TOML"),
    '[zh_TW]\nlist = "清單"\n': (2, "code"),
    '[zh_TW]\n"`组件`" = "元件"\n': (2, "code"),
    '[zh_TW]\n"元件" = "模件"\n"模件" = "元件"\n': (2, "again"),
    '[zh_TW]\n\n"园子" = "院子"\n': (3, "line 7 of terms.toml"),
}
GARDEN = Termbase((Term("garden", ("园子",), ((Locale.ZH_TW, "園子"),), line=7),))


@pytest.mark.parametrize(("text", "wrong"), BROKEN.items())
def test_what_is_refused_is_said_with_its_line(text: str, wrong: tuple[int, str]) -> None:
    with pytest.raises(BadSetting) as refused:
        Forms.of(GARDEN, parse(text))
    assert (refused.value.line, wrong[1] in str(refused.value)) == (wrong[0], True)


def test_own_words_come_before_all_others(tmp_path: Path) -> None:
    """The longest of them, in their locale alone, and never in code."""
    made = small(tmp_path, {"words.toml": GOOD + '[zh_HK]\n"件" = "物件"\n'})
    termed = Termed(OpenCC(), Terms(Workspace(made.root)))
    texts = ["组件里的软件", "组件库里"]
    assert termed.convert(texts, Locale.ZH_TW) == ["元件裡的軟體", "組件庫裡"]
    assert termed.convert(["组件"], Locale.ZH_HK) == ["組物件"]


def test_a_change_of_own_words_is_told_and_people_s_words_stay(tmp_path: Path) -> None:
    files = {
        "原文/a.md": "# Parts\n\nA part.\n\nAnother part of `组件`.\n",
        "译文/a.md": "# 零件\n\n一个组件。\n\n另一个组件，`组件`的。\n",
        "transpipe.toml": 'derived = ["zh_TW"]\n',
    }
    made = small(tmp_path, files)
    made.steps("align", "run")
    assert made.read("译文/zh_TW/a.md") == "# 零件\n\n一個元件。\n\n另一個元件，`组件`的。\n"
    made.translate("原文/a.md", {"A part.": "一個組件。"}, Locale.ZH_TW)
    made.write("words.toml", '[zh_TW]\n"组件" = "部件"\n')
    ran = made.transpipe("run")
    assert "converted-anew" in ran.out
    assert made.read("译文/zh_TW/a.md") == "# 零件\n\n一個組件。\n\n另一個部件，`组件`的。\n"
    assert "nothing to write" in made.transpipe("run").out


def test_a_broken_table_stops_conversion_with_its_line(tmp_path: Path) -> None:
    made = small(tmp_path, {"words.toml": '[zh_TW]\na = "b"\n', "译文/a.md": "组件\n"})
    made.write("原文/a.md", "Part\n")
    made.steps("align")
    ran = made.transpipe("convert", "--add", "zh_TW")
    assert (ran.code, "words.toml:2" in ran.err) == (2, True)


def test_words_are_added_behind_those_of_their_locale() -> None:
    more = (OwnWord("接口", "介接", Locale.ZH_TW), OwnWord("接口", "介面", Locale.ZH_HK))
    text = added(GOOD + '\n[zh_HK]\n"一" = "一"\n', more)
    assert text == GOOD + '"接口" = "介接"\n\n[zh_HK]\n"一" = "一"\n"接口" = "介面"\n'
    assert added("", more[:1]) == '[zh_TW]\n"接口" = "介接"\n'
    assert [(w.word, w.locale) for w in parse(text)][-1] == ("接口", Locale.ZH_HK)


def test_quotation_marks_are_the_project_s_choice(tmp_path: Path) -> None:
    files = {
        "原文/a.md": "It says “file”.\n",
        "译文/a.md": "它写着“文件‘甲’”。\n",
        "transpipe.toml": 'derived = ["zh_TW"]\n',
    }
    made = small(tmp_path, files)
    made.steps("align", "run")
    assert made.read("译文/zh_TW/a.md") == "它寫著「檔案『甲』」。\n"
    made.write("transpipe.toml", 'derived = ["zh_TW"]\nquotes = "curly"\n')
    made.steps("run")
    assert made.read("译文/zh_TW/a.md") == "它寫著“檔案‘甲’”。\n"
