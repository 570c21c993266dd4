"""The memory to and from other tools: nothing is lost, and nothing harmful is read."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CASES, later
from tests.repository import Repository, small
from transpipe.draft.old_catalogue import folded
from transpipe.draft.old_catalogue import read as read_po
from transpipe.draft.tmx import read, write
from transpipe.model import Locale, Owner, Remembered, State

ZH = Locale.ZH_CN
SAYABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t\r"), min_size=1
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)
units = st.lists(
    st.builds(
        Remembered, SAYABLE, SAYABLE, st.just("") | SAYABLE, st.none() | SAYABLE, st.just("")
        | SAYABLE,
    )
)  # fmt: skip


@given(units)
@settings(max_examples=30)
def test_tmx_loses_nothing(some: list[Remembered]) -> None:
    assert read(write(some, ZH), ZH) == tuple(some)


def test_other_tools_read_what_is_written(tmp_path: Path) -> None:
    toolkit = pytest.importorskip("translate.storage.tmx")
    some = [Remembered("A & <b>\n`c`", "甲 & <b>\n`c`", "a.md", "x"), Remembered("B.", "乙。")]
    store = toolkit.tmxfile.parsestring(write(some, ZH).encode())
    assert [(unit.source, unit.target) for unit in store.units] == [
        (unit.source, unit.target) for unit in some
    ]


OMEGAT_1 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US"
 datatype="plaintext" creationtoolversion="6.0" segtype="sentence" srclang="EN-US"/><body>
<tu><tuv lang="EN-US"><seg>Warm the cup.</seg></tuv><tuv lang="ZH-CN"><seg>温杯。</seg></tuv></tu>
</body></tmx>"""
OMEGAT_2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US"
 datatype="plaintext" creationtoolversion="6.0" segtype="sentence" srclang="en"/><body>
<tu><note>n</note><tuv xml:lang="en"><seg>Warm the <bpt i="0" x="0">**</bpt>cup<ept i="0">**</ept>\
.</seg></tuv><tuv xml:lang="zh-Hans" changeid="a"><seg>温<bpt i="0" x="0">**</bpt>杯<ept i="0">\
**</ept>。</seg></tuv></tu></body></tmx>"""
WEBLATE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="Translate Toolkit" creationtoolversion="3.20"
 segtype="sentence" o-tmf="UTF-8" adminlang="en" srclang="en" datatype="PlainText"/><body>
<tu tuid="1"><prop type="x-context">tea</prop><tuv xml:lang="zh_Hant"><seg>溫杯。</seg></tuv>
<tuv xml:lang="zh_Hans"><seg>温杯。</seg></tuv><tuv xml:lang="en"><seg>Warm the cup.</seg></tuv>
</tu></body></tmx>"""


def test_what_other_tools_write_is_read() -> None:
    plain = Remembered("Warm the cup.", "温杯。")
    assert read(OMEGAT_1, ZH) == (plain,)
    assert read(OMEGAT_2, ZH) == (Remembered("Warm the **cup**.", "温**杯**。"),)
    assert read(WEBLATE, ZH) == (Remembered("Warm the cup.", "温杯。", context="tea"),)
    assert read(WEBLATE, Locale.ZH_TW) == (Remembered("Warm the cup.", "溫杯。", context="tea"),)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
HARMFUL = {
    "entities": f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{LAUGHS}]><tmx><seg>&l11;</seg></tmx>',
    "a file": '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx>&x;</tmx>',
    "an entity from nowhere": '<!DOCTYPE tmx SYSTEM "http://example.com/x"><tmx>&x;</tmx>\0',
    "depth": "<tu>" * 100_000,
    "a long text": f"<tmx><body><tu><tuv><seg>{'x' * 100_000_000}",
    "no end": "<tmx><body>",
    "no XML": "cache,缓存",
}


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_what_could_do_harm_is_refused_at_once(text: str) -> None:
    start = process_time()
    with pytest.raises(ValueError, match=r"\S"):
        read(text, ZH)
    assert process_time() - start < 3


# ── Catalogues of other tools ───────────────────────────────────────────────────────────────

PO = """msgid ""
msgstr "Language: {language}\\n"

#. type: Plain text
msgid ""
"Warm the cup.  Then pour\\n"
"the tea."
msgstr "温杯。\\n然后倒茶。"

msgid "> Quoted\\n> twice."
msgstr "> 引用\\n> 两行。"

#, fuzzy
msgid "Doubtful."
msgstr "存疑。"

#~ msgid "Gone."
#~ msgstr "没了。"
"""


def test_texts_are_folded_as_ours_and_what_is_in_doubt_stays_out() -> None:
    found = read_po(PO.format(language="zh_CN"), "old.po", ZH)
    assert [(unit.source, unit.target) for unit in found] == [
        ("Warm the cup. Then pour the tea.", "温杯。然后倒茶。"),
        ("Quoted twice.", "引用两行。"),
        ("Gone.", "没了。"),
    ]
    assert read_po(PO.format(language=""), "old.po", ZH) == found
    with pytest.raises(ValueError, match="zh_TW"):
        read_po(PO.format(language="zh_TW"), "old.po", ZH)


@pytest.mark.parametrize(
    ("text", "said"), [("a  \nb", "a\nb"), ("a\\\nb", "a\\ b"), ("中\n文", "中文"), (" a ", "a")]
)
def test_hard_breaks_stay(text: str, said: str) -> None:
    assert folded(text) == said


FILES: dict[str, str | bytes] = {"原文/a.md": "# Tea\n\nWarm the cup. Then pour the tea.\n"}


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    repository = small(tmp_path, FILES)
    repository.write("old.po", PO.format(language="zh_CN"))
    repository.write("old.tmx", WEBLATE)
    repository.steps("init", "sync")
    return repository


