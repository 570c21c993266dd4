"""An address that a catalogue alone has is published, whoever builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, adopted, cloned

ARTICLE, TARGET = "原文/cache.md", "译文/cache.md"
EN = """# Cache

See the [manual](https://x.org/notes) and the [other page](other.md) for details.

A second paragraph that nobody touches.

```
client.call(3)
```
"""
ZH = """# 缓存

详情见[手册](https://x.org/notes)和[另一页](other.md)。

第二段，没有人碰它。

```
client.call(3)
```
"""
OTHERS: dict[str, str | bytes] = {
    f"{folder}/{name}.md": text
    for name in ("other", "more")
    for folder, text in (("原文", "# Other\n\nIt is here.\n"), ("译文", "# 另外\n\n它在这里。\n"))
}


@pytest.fixture(params=[False, True], ids=["own", "source"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    """A translation of its own layout, and one that has the source's."""
    files = {ARTICLE: EN, TARGET: ZH, **OTHERS}
    made = adopted(tmp_path / "r", files, [ARTICLE], relaid=request.param)
    made.steps("run")
    made.commit()
    return made


def patched(repository: Repository, old: str, new: str) -> None:
    """The source has another address, the catalogue follows; both are committed, nothing built."""
    repository.write(ARTICLE, repository.read(ARTICLE).replace(old, new))
    repository.steps("sync")
    assert old in repository.read(TARGET)
    repository.commit()


CHANGES = [("x.org/notes", "x.org/guide"), ("(other.md)", "(more.md)")]


@pytest.mark.parametrize("change", CHANGES)
def test_a_clone_publishes_it(repository: Repository, change: tuple[str, str]) -> None:
    old, new = change
    patched(repository, old, new)
    there = repository.root.with_name("clone")
    repository.git("clone", "-q", f"file://{repository.root}", str(there))
    clone = Repository(there)
    clone.steps("run")
    assert new in clone.read(TARGET)
    assert old not in clone.read(TARGET)
    clone.commit()
    clone.steps("run")
    assert not clone.status()


@pytest.mark.parametrize("change", CHANGES)
def test_an_edit_elsewhere_does_not_hide_it(
    repository: Repository, change: tuple[str, str]
) -> None:
    old, new = change
    patched(repository, old, new)
    for path in (ARTICLE, TARGET):
        repository.write(path, repository.read(path).replace("call(3)", "call(4)"))
    repository.steps("run")
    assert new in repository.read(TARGET)
    assert "call(4)" in repository.read(TARGET)


def test_one_that_somebody_typed_in_the_catalogue(repository: Repository) -> None:
    """A person's address, not a patch; the edit of another paragraph in a clone leaves it alone."""
    path = "locales/zh_CN/LC_MESSAGES/原文/cache.po"
    text = repository.read(path)
    start = text.index("msgstr", text.index("x.org/notes"))
    repository.write(path, text[:start] + text[start:].replace("x.org/notes", "x.org/zh/notes", 1))
    repository.steps("sync")
    repository.commit()
    there = repository.root.with_name("clone")
    repository.git("clone", "-q", f"file://{repository.root}", str(there))
    clone = Repository(there)
    clone.write(TARGET, clone.read(TARGET).replace("没有人碰它", "没有人动它"))
    clone.steps("run")
    assert "x.org/zh/notes" in clone.read(TARGET)
    assert "没有人动它" in clone.read(TARGET)
    assert "conflict" not in clone.read(path)


def test_a_clone_publishes_it_in_a_derived_locale(repository: Repository) -> None:
    repository.steps("convert --add zh_TW", "run")
    repository.commit()
    patched(repository, "x.org/notes", "x.org/guide")
    clone = Repository(repository.root.with_name("clone"))
    repository.git("clone", "-q", f"file://{repository.root}", str(clone.root))
    clone.steps("run")
    for path in (TARGET, "译文/zh_TW/cache.md"):
        assert "x.org/guide" in clone.read(path), path
    clone.commit()
    clone.steps("run")
    assert not clone.status()


@pytest.mark.more
def test_a_clone_of_what_was_adopted_has_nothing_to_write(data: Path, tmp_path: Path) -> None:
    """A real list of links, a part of which nobody has translated."""
    first = cloned(data / "corpus/awesome-scalability-zh.bundle", tmp_path / "first")
    first.steps("init", "align")
    first.transpipe("run")
    first.commit()
    clone = Repository(tmp_path / "clone")
    first.git("clone", "-q", f"file://{first.root}", str(clone.root))
    assert clone.transpipe("run").code == 0
    assert not clone.status()
