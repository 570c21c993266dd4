"""Both languages changed in one step: what is an update, what is stale, whose words go where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import later
from tests.repository import Repository, adopted
from transpipe.editions.asleep import Asleep
from transpipe.model import Catalogue, Locale, Standing, State, Unit, standing

ARTICLE, TARGET = "原文/client.md", "译文/client.md"
EN = """# Client

The client waits 10 seconds before it tries again. Then it gives up.

## Old translations

Run `client start` to begin.

It is written in one language.
"""
ZH = """# 客户端

客户端等待 10 秒后重试。然后它放弃。

## 旧的译文

运行 `client start` 即可开始。

它用一种语言写成。
"""
WAITS, OLD, RUN, WRITTEN = (
    "The client waits {} seconds before it tries again. Then it gives up.",
    "Old translations",
    "Run `client start` to begin.",
    "It is written in one language.",
)


@pytest.fixture(params=[False, True], ids=["own", "source"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    """A translation of its own layout, and one that has the source's."""
    files = {ARTICLE: EN, TARGET: ZH}
    return adopted(tmp_path / "r", files, [ARTICLE], relaid=request.param)


def change(repository: Repository, path: str, *edits: tuple[str, str]) -> None:
    """Edits a file; each text stands in it once."""
    text = repository.read(path)
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    repository.write(path, text)


def unit(repository: Repository, source: str) -> Unit:
    return repository.units(ARTICLE)[source]


def test_a_number_changed_in_both_is_an_update(repository: Repository) -> None:
    change(repository, ARTICLE, ("10 seconds", "20 seconds"))
    change(repository, TARGET, ("10 秒", "20 秒"))
    said = repository.transpipe("run")
    assert said.code == 0
    assert "patched" not in said.out + said.err
    found = unit(repository, WAITS.format(20))
    assert standing(found) is Standing.DONE
    assert found.origin is None
    assert not found.conflict
    assert "客户端等待 20 秒后重试" in repository.read(TARGET)
    state = repository.state()
    repository.steps("run")
    assert repository.state() == state


def test_words_mended_elsewhere_leave_it_stale(repository: Repository) -> None:
    change(repository, ARTICLE, ("10 seconds", "20 seconds"))
    change(repository, TARGET, ("然后它放弃", "随后它放弃"))
    repository.steps("run")
    found = unit(repository, WAITS.format(20))
    assert standing(found) is Standing.STALE
    assert found.target == "客户端等待 10 秒后重试。随后它放弃。"
    assert found.previous == WAITS.format(10)
    assert not found.conflict
    assert "随后它放弃" in repository.read(TARGET)


def test_typed_in_the_catalogue_counts_alike(repository: Repository) -> None:
    change(repository, ARTICLE, ("10 seconds", "20 seconds"))
    repository.translate(ARTICLE, {WAITS.format(10): "客户端等待 20 秒后重试。然后它放弃。"})
    repository.steps("run")
    found = unit(repository, WAITS.format(20))
    assert standing(found) is Standing.DONE
    assert "20 秒" in repository.read(TARGET)


def test_a_patch_that_nobody_published_is_no_side_of_a_conflict(repository: Repository) -> None:
    change(repository, ARTICLE, ("10 seconds", "20 seconds"))
    repository.steps("sync")
    assert "20 秒" in unit(repository, WAITS.format(20)).target  # patched
    change(repository, TARGET, ("等待 10 秒后重试", "先等 20 秒再重试"))
    repository.steps("run")
    found = unit(repository, WAITS.format(20))
    assert not found.conflict
    assert standing(found) is Standing.DONE
    assert found.target == "客户端先等 20 秒再重试。然后它放弃。"


def test_a_patch_that_nobody_published_leaves_with_its_text(repository: Repository) -> None:
    """The file that it was not written to yet loses the paragraph, as the source does."""
    change(repository, ARTICLE, ("10 seconds", "20 seconds"))
    repository.steps("sync")
    (words,) = (u.target for u in repository.units(ARTICLE).values() if "20" in u.target)
    assert "20" not in repository.read(TARGET)
    change(repository, ARTICLE, (f"{WAITS.format(20)}\n\n", ""))
    change(repository, TARGET, ("客户端等待 10 秒后重试。然后它放弃。\n\n", ""))
    repository.steps("run")
    left = [u for u in repository.catalogue(ARTICLE).units if u.target == words]
    assert left
    assert not any(u.active or u.conflict for u in left)


