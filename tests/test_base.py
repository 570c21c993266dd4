"""Finding the revision that a translation was made from, and what follows from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.figures import base as figure
from tests.figures.histories import history
from tests.repository import Repository, small
from transpipe.align.base import EXACT, base, moved, text_of, thinned
from transpipe.align.beads import align
from transpipe.markdown.segments import parse
from transpipe.model import Bead, Document

FOLDERS = sorted((CASES / "align" / "base").glob("*/"))
CATALOGUE = "locales/zh_CN/LC_MESSAGES/{}.po"


def same(text: str) -> str:
    return text


def revisions(case: Path) -> list[Document]:
    """The texts of a case, the newest first: `5.md`, `4.md` …"""
    files = sorted(case.glob("[0-9]*.md"), key=lambda path: -int(path.stem))
    return [parse(path.read_text("utf-8")) for path in files]


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_the_base_is_found(case: Path) -> None:
    documents = revisions(case)
    target = parse((case / "zh.md").read_text("utf-8"), source=False)
    found = base(documents, target, align, same)
    assert found is not None
    assert len(documents) - found.revision == int((case / "base.txt").read_text("utf-8"))


def test_without_revisions_there_is_none() -> None:
    assert base([], parse("# 题\n", source=False), align, same) is None


def test_equal_texts_are_one_and_few_are_aligned() -> None:
    words = ["queue", "cache", "index", "shard", "batch", "proxy", "token", "lease", "quota"]
    texts = [f"# Notes\n\nThe {w} holds 3 items.\n\nRead `{w}` first.\n" for w in words]
    documents = [parse(text) for text in (*texts, *texts)]
    asked: list[Document] = []

    def counted(source: Document, target: Document) -> tuple[Bead, ...]:
        asked.append(source)
        return align(source, target)

    target = parse("# 笔记\n\n批次里有 3 项。\n\n先读 `batch`。\n", source=False)
    found = base(documents, target, counted, same)
    assert found is not None
    assert documents[found.revision].text == texts[4]
    assert found.revision == 4
    assert 1 <= len(asked) <= EXACT
    assert len({text_of(document) for document in asked}) == len(asked)


def test_the_cost_of_an_article_and_itself_is_nothing() -> None:
    document = parse("# Queue\n\nThe `queue` holds 3 items, see <https://example.org>.\n\n- One\n")
    beads = align(document, document)
    assert figure.cost(document, document, beads, same) < 1
    less = parse("# Queue\n\n- One\n")
    assert figure.cost(document, less, align(document, less), same) > 3


def test_what_stands_elsewhere_costs() -> None:
    assert moved([0, 1, 2, 3]) == 0
    assert moved([1, 2, 3, 0]) == moved([3, 0, 1, 2]) > 0
    assert moved([3, 2, 1, 0]) > moved([1, 0, 2, 3])


def test_a_long_history_is_thinned_by_what_a_translation_keeps() -> None:
    texts = [f"# V{n}\n\nRead `part{n}` and {n} pages.\n" for n in range(300)]
    kept = thinned(texts, "# 版本\n\n读 `part42` 和 42 页。\n")
    assert len(kept) == 100
    assert texts[42] in kept
    assert thinned(texts[:5], "") == tuple(texts[:5])


def test_made_histories_hold_what_was_translated() -> None:
    lines = (
        f"Sentence {n} stands here among all the others of its kind. It ends there."
        for n in range(12)
    )
    text = "# A title\n\n" + "\n\n".join(lines)
    for seed in range(20):
        made = history(text, text.replace("stands", "sits"), seed)
        assert 20 <= len(made.texts) <= 40
        assert made.texts[made.base] == text
        assert made == history(text, text.replace("stands", "sits"), seed)
        assert all(a != b for a, b in zip(made.texts, made.texts[1:], strict=False))


def test_the_table_of_lowest_costs_is_long_enough() -> None:
    assert len(json.loads(figure.LOWEST.read_text("utf-8"))) >= 60


def test_real_histories(data: Path) -> None:
    """One of those that the scoreboard counts."""
    right, aligned = figure.seeded(data, 1)
    assert right
    assert aligned <= EXACT


@pytest.mark.long
def test_more_real_histories(data: Path) -> None:
    found = [figure.seeded(data, seed) for seed in range(0, 100, 5)]
    assert sum(right for right, _aligned in found) >= 0.95 * len(found)


# ── The command ─────────────────────────────────────────────────────────────────────────────

FIRST = """# Queues

A queue hands work on.

Its length must stay below 100 items.

See <https://example.org/first> for `push`.
"""
CHINESE = """# 队列

队列把工作交出去。

长度必须小于 100 项。

`push` 的用法见 <https://example.org/first>。
"""
SECOND = FIRST.replace("below 100 items", "below 500 items, always")
THIRD = SECOND.replace("See <https://example.org/first> for `push`.", "Call `send` and wait.")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Three revisions of an article under two names, translated from the first."""
    made = small(tmp_path / "r", {"原文/draft.md": FIRST})
    made.write("原文/draft.md", SECOND)
    made.commit()
    made.git("mv", "原文/draft.md", "原文/queues.md")
    made.commit()
    made.write("原文/queues.md", THIRD)
    made.write("译文/queues.md", CHINESE)
    made.commit()
    assert made.transpipe("init").code == 0
    return made


def commits(repository: Repository) -> list[str]:
    """The newest first."""
    return repository.git("log", "--format=%H").split()


