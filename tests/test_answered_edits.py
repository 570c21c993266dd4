"""The source and its translation edited at once: what is answered is current, all else is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.repository import Repository, adopted, small
from transpipe.align.lexicon import starter
from transpipe.model import State
from transpipe.stale.answers import answers
from transpipe.stale.edited import Edited
from transpipe.stale.rendered import Dictionary

ARTICLE, TARGET = "原文/client.md", "译文/client.md"
CATALOGUE = "locales/zh_CN/LC_MESSAGES/原文/client.po"
EN = (
    "# Client\n\nThe leader is visible now. Clients know `max_size` well.\n\n"
    "See the [manual](https://x.org/a) first.\n"
)
ZH = "# 客户端\n\n主节点现在可见。客户端熟知 `max_size`。\n\n先看[手册](https://x.org/a)。\n"


@pytest.fixture(params=[False, True], ids=["own", "source"])
def made(tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    """A confirmed article, in either layout."""
    return adopted(tmp_path / "work", {ARTICLE: EN, TARGET: ZH}, [ARTICLE], relaid=request.param)


def test_a_build_before_the_sync_makes_no_patch(made: Repository) -> None:
    """Else file and catalogue would agree on words that the catalogue has not: no sync told it."""
    made.write(ARTICLE, EN.replace("x.org/a", "x.org/b"))
    made.steps("build")
    assert made.read(TARGET) == ZH
    said = json.loads(made.transpipe("sync", "--json").out)
    assert [finding["code"] for finding in said["findings"]] == ["patched", "changed"]
    made.steps("build")
    assert made.read(TARGET) == ZH.replace("x.org/a", "x.org/b")


@pytest.mark.parametrize("source", [EN, EN.replace("x.org/a", "x.org/b")], ids=["as-it-was", "too"])
def test_no_build_writes_over_an_address_that_somebody_typed(made: Repository, source: str) -> None:
    typed = ZH.replace("x.org/a", "x.org/b")
    made.write(ARTICLE, source)
    made.write(TARGET, typed)
    assert made.transpipe("build").code == 4
    assert made.read(TARGET) == typed
    made.steps("sync", "build")
    assert made.read(TARGET) == typed


def test_who_types_beside_a_patch_that_no_build_has_published_has_not_seen_it(
    made: Repository,
) -> None:
    source = EN.replace("max_size", "retries")
    made.write(ARTICLE, source)
    made.steps("sync")
    made.write(ARTICLE, source.replace("visible", "locked"))
    made.write(TARGET, ZH.replace("可见", "锁定"))
    made.steps("sync")
    unit = made.units(ARTICLE)["The leader is locked now. Clients know `retries` well."]
    assert (unit.target, unit.state) == ("主节点现在锁定。客户端熟知 `max_size`。", State.FUZZY)
    assert unit.previous == "The leader is visible now. Clients know `max_size` well."


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (  # only the address was answered, and that is no word
            ("See [it](https://x.org/guide).", "See [it](https://x.org/v2/api). A leader is up."),
            ("见[此处](https://x.org/guide)。", "见[此处](https://x.org/v2/api)。"),
        ),
        (  # two sentences came, and one of them was translated
            ("Logs are kept.", "Logs are kept. A leader writes blocks. The queue is never full."),
            ("日志会保留。", "日志会保留。主节点负责写入所有的块。"),
        ),
        (  # two sentences went, and one of them from the translation
            ("Logs are kept. A leader writes blocks. The queue is never full.", "Logs are kept."),
            ("日志会保留。主节点写入块。队列永远不会满。", "日志会保留。主节点写入块。"),
        ),
        (  # what a note follows is the last sentence all the same
            ("Backups should be made. A client needs no key.",
             "Backups must be made. A client needs no key."),
            ("应当备份。客户端不需要键。（译注：另有说明。）",
             "应当备份。客户端无需键。（译注：另有说明。）"),
        ),
        (  # of two equal numbers one was answered
            ("It waits 10 s. It runs 10 s.", "It waits 90 s. It runs 90 s."),
            ("它等 10 秒。它跑 10 秒。", "它等 10 秒。它跑 90 秒。"),
        ),
        (  # the other sentence went on both sides, and this one was left
            ("Each week a test is made. Keys are kept in a temporary file.",
             "Keys are kept in a separate file."),
            ("每周都要仔细地测试一次备份。键存储在临时文件中。", "键存储在临时文件中。"),
        ),
    ],
)  # fmt: skip
def test_what_was_answered_elsewhere_is_no_answer(
    source: tuple[str, str], target: tuple[str, str]
) -> None:
    dictionary = Dictionary(starter().renderings, str)
    assert not answers(Edited(*source), Edited(*target), dictionary)


@pytest.mark.parametrize("step", ["sync", "run"])
def test_what_was_stale_stays_so_where_a_slip_was_mended_elsewhere_in_it(
    made: Repository, step: str
) -> None:
    made.write(ARTICLE, EN.replace("visible", "locked"))
    made.steps(step)
    made.commit()
    made.write(TARGET, made.read(TARGET).replace("熟知", "很熟悉"))
    made.steps(step)
    (unit,) = (u for u in made.catalogue(ARTICLE).active() if "locked" in u.source)
    assert (unit.state, "很熟悉" in unit.target) == (State.FUZZY, True)
    assert unit.previous == "The leader is visible now. Clients know `max_size` well."
    made.write(TARGET, made.read(TARGET).replace("可见", "锁定"))
    made.steps(step)
    (unit,) = (u for u in made.catalogue(ARTICLE).active() if "locked" in u.source)
    assert (unit.state, unit.target) == (
        State.TRANSLATED, "主节点现在锁定。客户端很熟悉 `max_size`。"
    )  # fmt: skip


def test_who_goes_over_a_part_of_a_split_text_has_seen_it(made: Repository) -> None:
    made.write(ARTICLE, EN.replace("now. Clients", "now.\n\nClients"))
    made.steps("run")
    (unit,) = (u for u in made.catalogue(ARTICLE).active() if u.source.startswith("Clients"))
    assert unit.state is State.FUZZY
    made.write(TARGET, made.read(TARGET).replace("熟知", "很熟悉"))
    made.steps("run")
    (unit,) = (u for u in made.catalogue(ARTICLE).active() if u.source.startswith("Clients"))
    assert (unit.state, unit.target) == (State.TRANSLATED, "客户端很熟悉 `max_size`。")


def test_what_the_source_has_lost_must_go_from_the_words_too(made: Repository) -> None:
    made.write(ARTICLE, EN.replace("The leader is visible now. ", ""))
    made.steps("run")
    made.commit()
    for old, new, state in (
        ("熟知", "很熟悉", State.FUZZY),
        ("主节点现在可见。", "", State.TRANSLATED),
    ):
        made.write(TARGET, made.read(TARGET).replace(old, new))
        made.steps("run")
        (unit,) = (u for u in made.catalogue(ARTICLE).active() if u.source.startswith("Clients"))
        assert unit.state is state
    assert unit.target == "客户端很熟悉 `max_size`。"


def test_words_for_several_texts_stay_in_doubt_whoever_types_them(tmp_path: Path) -> None:
    """The other texts have no words of their own yet."""
    english = (
        "# Order the parameters\n\nThis is not important for the tool.\n\nIf you want to:\n\n"
        "* declare the query parameter without a `Query` nor any default value\n"
        "* declare the path parameter `item_id` using `Path`\n* have them in a different order\n\n"
        "...Python has a little special syntax for that.\n\nThe end of the page is near.\n"
    )
    chinese = (
        "# 对参数排序\n\n这对工具来说并不重要。\n\n"
        "如果你想不使用 `Query` 声明没有默认值的查询参数，"
        "同时使用 `Path` 声明路径参数 `item_id`，"
        "并使它们的顺序与上面不同，Python 对此有一些特殊的语法。"
        "\n\n页面快要结束了。\n"
    )
    made = small(tmp_path / "work", {ARTICLE: english, TARGET: chinese})
    made.steps("init", "align")
    (unit,) = (u for u in made.catalogue(ARTICLE).active() if u.target.startswith("如果你想"))
    assert unit.state is State.FUZZY
    made.write(TARGET, chinese.replace("并使它们的顺序", "并让它们的顺序"))
    made.steps("run")
    (unit,) = (u for u in made.catalogue(ARTICLE).active() if "并让它们" in u.target)
    assert unit.state is State.FUZZY
    made.steps(f"accept {TARGET}:5")
    (unit,) = (u for u in made.catalogue(ARTICLE).active() if "并让它们" in u.target)
    assert unit.state is State.TRANSLATED


def test_a_patch_that_became_stale_before_any_build_is_nobodys_text(made: Repository) -> None:
    """On rsbuild what a person typed next was held against the patch, as a conflict."""
    source = EN.replace("x.org/a", "x.org/b")
    made.write(ARTICLE, source)
    made.steps("sync")
    source = source.replace("See the", "Read the whole")
    made.write(ARTICLE, source)
    made.steps("sync")
    made.write(ARTICLE, source.replace("x.org/b", "x.org/c"))
    typed = "先通读[手册](https://x.org/c)。"
    made.write(TARGET, ZH.replace("先看[手册](https://x.org/a)。", typed))
    made.steps("sync")
    (unit,) = (u for u in made.units(ARTICLE).values() if "x.org/c" in u.source)
    assert (unit.target, unit.conflict) == (typed, None)


@pytest.mark.parametrize("builds", [1, 2])
def test_what_was_typed_in_the_catalogue_is_judged_though_a_build_came_first(
    made: Repository, builds: int
) -> None:
    """The build publishes the words; whether they answer the edit the next sync says."""
    made.write(ARTICLE, EN.replace("max_size", "retries").replace("visible", "locked"))
    made.write(CATALOGUE, made.read(CATALOGUE).replace("熟知 `max_size`", "熟知 `retries`"))
    made.steps(*["build"] * builds, "sync")
    (unit,) = (u for u in made.units(ARTICLE).values() if "retries" in u.source)
    assert unit.state is State.FUZZY  # nobody has followed the other word
    made.write(ARTICLE, EN)
    made.steps("run")
    (unit,) = (u for u in made.units(ARTICLE).values() if "max_size" in u.source)
    assert unit.state is State.FUZZY  # these are not the words that were made for it


def test_what_answers_the_edit_is_current_though_a_build_came_first(made: Repository) -> None:
    made.write(ARTICLE, EN.replace("max_size", "retries"))
    made.write(CATALOGUE, made.read(CATALOGUE).replace("熟知 `max_size`", "熟知 `retries`"))
    made.steps("build", "sync")
    (unit,) = (u for u in made.units(ARTICLE).values() if "retries" in u.source)
    assert unit.state is State.TRANSLATED
