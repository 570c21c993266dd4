"""A source that was renamed before its row of the index: its translation stays its translation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.repository import Repository, adopted, small
from tests.test_workflows import (
    CACHE,
    FIRST,
    GUIDES,
    INDEX,
    SOURCE,
    TARGET,
    confirmed,
    edit,
    run,
    steady,
)

pytestmark = pytest.mark.first(1)

NEW, FILE = "原文/caching.md", "译文/缓存.md"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return confirmed(tmp_path_factory.mktemp("model") / "repository").root


@pytest.fixture
def own(model: Path, tmp_path: Path) -> Repository:
    return Repository(shutil.copytree(model, tmp_path / "own", symlinks=True))


def translations(repository: Repository) -> list[str]:
    return sorted(path.name for path in (repository.root / "译文").iterdir())


@pytest.mark.parametrize("layout", ["own", "source"])
@pytest.mark.parametrize("git", [True, False])
def test_no_second_chinese_file_appears(own: Repository, git: bool, layout: str) -> None:
    if layout == "source":
        run(own, "build", "--relayout", CACHE)
        own.commit()
    before = translations(own)
    (own.root / CACHE).rename(own.root / NEW)
    if not git:
        shutil.rmtree(own.root / ".git")
    edit(own, NEW, "paragraph says goodbye", "paragraph never says goodbye")
    edit(own, FILE, "很难得到的", "极难得到的")
    said = run(own, "sync")
    assert f"README.md:3: warning renamed-source: {FILE} stays with {NEW}" in run(own, "status")
    assert "goes on with the catalogue of 原文/cache.md" in said
    assert own.units(NEW)[FIRST].target == "缓存保存那些极难得到的答案。"
    run(own, "run")
    assert translations(own) == before
    steady(own, "sync", "build", "run")
    # The row is corrected: all stays as it is, and nothing more is said.
    edit(own, "README.md", "./原文/cache.md", f"./{NEW}")
    steady(own, "sync", "build")
    assert "renamed-source" not in run(own, "status")
    assert own.units(NEW)[FIRST].target == "缓存保存那些极难得到的答案。"


def test_it_stays_so_when_the_old_catalogue_is_gone(own: Repository) -> None:
    own.git("mv", CACHE, NEW)
    run(own, "sync")
    (own.root / "locales/zh_CN/LC_MESSAGES/原文/cache.po").unlink()
    own.commit()
    shutil.rmtree(own.root / ".transpipe")
    before = translations(own)
    run(own, "run")
    assert translations(own) == before
    steady(own, "run")


def test_without_a_catalogue_the_history_tells(tmp_path: Path) -> None:
    files = {"README.md": INDEX, CACHE: SOURCE, FILE: TARGET}
    made = small(tmp_path / "repository", files)
    made.git("mv", CACHE, NEW)
    for command in ("init", "align", "sync", "build"):
        run(made, command)
    assert translations(made) == ["缓存.md"]
    assert made.units(NEW)[FIRST].target == "缓存保存那些很难得到的答案。"
    assert made.read(FILE) == TARGET


def test_folders_named_for_languages(tmp_path: Path) -> None:
    index = "# Index\n\n* [原文](docs/en/cache.md) | [译文](docs/zh/缓存.md)\n"
    files = {"README.md": index, "docs/en/cache.md": SOURCE, "docs/zh/缓存.md": TARGET}
    made = small(tmp_path / "repository", files)
    for command in ("init", "align", "sync"):
        run(made, command)
    made.commit()
    made.git("mv", "docs/en/cache.md", "docs/en/caching.md")
    run(made, "run")
    assert sorted(path.name for path in (made.root / "docs/zh").iterdir()) == ["缓存.md"]
    assert made.units("docs/en/caching.md")[FIRST].target == "缓存保存那些很难得到的答案。"


@pytest.mark.parametrize("copies", [("原文/one.md", "原文/two.md"), ()])
def test_nothing_is_guessed(own: Repository, copies: tuple[str, ...]) -> None:
    """Where two continue it, or none does, the translation stands alone and stays as it is."""
    text = own.read(CACHE)
    (own.root / CACHE).unlink()
    for path in copies:
        own.write(path, text)
    own.write("原文/other.md", "# Other\n\nSomething else altogether is said here.\n")
    run(own, "sync")
    assert "renamed-source" not in run(own, "status")
    run(own, "build")
    assert own.read(FILE) == TARGET


def test_a_source_with_a_translation_of_its_own_is_nobodys_heir(own: Repository) -> None:
    text = own.read(CACHE)
    (own.root / CACHE).unlink()
    own.write(GUIDES, text)
    assert "renamed-source" not in run(own, "status")


# ── the same for translations ───────────────────────────────────────────────────────────────

MOVED = "译文/新缓存.md"


@pytest.mark.parametrize("layout", ["own", "source"])
@pytest.mark.parametrize("git", [True, False])
def test_a_translation_that_was_renamed_stays_one(own: Repository, git: bool, layout: str) -> None:
    if layout == "source":
        run(own, "build", "--relayout", CACHE)
        own.commit()
    (own.root / FILE).rename(own.root / MOVED)
    before = translations(own)
    if not git:
        shutil.rmtree(own.root / ".git")
    edit(own, CACHE, "paragraph says goodbye", "paragraph never says goodbye")
    edit(own, MOVED, "很难得到的", "极难得到的")
    said = run(own, "sync")
    assert f"README.md:3: warning renamed-target: {CACHE} stays with {MOVED}" in run(own, "status")
    assert "conflict" not in said
    assert own.units(CACHE)[FIRST].target == "缓存保存那些极难得到的答案。"
    run(own, "run")
    assert translations(own) == before
    steady(own, "sync", "build", "run")
    edit(own, "README.md", f"./{FILE}", f"./{MOVED}")
    assert "renamed-target" not in run(own, "status")
    steady(own, "sync", "build")
    run(own, "run")  # the pages have another order then
    steady(own, "run")


def test_a_translation_that_was_taken_away_is_written_anew(own: Repository) -> None:
    before = translations(own)
    (own.root / FILE).unlink()
    assert "renamed-target" not in run(own, "run")
    assert translations(own) == before


def test_english_that_is_published_makes_no_second_file(tmp_path: Path) -> None:
    """What build adds to the translation does not make it another one's the next time."""
    english = "# Plain\n\nOne paragraph of plain words.\n"
    made = small(tmp_path / "repository", {"原文/plain.md": english})
    made.steps("init", "sync")
    words = {"Plain": "平", "One paragraph of plain words.": "一段普通的话。"}
    made.translate("原文/plain.md", words)
    made.steps("build")
    made.commit()
    made.git("mv", "原文/plain.md", "原文/simple.md")
    made.write("原文/simple.md", english + "\nA new sentence.\n\nAnother one that is new.\n")
    made.steps("sync", "build")
    assert "A new sentence." in made.read("译文/plain.md")
    steady(made, "sync", "build")
    assert translations(made) == ["plain.md"]


