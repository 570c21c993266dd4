"""Opaque blocks of a source that changed, and not in the Chinese: seen, listed, and no circle."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CASES
from tests.repository import Repository, small
from tests.snapshot import made_once
from transpipe.align.beads import align
from transpipe.editions.adopted import COMMIT
from transpipe.markdown.segments import parse
from transpipe.model import Bitext, Document, Locale, OpaqueChange
from transpipe.source_edits.opaque import Past, unfollowed
from transpipe.source_edits.opaque_copies import Copied
from transpipe.units.build import from_beads, unit_of
from transpipe.units.placement import place

ARTICLE, TARGET = "原文/client.md", "译文/client.md"
CODE = "```sh\ncurl https://x.org/v1/jobs\n```\n"
NEWER = CODE.replace("v1", "v2")
EN = f"# Client\n\nCall the service.\n\n{CODE}\nIt answers at once.\n"
ZH = f"# 客户端\n\n调用该服务。\n\n{CODE}\n它立即应答。\n"
FOLDERS = sorted((CASES / "opaque").glob("*/"))


def copied(source: Document, target: Document) -> Copied:
    """A source and a translation, as they are aligned."""
    bitext = Bitext(source, target, align(source, target))
    catalogue = from_beads(bitext, "x.md", Locale.ZH_CN, str)
    units, held = unit_of(source, catalogue), place(catalogue, target).blocks
    return Copied(
        source,
        target,
        [units[n].id if n in units else None for n in range(len(source.blocks))],
        [there[0].id if there else None for there in held],
    )


def found(
    olds: list[str], source: str, target: str, files: Sequence[str | None] = ()
) -> tuple[OpaqueChange, ...]:
    """`files`: the Chinese file beside each of the old sources."""
    beside = [*files, *[None] * (len(olds) - len(files))]
    pasts = [Past(parse(text), file) for text, file in zip(olds, beside, strict=True)]
    return unfollowed(pasts, copied(parse(source), parse(target, source=False)))


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_what_is_not_followed(case: Path) -> None:
    olds = [path.read_text("utf-8") for path in sorted(case.glob("old-*.md"))]
    source, target = ((case / f"{n}.md").read_text("utf-8") for n in ("source", "target"))
    files = [path.read_text("utf-8") for path in sorted(case.glob("file-*.md"))]
    changes = found(olds, source, target, files)
    told = [f"{one.how.value} {one.source} {one.target}" for one in changes]
    assert told == (case / "changes.txt").read_text("utf-8").splitlines()


_BLOCKS = st.lists(
    st.sampled_from(
        [
            "Some prose.",
            "More of it.",
            "## A heading",
            "```\na = 1\n```",
            "```\na = 2\nb = 3\n```",
            "```sh\n# one\nrun\n```",
            '<img src="a.png">',
            "[x]: https://x.org/1",
            "[x]: https://x.org/2",
            "$$\na\n$$",
            "![](a.png)",
            "![](b.png)",
            "| 1 | 2 |\n|---|---|\n| 3 | x |",
            "| 1 | 2 |\n|---|---|\n| 4 | x |",
        ]
    ),
    max_size=8,
).map("\n\n".join)


@given(_BLOCKS, _BLOCKS)
def test_nothing_is_told_of_a_source_that_did_not_change(source: str, target: str) -> None:
    assert found([source], source, target) == ()


@given(_BLOCKS, _BLOCKS)
def test_nothing_is_told_of_a_copy_that_says_what_the_source_says(old: str, source: str) -> None:
    assert found([old], source, source) == ()


# ── In a repository ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """An article in a layout of its own, adopted and committed."""

    def make(root: Path) -> None:
        begun = small(root, {ARTICLE: EN, TARGET: ZH})
        begun.steps("init", "align")
        begun.confirm(ARTICLE)
        begun.steps("sync")
        begun.commit()

    return Repository(made_once((__name__, "made"), tmp_path / "work", make))


def counted(made: Repository) -> int:
    """How many there are, by the one count that all go by."""
    said = made.transpipe("status", ARTICLE, "--json").out
    row = json.loads(said)
    findings = made.transpipe("check", "--json").out.splitlines()
    codes = [json.loads(line)["code"] for line in findings]
    (everything,) = made.transpipe("status", "--json").out.splitlines()
    assert row["opaque"] == len(row["opaque_changes"]) == codes.count("opaque-changed")
    assert json.loads(everything)["opaque"] == row["opaque"]
    made.steps("pages")
    for page in ("index", "原文/client"):
        older = f"代码等落后于原文 {row['opaque']}" in made.read(f"_site/{page}.html")
        assert older is bool(row["opaque"])
    assert isinstance(row["opaque"], int)
    return row["opaque"]


@pytest.fixture
def commented(tmp_path: Path) -> Repository:
    """The same with a comment in the code, which somebody put into Chinese."""

    def make(root: Path) -> None:
        english, chinese = EN.replace("/jobs", "/jobs  # all"), ZH.replace("/jobs", "/jobs  # 全部")
        begun = small(root, {ARTICLE: english, TARGET: chinese})
        begun.steps("init", "align")
        begun.confirm(ARTICLE)
        begun.steps("sync")
        begun.commit()

    return Repository(made_once((__name__, "commented"), tmp_path / "work", make))


@pytest.mark.parametrize("steps", [(), ("sync",), ("run",)])
def test_it_is_listed_until_the_copy_follows(commented: Repository, steps: tuple[str, ...]) -> None:
    assert counted(commented) == 0
    newer = commented.read(ARTICLE).replace("v1", "v2")
    commented.write(ARTICLE, newer)
    commented.steps(*steps)
    assert counted(commented) == 1
    commented.commit()
    assert counted(commented) == 1
    listed = commented.transpipe("status", ARTICLE).out
    assert f"opaque 1\n  {ARTICLE}:5 → {TARGET}:5  changed\n" in listed
    commented.write(TARGET, commented.read(TARGET).replace("v1", "v2"))
    commented.steps("sync")
    assert counted(commented) == 0


@pytest.mark.parametrize("steps", [("build",), ("sync", "sync", "build"), ("run",)])
@pytest.mark.parametrize("committed", [True, False])
def test_a_copy_that_says_what_the_source_said_follows_it(
    made: Repository, steps: tuple[str, ...], committed: bool
) -> None:
    if not committed:
        shutil.rmtree(made.root / ".git")
    made.write(ARTICLE, EN.replace(CODE, NEWER))
    assert counted(made) == 1
    assert made.transpipe("status").out.endswith("next: transpipe build\n")
    *_before, last = [made.transpipe(step) for step in steps]
    said = f"{TARGET}:5: info opaque-patched: follows its source: "
    assert said in last.out
    assert made.read(TARGET) == ZH.replace(CODE, NEWER)
    assert counted(made) == 0
    before = made.state()
    made.steps("sync", "build")
    assert made.state() == before


def test_what_somebody_has_accepted_does_not_follow(made: Repository) -> None:
    made.write(ARTICLE, EN.replace(CODE, NEWER))
    made.steps(f"accept {TARGET}:5", "run")
    assert made.read(TARGET) == ZH


@pytest.mark.parametrize("kind", ["made", "commented"])
def test_the_code_of_a_section_that_is_gone_goes_with_it(
    request: pytest.FixtureRequest, kind: str
) -> None:
    """Not where a character of it is the translator's."""
    own, kept = request.getfixturevalue(kind), kind == "commented"
    own.write(ARTICLE, EN.split("Call the")[0] + "It answers at once.\n")
    own.steps("run")
    assert ("curl" in own.read(TARGET)) is kept
    assert counted(own) == kept
    assert own.read(TARGET).endswith("它立即应答。\n")


