"""Tables, lists and cards have room in the columns of a terminal, whatever the names are."""

from __future__ import annotations

import pytest

from tests.figures.day import LANGUAGES, WIDTHS, cells, too_wide, wide
from tests.repository import ENVIRONMENT, Repository
from tests.terminal import Terminal
from tests.test_edit import PROMPT


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return wide(tmp_path_factory.mktemp("wide") / "work")


@pytest.mark.more
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_screen(made: Repository, columns: int, language: str) -> None:
    assert list(too_wide(made, columns, language)) == []


def test_cells_are_counted_as_a_terminal_does() -> None:
    assert [cells(text) for text in ("abc", "中文，", "🚀", "e\u0301", "a\u200bb")] == [
        3,
        6,
        2,
        1,
        2,
    ]


@pytest.mark.more
@pytest.mark.parametrize("columns", WIDTHS)
def test_the_cards_of_edit_fit(made: Repository, columns: int) -> None:
    terminal = Terminal(made.root, ["edit"], ENVIRONMENT, columns)
    cards = 0
    while (seen := terminal.until(PROMPT)).endswith(PROMPT):
        assert [line for line in seen.split("\n") if cells(line) > columns] == []
        cards += 1
        terminal.type("s\n")
    assert (terminal.wait(), cards > 3) == (0, True)
