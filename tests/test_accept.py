"""What is in doubt is accepted as it is: each kind of doubt, by each kind of name, and no other."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository import Repository, cloned, small
from tests.snapshot import made_once
from transpipe import po
from transpipe.convert.variants import base
from transpipe.model import Conflict, Doubt, Locale, Maker, Origin, State, Unit
from transpipe.po.header import accepted
from transpipe.repository import Workspace
from transpipe.stale.accept import SETTLED, answer, stand

ARTICLE, TARGET, TW = "原文/client.md", "译文/客户端.md", "译文/zh_TW/客户端.md"
PO = Workspace.catalogue_path(ARTICLE, Locale.ZH_CN)
CODE = "```sh\ncurl https://x.org/v1/jobs\nwait\n```\n"
NEWER = CODE.replace("v1", "v2")
EN = f"# Client\n\nCall the service.\n\n{CODE}\nIt answers at once.\n\nIt must be small.\n"
ZH = f"# 客户端\n\n调用该服务。\n\n{CODE}\n它立即应答。\n\n它必须小。\n"
ROW = f"# 目录\n\n* [Client](https://x.org) | [原文]({ARTICLE}) | [译文]({TARGET})\n"
SMALL, NOT_SMALL = "It must be small.", "It must not be small."


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """An article in a layout of its own with zh_TW beside it, all confirmed and committed."""

    def make(root: Path) -> None:
        begun = small(root, {"README.md": ROW, ARTICLE: EN, TARGET: ZH})
        begun.steps("init", "align")
        begun.confirm(ARTICLE)
        begun.steps("sync", "convert --add zh_TW", "build")
        begun.commit()

    return Repository(made_once((__name__, "made"), tmp_path / "work", make))


def changed(made: Repository, unit: Unit) -> None:
    """Puts a unit into the catalogue as it is."""
    catalogue = made._catalogue(ARTICLE)
    units = tuple(unit if u.source == unit.source else u for u in catalogue.units)
    made.write(PO, po.render(replace(catalogue, units=units)))


def doubtful(made: Repository, source: str) -> None:
    """A pair that was made by alignment, and is in doubt."""
    unit = made.units(ARTICLE)[source]
    origin = Origin(Maker.ALIGN, key=unit.key, confidence=0.4, doubt=Doubt.LITTLE)
    changed(made, replace(unit, state=State.FUZZY, origin=origin))


def drafted(made: Repository, source: str, words: str) -> None:
    """A draft of a machine."""
    unit = replace(made.units(ARTICLE)[source], target=words, state=State.FUZZY)
    changed(made, unit.marked(Origin(Maker.MT, "echo")))


def accept(made: Repository, *names: str) -> list[dict[str, object]]:
    """The findings of an accept that succeeds."""
    ran = made.transpipe("accept", *names, "--json")
    assert ran.code == 0, ran.out + ran.err
    found: list[dict[str, object]] = json.loads(ran.out)["findings"]
    return [row for row in found if row["code"] in ("accepted", "not-accepted")]


def accept_twice(made: Repository, *names: str) -> list[dict[str, object]]:
    """The same; the second time, and a sync, write nothing."""
    found = accept(made, *names)
    before = made.state()
    assert made.transpipe("accept", *names).code == 0
    made.steps("sync")
    assert made.state() == before
    return found


def places(found: list[dict[str, object]]) -> list[str]:
    return [f"{row['file']}:{row['line']}" for row in found if row["code"] == "accepted"]


def waiting(made: Repository) -> dict[str, int]:
    """What `status` counts in the authored locale."""
    rows = map(json.loads, made.transpipe("status", ARTICLE, "--json").out.splitlines())
    row = next(row for row in rows if row["locale"] == "zh_CN")
    return {name: row[name] for name in ("stale", "doubtful", "draft", "conflict", "opaque")}


NOTHING = {"stale": 0, "doubtful": 0, "draft": 0, "conflict": 0, "opaque": 0}

# ── Units ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.first(2)
@pytest.mark.parametrize("synced", [True, False])
@pytest.mark.parametrize("name", [f"{TARGET}:12", ARTICLE, f"{ARTICLE}:12", "key"])
def test_a_stale_unit_stands_for_its_new_source(made: Repository, name: str, synced: bool) -> None:
    made.write(ARTICLE, EN.replace(SMALL, NOT_SMALL))
    made.steps(*(["sync"] if synced else []))
    assert waiting(made)["stale"] == 1
    wanted = Unit(NOT_SMALL).key if name == "key" else name
    assert places(accept_twice(made, wanted)) == [f"{TARGET}:12"]
    unit = made.units(ARTICLE)[NOT_SMALL]
    assert unit == replace(unit, state=State.TRANSLATED, previous=None, origin=None)
    assert unit.target == "它必须小。"
    assert waiting(made) == NOTHING
    child = made.units(ARTICLE, Locale.ZH_TW)[NOT_SMALL]
    assert (child.state, child.target) == (State.TRANSLATED, "它必須小。")
    made.steps("build")
    assert made.read(TARGET) == ZH
    assert made.transpipe().out.endswith("next: nothing to do: all is translated and up to date\n")


def test_a_doubtful_pair_is_confirmed(made: Repository) -> None:
    doubtful(made, SMALL)
    doubtful(made, "Call the service.")
    assert waiting(made)["doubtful"] == 2
    assert places(accept(made, f"{TARGET}:3:1:")) == [f"{TARGET}:3"]
    assert waiting(made)["doubtful"] == 1
    assert places(accept_twice(made, "客户端")) == [f"{TARGET}:12"]
    assert waiting(made) == NOTHING
    assert all(unit.confirmed for unit in made.units(ARTICLE).values())


def test_what_lists_doubts_can_be_pasted(made: Repository) -> None:
    doubtful(made, "Call the service.")
    made.write(ARTICLE, EN.replace(SMALL, NOT_SMALL).replace(CODE, NEWER))
    head = made.transpipe("align", "--doubtful").out.splitlines()[0]
    stale, opaque = (
        next(line for line in made.transpipe("check").out.splitlines() if code in line)
        for code in ("stale-", "opaque-changed")
    )
    names = [head.split()[1], stale.split()[0], opaque.split()[0]]
    assert [name.partition(":")[0] for name in names] == [TARGET] * 3
    assert len(places(accept(made, *names))) == 3
    assert waiting(made) == NOTHING


def test_a_draft_stands_only_where_it_is_named_singly(made: Repository) -> None:
    drafted(made, SMALL, "它得小。")
    (said,) = accept(made, ARTICLE)
    assert said["message"] == "1 draft is left out: accept it by its line"
    assert waiting(made)["draft"] == 1
    assert places(accept_twice(made, f"{ARTICLE}:12"))
    unit = made.units(ARTICLE)[SMALL]
    assert (unit.target, unit.confirmed) == ("它得小。", True)
    made.steps("build")
    assert "它得小。" in made.read(TARGET)
    # It is a person's for good: once its source changes it is stale, and no draft again.
    made.write(ARTICLE, EN.replace(SMALL, NOT_SMALL))
    assert waiting(made) == NOTHING | {"stale": 1}


def test_a_conflict_is_no_doubt(made: Repository) -> None:
    unit = made.units(ARTICLE)[SMALL]
    changed(made, replace(unit, state=State.FUZZY, conflict=Conflict("theirs", "它要小。")))
    ran = made.transpipe("accept", f"{ARTICLE}:12", f"{ARTICLE}:3")
    assert ran.code == 4
    assert f"leave the better text in {PO} and take the fuzzy flag away" in ran.out
    (said,) = accept(made, ARTICLE)
    assert str(said["message"]).startswith("1 conflict is left: leave the better text in ")
    assert waiting(made)["conflict"] == 1


def test_an_empty_unit_has_nothing_to_accept(made: Repository) -> None:
    made.write(ARTICLE, EN + "\nAnd it is new.\n")
    (said,) = accept(made, f"{ARTICLE}:14")
    assert said["message"] == "there are no words yet; `--keep` lets those of the source stand"
    (said,) = accept(made, f"{TARGET}:3")
    assert said["message"] == "nothing here is in doubt"


def test_an_empty_unit_stands_in_the_words_of_its_source_where_it_is_said_so(
    made: Repository,
) -> None:
    """Of a line that is named; a whole article is not English because somebody said `--keep`."""
    made.write(ARTICLE, EN + "\nFreeing every one.\n\nAnd it is new.\n")
    accept(made, ARTICLE, "--keep")
    assert made.units(ARTICLE)["Freeing every one."].state is State.EMPTY
    (said,) = accept_twice(made, f"{ARTICLE}:14", "--keep")
    assert said["message"] == "stands in the words of its source: Freeing every one."
    unit = made.units(ARTICLE)["Freeing every one."]
    assert (unit.target, unit.state) == (unit.source, State.TRANSLATED)
    assert unit.origin is not None
    assert unit.origin.maker is Maker.KEEP
    assert made.units(ARTICLE)["And it is new."].state is State.EMPTY


def test_words_that_are_those_of_the_source_stand_on_purpose() -> None:
    """Else they would count as a copy of it, which is no translation."""
    unit = stand(Unit("Water.", "Water.", State.FUZZY))
    assert unit.origin == Origin(Maker.KEEP, key=unit.key)
    assert unit.confirmed


def test_what_was_kept_by_its_wording_need_not_be_listed_any_more(made: Repository) -> None:
    unit = made.units(ARTICLE)[SMALL]
    changed(made, unit.marked(Origin(Maker.KEEP, made_from="It has to be small.")))
    assert "kept by wording 1" in made.transpipe("status", ARTICLE).out
    assert places(accept(made, f"{TARGET}:12")) == [f"{TARGET}:12"]
    assert "kept by wording" not in made.transpipe("status", ARTICLE).out


def test_an_edit_in_the_file_is_taken_in_and_accepted_at_once(made: Repository) -> None:
    made.write(ARTICLE, EN.replace(SMALL, NOT_SMALL))
    made.write(TARGET, ZH.replace("它必须小。", "它不得小。"))
    accept(made, f"{TARGET}:12")
    unit = made.units(ARTICLE)[NOT_SMALL]
    assert (unit.target, unit.state) == ("它不得小。", State.TRANSLATED)


# ── Overrides in a derived locale ───────────────────────────────────────────────────────────


@pytest.fixture
def behind(made: Repository) -> Repository:
    """A repository with an override whose zh_CN words have changed since."""
    made.write(TW, made.read(TW).replace("它必須小。", "它須小。"))
    made.steps("sync", "build")
    made.translate(ARTICLE, {SMALL: "它应当小。"})
    made.steps("sync")
    assert made.units(ARTICLE, Locale.ZH_TW)[SMALL].fuzzy
    return made


@pytest.mark.first(1)
@pytest.mark.parametrize("name", [f"{TW}:12", ARTICLE, TW, f"{ARTICLE}:12", "译文/zh_…端.md:12"])
def test_an_override_stands_beside_the_words_of_now(behind: Repository, name: str) -> None:
    assert f"{TW}:12" in places(accept_twice(behind, name))
    unit = behind.units(ARTICLE, Locale.ZH_TW)[SMALL]
    parent = behind.units(ARTICLE)[SMALL]
    assert (unit.target, unit.state, unit.parent) == ("它須小。", State.TRANSLATED, "它应当小。")
    assert unit.origin is not None
    assert (unit.origin.base, unit.origin.made_from) == (base(parent), "")


def test_what_nobody_has_seen_yet_is_left_out_of_a_whole_article(behind: Repository) -> None:
    """It is in doubt by an edit that only this sync takes in: `status` has not listed it."""
    accept(behind, ARTICLE)
    behind.steps("build")
    behind.write(TARGET, behind.read(TARGET).replace("它应当小。", "它最好小。"))
    (said,) = (row for row in accept(behind, ARTICLE) if row["file"] == TW)
    assert said["message"] == "1 unit has come into doubt only now: look at it first"
    assert behind.units(ARTICLE, Locale.ZH_TW)[SMALL].fuzzy
    assert places(accept(behind, ARTICLE)) == [f"{TW}:12"]


@pytest.mark.more
def test_a_line_of_the_authored_file_means_the_authored_words(behind: Repository) -> None:
    assert places(accept(behind, f"{TARGET}:12")) == []
    assert behind.units(ARTICLE, Locale.ZH_TW)[SMALL].fuzzy


def test_what_is_converted_follows(made: Repository) -> None:
    made.write(ARTICLE, EN.replace(SMALL, NOT_SMALL))
    (said,) = accept(made, f"{TW}:12")
    assert said["message"] == "follows the words of zh_CN: accept these"
    assert waiting(made)["stale"] == 1
    assert accept(made, TW)[0]["message"] == "nothing here is in doubt"


# ── Opaque changes ──────────────────────────────────────────────────────────────────────────


@pytest.mark.first(1)
@pytest.mark.parametrize("name", [ARTICLE, f"{ARTICLE}:5", f"{ARTICLE}:7", f"{TARGET}:6"])
def test_a_copy_stands_beside_its_changed_source(made: Repository, name: str) -> None:
    made.write(ARTICLE, EN.replace(CODE, NEWER))
    assert waiting(made)["opaque"] == 1
    assert places(accept_twice(made, name)) == [f"{TARGET}:5"]
    assert waiting(made) == NOTHING
    assert "opaque-changed" not in made.transpipe("check").out
    made.commit()
    made.steps("run", "align", f"align --base HEAD {ARTICLE}")
    assert waiting(made) == NOTHING
    assert len(accepted(made.catalogue(ARTICLE))) == 2  # the pair, and the copy by itself
    assert made.read(TARGET) == ZH


def test_it_is_listed_again_once_either_side_changes(made: Repository) -> None:
    made.write(ARTICLE, EN.replace(CODE, NEWER))
    accept(made, ARTICLE)
    made.write(ARTICLE, EN.replace(CODE, CODE.replace("v1", "v3")))
    assert waiting(made)["opaque"] == 1
    made.steps("sync")  # what is no pair any more need not be remembered; the copy still is
    assert len(accepted(made.catalogue(ARTICLE))) == 1
    accept(made, ARTICLE)
    made.write(TARGET, ZH.replace("wait", "wait  # 等待"))
    assert waiting(made)["opaque"] == 1
    accept(made, f"{TARGET}:5")
    assert len(accepted(made.catalogue(ARTICLE))) == 2
    made.write(TARGET, ZH.replace("v1", "v3"))
    made.steps("sync")
    assert accepted(made.catalogue(ARTICLE)) == frozenset()


@pytest.mark.more
def test_new_and_gone_blocks_are_accepted_one_by_one(made: Repository) -> None:
    install, test = "```sh\nnpm install\n```\n", "```sh\nnpm run test\n```\n"
    without = EN.replace(f"\n{CODE}", "")
    made.write(ARTICLE, f"{without}\n{install}\nThe end is near.\n\n{test}\n{install}")
    made.translate(ARTICLE, {"The end is near.": "快结束了。"})
    made.steps("sync")
    said = json.loads(made.transpipe("status", ARTICLE, "--json").out.splitlines()[0])
    rows = [(one["how"], one["source"], one["target"]) for one in said["opaque_changes"]]
    count = len(rows)
    assert ("gone", 0, 5) in rows
    assert count > 1
    for how, source, target in rows:
        name = f"{TARGET}:{target}" if how == "gone" else f"{ARTICLE}:{source}"
        accept(made, name)
        count -= 1
        assert waiting(made)["opaque"] == count, name


@pytest.mark.more
def test_where_another_tool_drops_it_it_is_listed_again(made: Repository) -> None:
    made.write(ARTICLE, EN.replace(CODE, NEWER))
    accept(made, ARTICLE)
    lines = made.read(PO).splitlines(keepends=True)
    made.write(PO, "".join(line for line in lines if "X-Transpipe-Accepted" not in line))
    assert waiting(made)["opaque"] == 1
    made.steps("sync")
    assert places(accept(made, ARTICLE)) == [f"{TARGET}:5"]


@pytest.mark.more
def test_in_the_layout_of_the_source_nothing_is_remembered(made: Repository) -> None:
    made.write(ARTICLE, EN.replace(CODE, NEWER))
    accept(made, ARTICLE)
    made.steps(f"build --relayout {ARTICLE}", "sync")
    assert accepted(made.catalogue(ARTICLE)) == frozenset()
    assert NEWER in made.read(TARGET)


# ── Two branches, another clone ─────────────────────────────────────────────────────────────


def test_what_two_branches_accept_is_accepted(made: Repository) -> None:
    other = "<p>one</p>\n"
    made.write(ARTICLE, EN + f"\n{other}")
    made.write(TARGET, ZH + f"\n{other}")
    made.steps("sync")
    made.commit()
    source = (EN + f"\n{other}").replace(SMALL, NOT_SMALL).replace("Call the", "Do call the")
    made.write(ARTICLE, source.replace(CODE, NEWER).replace("one", "two"))
    made.steps("sync")
    made.commit()
    base = made.read(PO)
    accept(made, f"{ARTICLE}:3", f"{ARTICLE}:5")
    theirs = made.read(PO)
    made.git("checkout", "-q", ".")
    accept(made, f"{ARTICLE}:12", f"{ARTICLE}:14")
    made.write("base.po", base)
    made.write("theirs.po", theirs)
    assert made.transpipe("git", "merge-driver", "base.po", PO, "theirs.po", PO).out == ""
    assert waiting(made) == NOTHING
    assert len(accepted(made.catalogue(ARTICLE))) == 4  # two pairs, and their copies
    before = made.read(PO)
    made.steps("sync")
    assert made.read(PO) == before


@pytest.mark.first(1)
@pytest.mark.parametrize("used", [True, False])
def test_another_clone_does_not_ask_again(made: Repository, tmp_path: Path, used: bool) -> None:
    """Neither one that knows the doubts, nor a fresh one, takes it for the doing of a tool."""
    more = "".join(f"\nParagraph {n} is here.\n" for n in range(6))
    chinese = "".join(f"\n第 {n} 段在此。\n" for n in range(6))
    made.write(ARTICLE, EN + more)
    made.write(TARGET, ZH + chinese)
    made.steps("sync")
    for n in range(6):
        doubtful(made, f"Paragraph {n} is here.")
    made.steps("build")
    made.write(ARTICLE, (EN + more).replace(SMALL, NOT_SMALL).replace(CODE, NEWER))
    made.steps("sync")
    made.commit()
    clone = cloned(made.root, tmp_path / "clone")
    if used:
        clone.steps("sync")
    assert len(places(accept(made, ARTICLE))) == 8
    made.commit()
    clone.git("pull", "-q")
    assert waiting(clone) == NOTHING
    before = clone.state()
    clone.steps("sync", "build")
    assert clone.state() == before


# ── The command ─────────────────────────────────────────────────────────────────────────────


def test_a_dry_run_writes_nothing_and_says_what_it_would(made: Repository) -> None:
    made.write(ARTICLE, EN.replace(SMALL, NOT_SMALL))
    before = made.state()
    ran = made.transpipe("accept", ARTICLE, "--dry-run")
    assert ran.code == 0
    assert f"{TARGET}:12: info accepted: stands for the source as it is now: 它必须小。" in ran.out
    assert f"~ {PO}\n" in ran.out
    assert made.state() == before
    assert waiting(made)["stale"] == 1


def test_it_can_be_undone(made: Repository) -> None:
    made.write(ARTICLE, EN.replace(SMALL, NOT_SMALL).replace(CODE, NEWER))
    before = {path: data for path, (data, _time) in made.state().items()}
    accept(made, ARTICLE)
    assert "undone: transpipe accept" in made.transpipe("undo").out
    assert {path: data for path, (data, _time) in made.state().items()} == before
    assert waiting(made) == NOTHING | {"stale": 1, "opaque": 1}


def test_what_is_accepted_may_be_reviewed(made: Repository) -> None:
    made.write(ARTICLE, EN.replace(SMALL, NOT_SMALL))
    for name in (ARTICLE, f"{TARGET}:3"):
        assert made.transpipe("accept", name, "--review", "王 小明").code == 0
        before = made.state()
        assert made.transpipe("accept", name, "--review", "王 小明").code == 0
        assert made.state() == before
    units = made.units(ARTICLE)
    reviewed = {source for source, unit in units.items() if unit.review_holds}
    assert reviewed == {source for source, unit in units.items() if unit.confirmed}
    assert {unit.review.by for unit in units.values() if unit.review} == {"王 小明"}
    assert made.transpipe("accept", ARTICLE, "--review", " ").code == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("原文/clien.md", "no such article (did you mean 原文/client.md?)"),
        ("原文/clien.md:3", "no such article (did you mean 原文/client.md?)"),
        (f"{ARTICLE}:4", f"{ARTICLE}:4: nothing stands there (did you mean {ARTICLE}:3?)"),
        (f"{TARGET}:0", f"{TARGET}:0: nothing stands there (did you mean {TARGET}:1?)"),
        (f"{TARGET}:999999999", f"nothing stands there (did you mean {TARGET}:12?)"),
        (f"{TW}:4", f"{TW}:4: nothing stands there (did you mean {TW}:3?)"),
        ("0123456789ab", "0123456789ab: nothing stands there"),
        ("原文/other.md", "without a source and a catalogue there is nothing to accept"),
        ("same:3", "same:3: of 原文/same.md or of 译文/same.md? Name the file by its path"),
        ("", "no such article"),
    ],
)
def test_a_name_of_nothing_is_wrong_usage(made: Repository, name: str, said: str) -> None:
    made.write("原文/other.md", "# Other\n\nWords.\n")
    made.write("原文/same.md", "# Same\n\nThe same words.\n")
    made.write("译文/same.md", "# 同样\n\n同样的话。\n")
    made.write(ARTICLE, EN.replace(SMALL, NOT_SMALL))
    before = made.state()
    ran = made.transpipe("accept", ARTICLE, name)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert said in ran.err
    assert made.state() == before


def test_a_key_of_several_units_is_asked_about(made: Repository) -> None:
    made.write("原文/b.md", "# Client\n\nSomething else.\n")
    made.steps("sync")
    key = Unit("Client").key
    ran = made.transpipe("accept", key)
    assert ran.code == 2
    assert f"several units have such a key ({ARTICLE} {key}, 原文/b.md {key})" in ran.err


def test_quiet_is_quiet(made: Repository) -> None:
    made.write(ARTICLE, EN.replace(SMALL, NOT_SMALL))
    assert "next:" not in made.transpipe("accept", ARTICLE, "-q").out


# ── For any unit ────────────────────────────────────────────────────────────────────────────

_TEXTS = st.sampled_from(["", "Water.", "水。", "\n水。\n", "水。\n\n火。", "Fire."])
_ORIGINS = st.builds(
    Origin,
    st.sampled_from(Maker),
    engine=st.sampled_from(["", "echo"]),
    out=st.sampled_from(["", "0123456789ab"]),
    confidence=st.sampled_from([None, 0.3]),
)
_UNITS = st.builds(
    Unit,
    source=st.sampled_from(["Water.", "Fire."]),
    target=_TEXTS,
    state=st.sampled_from(State),
    previous=st.sampled_from([None, "Water.", "Earth."]),
    origin=st.none() | _ORIGINS,
    conflict=st.sampled_from([None, Conflict("md", "土。")]),
)


@given(_UNITS, st.booleans(), st.booleans())
def test_no_word_changes_and_twice_is_once(unit: Unit, derived: bool, own: bool) -> None:
    unit = unit.marked(unit.origin) if own and unit.origin is not None else unit
    if answer(unit, derived=derived) not in SETTLED:
        return
    stood = stand(unit)
    assert (stood.id, stood.target, stood.notes) == (unit.id, unit.target, unit.notes)
    assert stood.state is State.TRANSLATED
    assert stood.conflict is None
    assert answer(stood, derived=derived) not in SETTLED
    assert stand(stood) == stood


# ── What several articles repeat ────────────────────────────────────────────────────────────


@pytest.fixture
def repeated(tmp_path: Path) -> Repository:
    """Three articles with one heading, that no text beside it speaks for; in one it says more."""
    files: dict[str, str | bytes] = {}
    for name in "abc":
        said = "Kommt" if name == "c" else "引入"
        files[f"原文/{name}.md"] = f"# {name.upper()} client\n\n## Zork\n\nIt answers at once.\n"
        files[f"译文/{name}.md"] = f"# {name.upper()} 客户端\n\n## {said}\n\n它立即应答。\n"
    made = small(tmp_path / "work", files)
    made.steps("init", "align")
    for name in "abc":
        catalogue = made.catalogue(f"原文/{name}.md")
        units = tuple(
            replace(u, state=State.FUZZY, origin=Origin(Maker.ALIGN, u.key, doubt=Doubt.LITTLE))
            if u.source == "Zork"
            else u
            for u in catalogue.units
        )
        made.put(replace(catalogue, units=units))
    return made


@pytest.mark.parametrize("repeats", [True, False])
def test_the_same_words_stand_in_all_articles_that_doubt_them(
    repeated: Repository, repeats: bool
) -> None:
    repeated.steps("accept 译文/a.md:3" + " --repeats" * repeats)
    states = [repeated.units(f"原文/{name}.md")["Zork"].state for name in "abc"]
    assert states == [State.TRANSLATED, State.TRANSLATED if repeats else State.FUZZY, State.FUZZY]


def test_a_name_may_stand_as_it_is_in_all_articles(repeated: Repository) -> None:
    for name in "ab":
        catalogue = repeated.catalogue(f"原文/{name}.md")
        units = tuple(
            replace(u, state=State.EMPTY, target="", origin=None) if u.source == "Zork" else u
            for u in catalogue.units
        )
        repeated.put(replace(catalogue, units=units))
        path = f"译文/{name}.md"
        repeated.write(path, repeated.read(path).replace("引入", "Zork"))
    repeated.steps("accept 原文/a.md:3 --keep --repeats")
    said = [repeated.units(f"原文/{name}.md")["Zork"] for name in "abc"]
    assert [unit.target for unit in said] == ["Zork", "Zork", "Kommt"]
    assert [unit.state for unit in said] == [State.TRANSLATED, State.TRANSLATED, State.FUZZY]
