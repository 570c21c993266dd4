"""Where derived Markdown is built: branches need not conflict in what follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import later
from tests.repository import Repository, after
from transpipe.model import DerivedMarkdown

ARTICLE, TARGET, FILE = "原文/a.md", "译文/a.md", "译文/zh_TW/a.md"
SETTINGS = "transpipe.toml"
FILES = {ARTICLE: "# Files\n\nOpen the file.\n", TARGET: "# 档案\n\n打开文件。\n"}


def made(folder: Path, where: DerivedMarkdown, *then: str) -> Repository:
    here = after(folder, FILES, "init", "align", "convert --add zh_TW", commit=True)
    here.write(SETTINGS, f'derived_markdown = "{where}"\n' + here.read(SETTINGS))
    here.steps("run", *then)
    here.commit()
    return here


def edited(here: Repository) -> None:
    here.write(TARGET, here.read(TARGET).replace("打开文件", "打开这个文件"))
    here.steps("run")
    before = here.state()
    here.steps("run", "build", "sync", "convert")
    assert here.state() == before
    assert "nothing to do" in here.transpipe("status").out


def test_for_pages_only_no_derived_file_is_built(tmp_path: Path) -> None:
    here = made(tmp_path / "r", DerivedMarkdown.SITE)
    assert not (here.root / FILE).exists()
    edited(here)
    assert "開啟這個檔案" in here.read("_site/zh_TW/原文/a.html")
    assert not (here.root / FILE).exists()


@pytest.mark.parametrize("detached", [False, *later(True)])
def test_on_another_branch_files_stay_and_on_the_main_one_they_follow(
    tmp_path: Path, detached: bool
) -> None:
    here = made(tmp_path / "r", DerivedMarkdown.MAIN)
    before = here.read(FILE)
    here.git("checkout", "-q", "-b", "topic")
    edited(here)
    assert here.read(FILE) == before
    here.commit()
    assert FILE not in here.git("diff", "--name-only", "main").splitlines()
    here.git("checkout", "-q", "main")
    here.git("merge", "-q", "topic")
    if detached:
        here.git("checkout", "-q", "--detach")
    edited(here)
    assert "開啟這個檔案" in here.read(FILE)


@pytest.mark.more
def test_what_a_person_types_on_a_branch_is_taken_in_there(tmp_path: Path) -> None:
    here = made(tmp_path / "r", DerivedMarkdown.MAIN)
    here.git("checkout", "-q", "-b", "topic")
    here.write(FILE, here.read(FILE).replace("開啟檔案", "請開啟檔案"))
    here.steps("run")
    assert "請開啟檔案" in here.read("locales/zh_TW/LC_MESSAGES/原文/a.po")
    here.commit()
    here.git("checkout", "-q", "main")
    here.git("merge", "-q", "topic")
    here.steps("run")
    assert "請開啟檔案" in here.read(FILE)


@pytest.mark.more
def test_the_branch_of_origin_is_the_main_one(tmp_path: Path) -> None:
    here = made(tmp_path / "r", DerivedMarkdown.MAIN)
    here.git("branch", "-m", "trunk")
    here.git("update-ref", "refs/remotes/origin/trunk", "HEAD")
    here.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    edited(here)
    assert "開啟這個檔案" in here.read(FILE)
