"""What a clone remembers of a file and its catalogue, when a build was stopped in the middle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.histories.play import broken
from transpipe.model import Locale
from transpipe.repository import Workspace
from transpipe.repository.remembered import Remembered, announce, recalled, remember

ARTICLE, LOCALE = "原文/a.md", Locale.ZH_CN
LAST = "# 题\n\n第一段。\n\n要走的一段。\n\n末段。\n"
COMING = "# 题\n\n第一段。\n\n末段。\n"
TYPED = "# 新题\n\n第一段，改过。\n\n要走的一段。\n\n末段，也改过。\n"
NOTE = "（译注：一句话。）"


@pytest.mark.parametrize(
    ("file", "coming"),
    [
        (COMING, True),
        (COMING.replace("末段", f"{NOTE}\n\n末段"), True),  # typed after the build got so far
        (LAST, False),
        (LAST.replace("末段", f"{NOTE}\n\n末段"), False),  # typed, and the build never did
        (LAST.replace("末段", "后段"), False),
        (LAST.replace("\n", "\r\n"), False),
        (TYPED, False),  # a sync would still have to take it in
    ],
)
def test_the_base_is_the_state_that_a_file_was_made_of(
    tmp_path: Path, file: str, coming: bool
) -> None:
    workspace = Workspace(tmp_path)
    states = Remembered(LAST, "then"), Remembered(COMING, "now")
    remember(workspace, ARTICLE, LOCALE, states[0])
    announce(workspace, ARTICLE, LOCALE, replace(states[1], before=LAST))
    assert recalled(workspace, ARTICLE, LOCALE, file) == states[coming]


def test_words_that_were_typed_before_the_build_are_no_words_of_its(tmp_path: Path) -> None:
    """What it was about to write has them too: it is told by what it took out itself."""
    workspace = Workspace(tmp_path)
    last, coming = Remembered(LAST, "then"), TYPED.replace("要走的一段。\n\n", "")
    remember(workspace, ARTICLE, LOCALE, last)
    announce(workspace, ARTICLE, LOCALE, Remembered(coming, "now", before=TYPED))
    assert recalled(workspace, ARTICLE, LOCALE, TYPED) == last
    assert recalled(workspace, ARTICLE, LOCALE, TYPED + f"\n{NOTE}\n") == last
    assert recalled(workspace, ARTICLE, LOCALE, coming) == Remembered(coming, "now")
    assert recalled(workspace, ARTICLE, LOCALE, coming + f"\n{NOTE}\n") == Remembered(coming, "now")


def test_a_note_in_the_place_of_a_paragraph_that_a_build_took_out_is_no_edit_of_it() -> None:
    """The build was killed after it had written the file, before it remembered that."""
    assert broken(115869553) == ""
