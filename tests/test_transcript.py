"""The screens of the guide's page on a day are those that the commands print."""

from __future__ import annotations

import pytest

from tests.transcript import PAGES, screens, updated


@pytest.mark.more
@pytest.mark.parametrize("language", PAGES)
def test_the_page_shows_what_the_commands_print(language: str) -> None:
    """`python -m tests.transcript` puts the screens of now into it."""
    page = PAGES[language].read_text("utf-8")
    assert updated(page, screens(language)) == page
