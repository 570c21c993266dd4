"""People's words in files that look as if git or `cp` had been at work, but were edited by hand."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tests.histories.killing import Killed, killed_at
from tests.repository import Repository, adopted, small
from transpipe.model import Layout, Locale, Owner

pytestmark = pytest.mark.more

ARTICLE, FILE, DERIVED = "原文/a.md", "译文/a.md", "译文/zh_TW/a.md"
TW_PO = "locales/zh_TW/LC_MESSAGES/原文/a.po"
ENGLISH = (
    "# Files\n\nEach file is a document.\n\nThe second file is small.\n\n"
    "| Yes | No |\n| --- | --- |\n| The name | Not set |\n"
)
CHINESE = (
    "# 文件\n\n每个文件都是一份文档。\n\n第二个文件很小。\n\n"
    "| 是 | 否 |\n| --- | --- |\n| 名称 | 未设置 |\n"
)


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    repository = small(tmp_path / "work", {ARTICLE: ENGLISH, FILE: CHINESE})
    for command in ("init", "align"):
        run(repository, command)
    repository.confirm(ARTICLE)
    for command in ("convert --add zh_TW", "sync", "build"):
        run(repository, command)
    repository.commit()
    return repository


def run(repository: Repository, command: str) -> str:
    ran = repository.transpipe(*command.split())
    assert ran.code == 0, ran.out + ran.err
    return ran.out


def test_an_override_may_be_what_the_authored_words_are(made: Repository) -> None:
    """文件 becomes 檔案; in Taiwan a 文件 is a document, and who types that means it."""
    text = made.read(DERIVED)
    assert "# 檔案" in text
    made.write(DERIVED, text.replace("# 檔案", "# 文件"))
    run(made, "sync")
    unit = made.catalogue(ARTICLE, Locale.ZH_TW).find()[None, "Files"]
    assert (unit.target, unit.owner) == ("文件", Owner.PERSON)
    run(made, "build")
    assert "# 文件" in made.read(DERIVED)


def test_simplified_words_in_a_derived_file_are_no_override(made: Repository) -> None:
    text = made.read(DERIVED)
    old = next(line for line in text.split("\n") if line.startswith("第二"))
    made.write(DERIVED, text.replace(old, "第二个文件很小。"))
    run(made, "sync")
    unit = made.catalogue(ARTICLE, Locale.ZH_TW).find()[None, "The second file is small."]
    assert (unit.target, unit.owner) == (old, Owner.DERIVED)


@pytest.mark.parametrize(
    ("said", "owner"), [("第二個檔案不大。", Owner.DERIVED), ("第二個檔案並不大。", Owner.PERSON)]
)
def test_what_conversion_says_too_is_no_override(made: Repository, said: str, owner: Owner) -> None:
    """Both files may have been put back, or edited alike."""
    for path, new in ((FILE, "第二个文件不大。"), (DERIVED, said)):
        text = made.read(path)
        old = next(line for line in text.split("\n") if line.startswith("第二"))
        made.write(path, text.replace(old, new))
    run(made, "sync")
    unit = made.catalogue(ARTICLE, Locale.ZH_TW).find()[None, "The second file is small."]
    assert (unit.target, unit.owner) == (said, owner)
    run(made, "build")
    assert said in made.read(DERIVED)


@pytest.mark.parametrize("typed", ["", "第二個檔案其實很小。"])
def test_a_copy_of_the_authored_file_is_built_over(made: Repository, typed: str) -> None:
    text = made.read(DERIVED)
    old = next(line for line in text.split("\n") if line.startswith("第二"))
    made.write(DERIVED, made.read(FILE))
    run(made, "sync")
    made.write(DERIVED, made.read(DERIVED).replace("第二个文件很小。", typed or "第二个文件很小。"))
    run(made, "sync")
    run(made, "build")
    assert made.read(DERIVED) == text.replace(old, typed or old)
    for command in ("sync", "build"):
        assert "up to date" in run(made, command)
    persons = [u for u in made.units(ARTICLE, Locale.ZH_TW).values() if u.owner is Owner.PERSON]
    assert [unit.target for unit in persons] == [typed] * bool(typed)


@pytest.mark.parametrize("first", ["tool", "kill"])
@pytest.mark.parametrize("step", range(16, 34, 2))
def test_a_tool_and_a_kill_claim_nothing(made: Repository, first: str, step: int) -> None:
    """Marks come back from the state that the file is made of, though another was to follow."""

    def stripped() -> None:
        lines = made.read(TW_PO).split("\n")
        made.write(TW_PO, "\n".join(line for line in lines if not line.startswith("#")))

    made.write(FILE, made.read(FILE).replace("很小", "其实很小"))
    if first == "tool":
        stripped()
    with suppress(Killed), killed_at(step):
        made.transpipe("sync")
    if first == "kill":
        stripped()
    for command in ("sync", "build"):
        run(made, command)
    units = made.units(ARTICLE, Locale.ZH_TW).values()
    assert {unit.owner for unit in units} == {Owner.DERIVED}
    assert "其實很小" in made.read(DERIVED)


def test_words_of_a_state_before_may_be_typed(made: Repository) -> None:
    old = made.units(ARTICLE, Locale.ZH_TW)["The second file is small."].target
    made.write(FILE, made.read(FILE).replace("很小", "其实很小"))
    for command in ("sync", "build"):
        run(made, command)
    made.write(TW_PO, made.read(TW_PO).replace("第二個檔案其實很小。", old))
    for command in ("sync", "build"):
        run(made, command)
    unit = made.units(ARTICLE, Locale.ZH_TW)["The second file is small."]
    assert (unit.target, unit.owner) == (old, Owner.PERSON)
    assert old in made.read(DERIVED)


def test_short_words_that_stand_in_many_places_may_be_typed(made: Repository) -> None:
    """Two cells become what other cells say in a commit: that is nobody's `git checkout`."""
    cells = {"The name": "名称一", "Not set": "未设置二"}
    for old, new in (("名称", "名称一"), ("未设置", "未设置二")):
        made.write(FILE, made.read(FILE).replace(old, new))
    run(made, "sync")
    units = made.units(ARTICLE)
    assert {source: units[source].target for source in cells} == cells
    text = made.read(FILE).replace("| 名称一 | 未设置二 |", "| 是 | 否 |")
    made.write(FILE, text)
    run(made, "sync")
    run(made, "build")
    units = made.units(ARTICLE)
    assert {source: units[source].target for source in cells} == {"The name": "是", "Not set": "否"}
    assert made.read(FILE) == text