def test_words_over_an_unpublished_patch_that_know_nothing_of_it(repository: Repository) -> None:
    change(repository, ARTICLE, ("10 seconds", "20 seconds"))
    repository.steps("sync")
    change(repository, TARGET, ("然后它放弃", "随后它放弃"))
    repository.steps("run")
    found = unit(repository, WAITS.format(20))
    assert not found.conflict
    assert standing(found) is Standing.STALE
    assert found.target == "客户端等待 10 秒后重试。随后它放弃。"


def test_a_patch_that_somebody_corrected_in_the_catalogue_is_that_person_s(
    repository: Repository,
) -> None:
    """The mark of the patch stays in a PO editor: only what the machine makes is nobody's."""
    change(repository, ARTICLE, ("10 seconds", "20 seconds"))
    repository.steps("sync")
    path = "locales/zh_CN/LC_MESSAGES/原文/client.po"
    change(repository, path, ("客户端等待 20 秒", "客户端等待 25 秒"))
    change(repository, TARGET, ("然后它放弃", "随后它放弃"))
    repository.steps("run")
    found = unit(repository, WAITS.format(20))
    assert "25 秒" in found.target
    assert found.conflict is not None
    assert "随后它放弃" in found.conflict.text


def test_a_heading_rewritten_between_the_same_neighbours(repository: Repository) -> None:
    change(repository, ARTICLE, (OLD, "Legacy content"))
    repository.steps("run")
    found = unit(repository, "Legacy content")
    assert standing(found) is Standing.STALE
    assert found.previous == OLD
    assert "## 旧的译文" in repository.read(TARGET)


def test_a_paragraph_that_became_another_beside_it(repository: Repository) -> None:
    """A removal of what is published, at the place of something new, is told."""
    change(repository, ARTICLE, (WRITTEN, "Nothing else is needed.\n\n- a list\n- of two things"))
    said = repository.transpipe("sync")
    assert said.code == 0
    texts = {u.target for u in repository.catalogue(ARTICLE).units}
    assert "它用一种语言写成。" in texts
    assert "它用一种语言写成。" in said.out + said.err


def test_new_blocks_on_both_sides_belong_together(tmp_path: Path) -> None:
    """Words that left another article in the same step are no rival of those beside the unit."""
    row = "Start the server before the client."
    files = {
        ARTICLE: EN,
        TARGET: ZH,
        "原文/other.md": f"# Other\n\n{row}\n\nIt stays here.\n",
        "译文/other.md": "# 其他\n\n先启动服务器，再启动客户端。\n\n它留在这里。\n",
    }
    here = adopted(tmp_path / "r", files, [ARTICLE, "原文/other.md"])
    change(here, "原文/other.md", (f"{row}\n\n", ""))
    change(here, "译文/other.md", ("先启动服务器，再启动客户端。\n\n", ""))
    change(here, ARTICLE, (f"{RUN}\n", f"{RUN}\n\n{row}\n"))
    change(here, TARGET, ("即可开始。\n", "即可开始。\n\n请务必在启动客户端之前启动服务器。\n"))
    here.steps("run")
    assert "先启动" not in here.read(TARGET)
    assert "先启动" not in here.units(ARTICLE)[row].target
    assert "请务必在启动客户端之前启动服务器。" in here.read(TARGET)


def test_what_nobody_wrote_here_follows_its_text(tmp_path: Path) -> None:
    row = "Start the server before the client, and stop it after the last client has gone."
    words = "先启动服务器再启动客户端，最后一个客户端离开后停止它。"
    files = {
        ARTICLE: EN,
        TARGET: ZH,
        "原文/other.md": f"# Other\n\n{row}\n\nIt stays here.\n",
        "译文/other.md": f"# 其他\n\n{words}\n\n它留在这里。\n",
    }
    here = adopted(tmp_path / "r", files, [ARTICLE, "原文/other.md"])
    change(here, "原文/other.md", (f"{row}\n\n", ""))
    change(here, ARTICLE, (f"{RUN}\n", f"{RUN}\n\n{row}\n"))
    said = here.transpipe("sync")
    assert "先启动服务器再启动客户端" in here.units(ARTICLE)[row].target
    assert "texts came from 原文/other.md" in said.out + said.err