def test_the_changes_since_the_base_make_units_stale(repository: Repository) -> None:
    ran = repository.transpipe("align", "--base", "auto")
    assert ran.code == 0, ran.err
    first = commits(repository)[-1]
    assert f"made from the English of {first[:10]}" in ran.out
    assert "1 stale" in ran.out
    catalogue = repository.read(CATALOGUE.format("原文/queues"))
    assert f'"X-Transpipe-Source-Commit: {first}\\n"' in catalogue
    assert (
        "#, fuzzy\n"
        '#| msgid "Its length must stay below 100 items."\n'
        'msgid "Its length must stay below 500 items, always"\n'
        'msgstr "长度必须小于 100 项。"\n'
    ).replace("always", "always.") in catalogue
    assert 'msgid "Call `send` and wait."\nmsgstr ""' in catalogue
    assert '#~ msgid "See <https://example.org/first> for `push`."' in catalogue


def test_it_is_quiet_and_stays_so(repository: Repository) -> None:
    repository.transpipe("align", "--base", "auto")
    before = repository.state()
    for command in ("build", "sync", "build"):
        ran = repository.transpipe(command)
        assert ran.code == 0, ran.err
    assert repository.state() == before


def test_a_revision_can_be_named(repository: Repository) -> None:
    second = commits(repository)[1]
    ran = repository.transpipe("align", "queues", "--base", "HEAD~1")
    assert ran.code == 0, ran.err
    assert f"made from the English of {second[:10]}" in ran.out
    assert "below 500 items" in repository.read(CATALOGUE.format("原文/queues"))


def test_a_revision_that_is_not_there_is_refused(repository: Repository) -> None:
    ran = repository.transpipe("align", "--base", "nowhere")
    assert ran.code == 2
    assert "nowhere" in ran.err
    assert not (repository.root / "locales").exists()


def test_an_untouched_catalogue_is_made_anew_from_its_base(repository: Repository) -> None:
    repository.transpipe("align")
    ran = repository.transpipe("align", "queues", "--base", "auto")
    assert "made from the English of" in ran.out
    assert "X-Transpipe-Source-Commit" in repository.read(CATALOGUE.format("原文/queues"))


def test_without_history_it_aligns_with_what_is_there(tmp_path: Path) -> None:
    made = small(tmp_path / "r", {"原文/queues.md": FIRST, "译文/queues.md": CHINESE})
    made.transpipe("init")
    ran = made.transpipe("align", "--base", "auto")
    assert ran.code == 0, ran.err
    assert "no other English text in the history" in ran.out
    assert "X-Transpipe-Source-Commit" not in made.read(CATALOGUE.format("原文/queues"))


def test_the_translation_was_the_english_article_once(tmp_path: Path) -> None:
    """As in the repository of the first user: README.md was English, and became Chinese."""
    made = small(tmp_path / "r", {"README.md": FIRST})
    made.write("README.md", CHINESE)
    made.write("README_EN.md", THIRD)
    made.commit()
    made.transpipe("init")
    ran = made.transpipe("align", "--base", "auto")
    assert ran.code == 0, ran.err
    catalogue = made.read(CATALOGUE.format("README_EN"))
    assert f"X-Transpipe-Source-Commit: {commits(made)[-1]}" in catalogue
    assert "below 100 items" in catalogue


# ── Listing and explaining ──────────────────────────────────────────────────────────────────


def test_a_pair_is_explained(repository: Repository) -> None:
    ran = repository.transpipe("align", "queues", "--explain", "1")
    assert ran.code == 0, ran.err
    assert "pair 1" in ran.out
    assert "Queues" in ran.out
    assert "队列" in ran.out
    files = ("align", "原文/queues.md", "译文/queues.md", "--explain")
    row = json.loads(repository.transpipe(*files, "2", "--json").out)
    assert row["pair"] == 2
    assert row["en"] == [3, 3]
    assert isinstance(row["evidence"], dict)
    assert repository.transpipe(*files, "99").code == 2
    assert repository.transpipe(*files, "0").code == 2


def test_a_file_that_is_no_text_is_in_nobodys_way(tmp_path: Path) -> None:
    files = {"原文/queues.md": FIRST, "译文/queues.md": CHINESE, "原文/b.md": FIRST}
    made = small(tmp_path / "r", {**files, "译文/b.md": b"\x00\xff\xfe"})
    made.transpipe("init")
    for arguments in (("align",), ("align", "--doubtful")):
        ran = made.transpipe(*arguments)
        assert ran.code == 4
        assert "译文/b.md:1: error not-text: " in ran.out + ran.err
    assert (made.root / CATALOGUE.format("原文/queues")).exists()
    assert made.transpipe("align", "queues", "--explain", "1").code == 0
    assert not (made.root / CATALOGUE.format("原文/b")).exists()


def test_doubtful_pairs_are_listed_worst_first(tmp_path: Path) -> None:
    made = small(tmp_path / "r", {"原文/queues.md": FIRST, "译文/queues.md": CHINESE})
    made.transpipe("init")
    made.transpipe("align")
    path = CATALOGUE.format("原文/queues")
    text = made.read(path)
    for confidence, words in ((0.71, "队列"), (0.42, "队列把工作交出去。")):
        source = "Queues" if words == "队列" else "A queue hands work on."
        entry = f'msgid "{source}"\nmsgstr "{words}"'
        mark = f"# transpipe: by=align confidence={confidence}\n"
        text = text.replace(
            f"#: 原文/queues.md\n{entry}", f"{mark}#: 原文/queues.md\n#, fuzzy\n{entry}"
        )
    made.write(path, text)
    rows = [
        json.loads(line)
        for line in made.transpipe("align", "--doubtful", "--json").out.splitlines()
    ]
    assert [(row["confidence"], row["target"], row["line"]) for row in rows][:2] == [
        (0.42, "队列把工作交出去。", 3),
        (0.71, "队列", 1),
    ]
    shown = made.transpipe("align", "--doubtful").out
    assert "译文/queues.md:3" in shown
    assert any("A queue hands work on." in x and "队列把工作" in x for x in shown.splitlines())