def test_a_review_shows_both_versions(commented: Repository) -> None:
    commented.write(ARTICLE, commented.read(ARTICLE).replace("v1", "v2"))
    said = commented.transpipe("review").out
    assert f"{TARGET}:5" in said
    assert "/[-v1-]{+v2+}/" in said
    said = commented.transpipe("review", "--markdown").out
    assert "/<del>v1</del>\u2009<ins>v2</ins>/" in said
    assert f"<code>{TARGET}:5</code>" in said
    (row,) = map(json.loads, commented.transpipe("review", "--json").out.splitlines())
    assert (row["target_file"], row["target_line"], row["concern"]) == (TARGET, 5, "opaque")
    commented.commit()
    assert "[-v1-]" not in commented.transpipe("review").out
    assert "/[-v1-]{+v2+}/" in commented.transpipe("review", "--base", "HEAD~1").out


def test_the_next_step_is_no_circle(commented: Repository) -> None:
    made = commented
    newer = made.read(ARTICLE).replace("v1", "v2")
    made.write(ARTICLE, newer)
    for command in ("status", "sync", "run", "build"):
        *_before, said, last = made.transpipe(command).out.splitlines()
        assert said.startswith("1 change of code, HTML or the like is not followed (`transpipe st")
        assert said.endswith(f"edit {TARGET}, or `transpipe accept FILE:LINE`")
        assert last == "next: nothing to do but that: all is translated"
    made.write(TARGET, made.read(TARGET).replace("v1", "v2"))
    made.steps("sync")
    assert made.transpipe().out.endswith("next: nothing to do: all is translated and up to date\n")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_screens_fit(made: Repository, columns: int, language: str) -> None:
    from transpipe.cli import screen

    wide = CODE.replace("jobs", "jobs?" + "&".join(f"key{n}=value{n}" for n in range(20)))
    made.write(ARTICLE, EN.replace(CODE, wide) + f"\n{wide}\n")
    narrow = replace(made, environment={"COLUMNS": str(columns), "LANGUAGE": language})
    for arguments in (["status"], ["status", ARTICLE], ["check"], ["sync"]):
        for line in narrow.transpipe(*arguments).out.splitlines():
            assert screen.cells(line) <= columns, line


def test_before_the_first_commit_this_clone_remembers(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: EN, TARGET: ZH})
    made.steps("init", "align")
    assert counted(made) == 0
    made.write(ARTICLE, EN.replace(CODE, NEWER))
    assert counted(made) == 1