def test_a_file_translated_anew_is_taken_in(tmp_path: Path) -> None:
    """Every line is another, and each still says what its English does."""
    names = [f"`option_{n}`" for n in range(12)]
    source = "# Options\n\n" + "".join(
        f"The option {name} sets how many of the {n + 3} workers run.\n\n"
        for n, name in enumerate(names)
    )
    old = "# 选项\n\n" + "".join(
        f"选项 {name} 设置 {n + 3} 个工作进程之中有几个在运行。\n\n" for n, name in enumerate(names)
    )
    new = "# 各种选项\n\n" + "".join(
        f"共 {n + 3} 名工人，其中几名开工由 {name} 这一项决定。\n\n" for n, name in enumerate(names)
    )
    here = adopted(tmp_path / "r", {ARTICLE: source, TARGET: old}, [ARTICLE])
    here.write(TARGET, new)
    here.steps("run")
    units = here.catalogue(ARTICLE).active()
    assert not any(unit.conflict for unit in units)
    assert all("工人" in unit.target for unit in units[1:])
    assert here.read(TARGET) == new


@pytest.mark.parametrize("exactly", [True, False])
@pytest.mark.parametrize("clone", [False, *later(True)])
def test_what_is_typed_beside_a_text_that_comes_back_is_its_translation(
    tmp_path: Path, exactly: bool, clone: bool
) -> None:
    """The words that it had once are no answer to what stands in the file in its place."""
    some, other = "It follows another one, and is made each time.", "它由另一份而来，每次现做。"
    old, said = (
        "Where a team edits it in an editor, all units are there.",
        "团队用编辑器改，就都在。",
    )
    kept, stays = "A note is never lost, whoever wrote it.", "批注无论是谁写的，都不会丢。"
    english, chinese = "# Form\n\n{}\n\n{}\n", "# 形式\n\n{}\n\n{}\n"
    files = {
        ARTICLE: english.format(some, f"{old}\n\n{kept}"),
        TARGET: chinese.format(other, f"{said}\n\n{stays}"),
    }
    made = adopted(tmp_path / "r", files, [ARTICLE])
    made.write(ARTICLE, english.format(some, kept))
    made.write(TARGET, chinese.format(other, stays))
    made.steps("run")
    made.commit()
    if clone:
        shutil.rmtree(made.root / ".transpipe")
    new = old if exactly else "A team that edits it in an editor has all units there."
    typed = "用编辑器的团队什么条目都有。"
    made.write(ARTICLE, english.format(some, f"{new}\n\n{kept}"))
    made.write(TARGET, chinese.format(other, f"{typed}\n\n{stays}"))
    made.steps("run")
    assert made.units(ARTICLE)[new].target == typed
    assert made.read(TARGET) == chinese.format(other, f"{typed}\n\n{stays}")
    assert said in made.read("locales/zh_CN/LC_MESSAGES/原文/client.po")


def test_a_text_that_comes_back_has_its_words_again(repository: Repository) -> None:
    for text in (EN.replace(WRITTEN, "").rstrip("\n") + "\n", EN):
        repository.write(ARTICLE, text)
        repository.steps("run")
    assert unit(repository, WRITTEN).target == "它用一种语言写成。"


def test_words_that_are_obsolete_are_no_words_that_come_back() -> None:
    old = Unit(WRITTEN, "它用一种语言写成。", State.OBSOLETE)
    late = Asleep({old.id: old.changed(old.target)})
    catalogue = Catalogue(ARTICLE, Locale.ZH_CN, (old.changed(old.target), old))
    assert late.less(catalogue).units == (old.changed(""), old)


def test_what_was_written_in_chinese_first_is_the_new_texts_translation(tmp_path: Path) -> None:
    """A section came in the Chinese, then in the English: it was the translator's own till then."""
    repository = adopted(tmp_path / "r", {ARTICLE: EN, TARGET: ZH}, [ARTICLE])
    chinese = "## 日志备份\n\n运行 `client log` 即可备份日志。\n\n日志默认保留 7 天。\n"
    english = "## Log backup\n\nRun `client log` to back up the log.\n\nLogs are kept for 7 days.\n"
    repository.write(TARGET, f"{ZH}\n{chinese}\n译者：这一节原文还没有。\n")
    repository.steps("run")
    assert len(repository.units(ARTICLE)) == 5
    repository.write(ARTICLE, f"{EN}\n{english}")
    repository.steps("run")
    units = repository.units(ARTICLE)
    assert units["Log backup"].target == "日志备份"
    assert (
        units["Run `client log` to back up the log."].target == "运行 `client log` 即可备份日志。"
    )
    assert units["Logs are kept for 7 days."].target == "日志默认保留 7 天。"
    assert repository.read(TARGET) == f"{ZH}\n{chinese}\n译者：这一节原文还没有。\n"