def test_who_takes_back_two_edits_by_hand_is_asked(made: Repository) -> None:
    """The file is not as a commit has it, but two texts are: both stay, and a person says which."""
    edited = CHINESE.replace("一份文档", "一份文件").replace("很小", "很小很小").replace("否", "不")
    made.write(FILE, edited)
    run(made, "sync")
    made.write(FILE, CHINESE.replace("否", "不"))
    run(made, "sync")
    for source, new, old in (
        ("Each file is a document.", "每个文件都是一份文件。", "每个文件都是一份文档。"),
        ("The second file is small.", "第二个文件很小很小。", "第二个文件很小。"),
    ):
        unit = made.units(ARTICLE)[source]
        assert unit.conflict is not None
        assert {unit.target, unit.conflict.text} == {new, old}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_the_last_paragraphs_may_be_taken_out(tmp_path: Path, end: str) -> None:
    """Whatever the line ends: a file that ends with a whole block and a line end is not cut."""
    numbers = {"One": "一", "Two": "二", "Three": "三", "Four": "四", "Five": "五", "Six": "六"}
    english = "# Files\n" + "".join(f"\n{one} is here.\n" for one in numbers)
    there = ["# 文件", *(f"这里有{one}。" for one in numbers.values())]
    chinese = (2 * end).join(there) + end
    made = small(tmp_path / "work", {ARTICLE: english, FILE: chinese.encode()})
    for command in ("init", "align"):
        run(made, command)
    made.confirm(ARTICLE)
    run(made, "sync")
    (made.root / FILE).write_bytes(((2 * end).join(there[:-2]) + end).encode())
    assert "cut off" not in run(made, "sync")
    assert not any(unit.conflict for unit in made.catalogue(ARTICLE).active())
    (made.root / FILE).write_bytes(chinese.encode())
    run(made, "sync")
    (made.root / FILE).write_bytes(((2 * end).join(there[:-3]) + 2 * end + "这里").encode())
    assert "cut off" in run(made, "sync")


@pytest.mark.parametrize("end", ["", "\n"], ids=["as it was cut", "saved with a line end"])
def test_a_cut_file_that_somebody_worked_on_is_still_cut(tmp_path: Path, end: str) -> None:
    """Its last two blocks were joined; where it breaks off within a sentence more is missing."""
    english = "# Tokens\n\nA token expires.\n\nA quorum is half of all.\n\nSilent members go.\n"
    there = ["# 令牌", "令牌会过期。", "法定人数要超过半数选票。", "成员沉默太久便移除。"]
    made = small(tmp_path / "work", {ARTICLE: english, FILE: "\n\n".join(there) + "\n"})
    for command in ("init", "align"):
        run(made, command)
    made.confirm(ARTICLE)
    run(made, "sync")
    made.write(FILE, f"{there[0]}\n\n{there[1]}{there[2][:7]}{end}")
    assert "cut off" in run(made, "sync")
    targets = " ".join(unit.target for unit in made.catalogue(ARTICLE).active())
    assert all(text[2:] in targets for text in there)
    made.write(FILE, f"{there[0]}\n\n{there[1]}{there[2]}\n")
    assert "cut off" not in run(made, "sync")