def test_what_was_so_at_adoption_is_nobodys_business(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: EN, TARGET: ZH})
    made.commit()
    made.write(ARTICLE, EN.replace(CODE, NEWER))
    made.commit()
    made.steps("init", "align")
    made.commit()
    assert counted(made) == 0


def test_a_translation_of_an_older_source_is_behind_that(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: EN, TARGET: ZH})
    made.commit()
    made.write(ARTICLE, EN.replace(CODE, NEWER))
    made.commit()
    made.steps("init", f"align --base HEAD~1 {ARTICLE}")
    made.commit()
    assert made.catalogue(ARTICLE).header(COMMIT)
    assert counted(made) == 1


def test_a_file_in_the_blocks_of_its_source_follows_by_itself(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: EN})
    made.steps("init", "sync")
    made.translate(ARTICLE, {"Call the service.": "调用该服务。"})
    made.steps("run")
    made.commit()
    made.write(ARTICLE, EN.replace(CODE, NEWER))
    assert counted(made) == 0
    made.steps("run")
    assert NEWER in made.read(TARGET)


@pytest.mark.parametrize("committed", [True, False])
def test_code_that_changed_as_its_source_was_renamed_is_followed(
    made: Repository, committed: bool
) -> None:
    made.git("mv", ARTICLE, "原文/http.md")
    made.git("mv", TARGET, "译文/http.md")
    made.write("原文/http.md", EN.replace(CODE, NEWER))
    if committed:
        made.commit()
    made.steps("run")
    made.commit()
    made.steps("run")
    assert made.read("译文/http.md") == ZH.replace(CODE, NEWER)


def test_a_source_that_was_renamed_is_followed_on(made: Repository) -> None:
    made.git("mv", ARTICLE, "原文/http.md")
    made.git("mv", TARGET, "译文/http.md")
    made.steps("sync")
    made.commit()
    made.write("原文/http.md", EN.replace(CODE, NEWER))
    made.steps("sync")
    made.commit()
    rows = [json.loads(line) for line in made.transpipe("status", "--json").out.splitlines()]
    assert [row["opaque"] for row in rows if row["article"] == "原文/http.md"] == [1]


# ── Comments in Chinese ─────────────────────────────────────────────────────────────────────

COMMENTED = CODE.replace("curl", "# ask for all\ncurl")
REWORDED = COMMENTED.replace("ask for all", "ask for some")
TRANSLATED = COMMENTED.replace("ask for all", "要全部")


@pytest.fixture
def translated(tmp_path: Path) -> Repository:
    """The same with a comment in the code, which the Chinese file has in Chinese."""

    def make(root: Path) -> None:
        texts = EN.replace(CODE, COMMENTED), ZH.replace(CODE, TRANSLATED)
        begun = small(root, dict(zip((ARTICLE, TARGET), texts, strict=True)))
        begun.steps("init", "align")
        begun.confirm(ARTICLE)
        begun.steps("sync")
        begun.commit()

    return Repository(made_once((__name__, "translated"), tmp_path / "work", make))


def reword(made: Repository, committed: bool) -> None:
    """The source says something else in its comment."""
    made.write(ARTICLE, EN.replace(CODE, REWORDED))
    made.steps("sync")
    if committed:
        made.commit()


@pytest.mark.parametrize("committed", [False, True])
def test_a_reworded_comment_asks_until_it_is_typed_anew(
    translated: Repository, committed: bool
) -> None:
    reword(translated, committed)
    assert counted(translated) == 1
    said = translated.transpipe("check").out
    assert "a comment in the code of the source has changed" in said
    assert "[-all-]{+some+}" in said
    translated.write(TARGET, ZH.replace(CODE, TRANSLATED.replace("要全部", "要一些")))
    translated.steps("sync")
    assert counted(translated) == 0
    translated.commit()
    assert counted(translated) == 0
    translated.write(ARTICLE, EN.replace(CODE, REWORDED.replace("some", "none")))
    translated.steps("sync")
    assert counted(translated) == 1


@pytest.mark.parametrize("committed", [False, True])
def test_a_comment_that_is_right_as_it_is_can_be_accepted(
    translated: Repository, committed: bool
) -> None:
    reword(translated, committed)
    translated.steps(f"accept {TARGET}:5")
    assert counted(translated) == 0


def test_both_comments_in_one_commit(translated: Repository) -> None:
    translated.write(ARTICLE, EN.replace(CODE, REWORDED))
    translated.write(TARGET, ZH.replace(CODE, TRANSLATED.replace("要全部", "要一些")))
    translated.commit()
    translated.steps("sync")
    assert counted(translated) == 0


def test_a_comment_polished_before_the_source_changed_is_behind(translated: Repository) -> None:
    translated.write(TARGET, ZH.replace(CODE, TRANSLATED.replace("要全部", "要所有的")))
    translated.steps("sync")
    translated.commit()
    reword(translated, committed=True)
    assert counted(translated) == 1