@pytest.mark.parametrize("other", ["", "stays", "is gone"])
def test_what_was_typed_in_file_and_catalogue_is_a_conflict_under_the_new_name_too(
    tmp_path: Path, other: str
) -> None:
    """The unit was split in the source meanwhile, one half of it known to another article."""
    late, plain = "The pipeline drops late events.", "Passwords are never stored in plain text."
    said = "流水线会丢弃太晚的事件。密码绝不以明文存储。"
    files = {"transpipe.toml": "", "原文/b.md": f"# Caching\n\n{late} {plain}\n\nThe end.\n"}
    files |= {"译文/b.md": f"# 缓存\n\n{said}\n\n完。\n"}
    if other:
        files |= {"原文/c.md": f"# Other\n\n{late}\n\nAlpha beta.\n"}
        files |= {"译文/c.md": "# 其他\n\n流水线会丢弃（另一篇）。\n\n希腊字母。\n"}
    made = small(tmp_path / "repository", files)
    run(made, "align")
    made.commit()
    edit(made, "译文/b.md", said, f"{said}文件改。")
    edit(made, "locales/zh_CN/LC_MESSAGES/原文/b.po", said, f"{said}目录改。")
    made.commit()
    edit(made, "原文/b.md", f"{late} {plain}", f"{late}\n\n{plain}")
    for folder in ("原文", "译文"):
        (made.root / folder / "b.md").rename(made.root / folder / "new.md")
        if other == "is gone":
            (made.root / folder / "c.md").unlink()
    run(made, "sync")
    text = (made.root / "locales/zh_CN/LC_MESSAGES/原文/new.po").read_text("utf-8")
    assert "文件改" in text
    assert "目录改" in text
    assert "# transpipe: conflict from=md\n" in text


def test_paragraphs_published_as_one_are_the_same_translation(tmp_path: Path) -> None:
    english = "# Cache\n\n- It keeps answers. It forgets the oldest. Nobody asks twice.\n"
    chinese = "# 缓存\n\n- 它保存答案。\n\n它会忘掉最旧的。\n\n谁也不必问两次。\n"
    files = {"原文/a.md": english, "译文/a.md": chinese}
    own = adopted(tmp_path / "own", files, ["原文/a.md"], relaid=True)
    (own.root / "原文/a.md").rename(own.root / "原文/b.md")
    own.steps("sync", "build", "sync", "build")
    assert translations(own) == ["a.md"]