def test_what_was_imported_is_drafted_from_until_its_file_is_taken_away(made: Repository) -> None:
    made.steps("tm import old.po", "tm import old.tmx")
    assert (made.root / "locales/zh_CN/memory/old.tmx").exists()
    assert "温杯。" in made.transpipe("tm", "search", "温杯").out
    made.steps("tm import old.po", "draft")
    assert made.units("原文/a.md")["Warm the cup. Then pour the tea."].target == "温杯。然后倒茶。"
    (made.root / "locales/zh_CN/memory/old.tmx").unlink()
    assert "nothing" in made.transpipe("tm", "search", "温杯").err


def test_the_memory_goes_out_and_comes_back(made: Repository, tmp_path: Path) -> None:
    made.steps("tm import old.po")
    out = made.transpipe("tm", "export").out
    other = small(tmp_path / "other", FILES)
    other.write("x.tmx", out)
    other.steps("init", "sync", "tm import x.tmx")
    assert read(other.transpipe("tm", "export").out, ZH) == read(out, ZH) != ()


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.tmx", "<tmx>"), ("x.po", PO.format(language="zh_TW")), ("x.txt", ""), ("x.po", "msgid")],
)
def test_what_cannot_be_read_is_one_line(made: Repository, name: str, text: str) -> None:
    made.write(name, text)
    before = {path for path in made.root.rglob("*") if ".transpipe" not in str(path)}
    ran = made.transpipe("tm", "import", name)
    assert ran.code in (2, 4)
    assert name in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert before == {path for path in made.root.rglob("*") if ".transpipe" not in str(path)}


# ── Into the catalogues ─────────────────────────────────────────────────────────────────────

OLD = """msgid ""
msgstr "Language: zh_CN\\n"

msgid "Tea { #tea }"
msgstr "茶 { #cha }"

msgid ""
"Warm the cup.  Then\\n"
"pour."
msgstr "温杯。然后倒。"

msgid "Wait for 5 minutes."
msgstr "等待 5 分钟。"

msgid "Call `drink()`."
msgstr "调用 `eat()`。"

msgctxt "a"
msgid "Leave"
msgstr "离开"

msgctxt "b"
msgid "Leave"
msgstr "叶子"

#, fuzzy
msgid "Sing."
msgstr "跳舞。"

msgid "Nowhere to be found."
msgstr "哪里也没有。"
"""
NOW = (
    "# Tea\n\nWarm the cup.\nThen pour.\n\nWait for 7 minutes.\n\nCall `drink()`.\n\n"
    "Leave\n\nSing.\n"
)


@pytest.mark.parametrize("spelt", ["--from po old.po", *later("--catalogue old.po")])
def test_an_old_catalogue_is_taken_in_unit_by_unit(tmp_path: Path, spelt: str) -> None:
    made = small(tmp_path, {"原文/a.md": NOW, "原文/b.md": "# Tea\n", "译文/b.md": "# 茗\n"})
    made.write("old.po", OLD)
    made.steps("init")
    ran = made.transpipe("align", *spelt.split())
    assert ran.code == 0
    assert "2 as they are, 2 to look at, 1 drafts" in ran.out
    assert "2 of 6 texts stand in no article" in ran.out
    units = {source: (u.target, u.state, u.owner) for source, u in made.units("原文/a.md").items()}
    assert units == {
        "Tea": ("茶", State.TRANSLATED, Owner.PERSON),
        "Warm the cup. Then pour.": ("温杯。然后倒。", State.TRANSLATED, Owner.PERSON),
        "Wait for 7 minutes.": ("等待 7 分钟。", State.FUZZY, Owner.MACHINE),
        "Call `drink()`.": ("调用 `eat()`。", State.FUZZY, Owner.PERSON),
        "Leave": ("离开", State.FUZZY, Owner.PERSON),
        "Sing.": ("", State.EMPTY, Owner.PERSON),
    }
    assert made.units("原文/b.md")["Tea"].target == "茗"
    before = made.read("locales/zh_CN/LC_MESSAGES/原文/a.po")
    made.steps(f"align {spelt}", "build", "run")
    assert made.read("locales/zh_CN/LC_MESSAGES/原文/a.po") == before
    assert "温杯" in made.read("译文/a.md")
    assert "等待 7 分钟" not in made.read("译文/a.md")


def test_an_article_may_be_named_with_its_catalogue(tmp_path: Path) -> None:
    made = small(tmp_path, {"原文/a.md": NOW, "原文/b.md": NOW})
    made.write("old.po", OLD)
    made.steps("init", "align 原文/a.md --from po old.po")
    assert made.units("原文/a.md")["Tea"].target == "茶"
    assert not (made.root / "locales/zh_CN/LC_MESSAGES/原文/b.po").exists()
    without = made.transpipe("align", "--from", "po")
    assert (without.code, "FILE.po" in without.err) == (2, True)
    missing = made.transpipe("align", "--from", "po", "nowhere.po")
    assert (missing.code, "nowhere.po" in missing.err) == (2, True)


@pytest.mark.parametrize(
    "case", sorted((CASES / "old_catalogues").glob("*/")), ids=lambda c: c.name
)
def test_catalogues_of_other_tools(tmp_path: Path, case: Path) -> None:
    """As each of them writes one for the same article."""
    article = (case.parent / "article.md").read_text("utf-8")
    made = small(tmp_path, {"原文/a.md": article})
    made.steps("init", f"align --from po {case / 'old.po'}")
    lines = [f"{u.state}: {u.source} → {u.target}" for u in made.units("原文/a.md").values()]
    assert "\n".join(lines) + "\n" == (case / "units.txt").read_text("utf-8")