def test_a_wrong_file_stays_one_when_its_article_is_renamed(tmp_path: Path) -> None:
    other = "# 表决\n\n法定人数要超过半数选票。\n\n成员沉默太久便移除。\n"
    files = {ARTICLE: ENGLISH, FILE: CHINESE, "原文/b.md": "# Votes\n\nA quorum is half.\n\nOut.\n",
             "译文/b.md": other}  # fmt: skip
    made = small(tmp_path / "work", dict(files))
    for command in ("init", "align"):
        run(made, command)
    run(made, f"build --relayout {ARTICLE}")
    run(made, "sync")
    typed = other.replace("半数", "一半") + "\n另有一段，别处都没有。\n"
    made.write(FILE, typed)
    assert "right file" in run(made, "sync")
    for folder in ("原文", "译文"):
        (made.root / folder / "a.md").rename(made.root / folder / "c.md")
    run(made, "sync")
    assert "right file" in run(made, "build")
    assert made.read("译文/c.md") == typed


def test_what_was_published_is_what_comes_back(made: Repository) -> None:
    """Typed in the catalogue, built, all emptied by another tool: the newest words are back."""
    new = {source: f"{unit.target}新" for source, unit in made.units(ARTICLE).items()}
    made.translate(ARTICLE, new)
    run(made, "build")
    made.translate(ARTICLE, dict.fromkeys(new, ""))
    run(made, "sync")
    assert {source: unit.target for source, unit in made.units(ARTICLE).items()} == new


@pytest.mark.parametrize("typed", ["（譯註：臺灣讀者另有說明。）", ""])
def test_a_note_in_a_derived_file_outlives_the_file_that_it_follows(
    made: Repository, typed: str
) -> None:
    made.write(FILE, f"{CHINESE}\n（译注：另有说明。）\n")
    for command in ("sync", "build"):
        run(made, command)
    note = "（譯註：另有說明。）"
    made.write(DERIVED, made.read(DERIVED).replace(note, typed or note))
    made.write(FILE, "")
    for command in ("sync", "build", "sync", "build"):
        run(made, command)
    assert made.read(FILE) == CHINESE
    own = made.catalogue(ARTICLE, Locale.ZH_TW).layout is Layout.OWN
    assert (own, "註" in made.read(DERIVED)) == (bool(typed),) * 2
    assert typed in made.read(DERIVED)


def test_a_copy_of_what_the_authored_file_said_takes_no_override(made: Repository) -> None:
    """Since it was copied somebody has edited the authored file; most is alike in both scripts."""
    source, said = "Writes go through the leader only.", "写操作只经过主节点。"
    made.write(ARTICLE, f"{ENGLISH}\nA quorum is more than half of all votes.\n\n{source}\n")
    made.write(FILE, f"{CHINESE}\n法定人数需要超过一半的票，少于一半不成立。\n\n{said}\n")
    run(made, "run")
    made.write(DERIVED, made.read(DERIVED).replace("只經過主節點", "只可經過主節點"))
    run(made, "sync")
    made.write(DERIVED, made.read(FILE))
    made.write(FILE, made.read(FILE).replace("只经过", "只会经过"))
    run(made, "sync")
    unit = made.units(ARTICLE, Locale.ZH_TW)[source]
    assert (unit.target, unit.owner) == ("寫操作只可經過主節點。", Owner.PERSON)
    assert made.units(ARTICLE)[source].target == "写操作只会经过主节点。"


def test_a_note_that_was_put_into_a_paragraph_is_part_of_it(tmp_path: Path) -> None:
    """Edits of the paragraph are seen as before, and nothing is missing in the file."""
    english = "# Caches\n\nLate events are dropped.\n\nErrors are never kept.\n"
    chinese = "# 缓存\n\n丢弃迟到的事件。\n\n（译注：另有说明。）\n\n错误从不保存。\n"
    made = adopted(tmp_path / "work", {ARTICLE: english, FILE: chinese}, (ARTICLE,))
    made.write(FILE, chinese.replace("事件。\n\n（译注", "事件。（译注"))
    run(made, "sync")
    late = "Late events are dropped."
    assert made.units(ARTICLE)[late].target == "丢弃迟到的事件。（译注：另有说明。）"
    made.write(FILE, made.read(FILE).replace("迟到的", "过时的"))
    run(made, "sync")
    assert made.units(ARTICLE)[late].target == "丢弃过时的事件。（译注：另有说明。）"
    text = made.read(FILE)
    run(made, "build --fill")
    assert made.read(FILE) == text
