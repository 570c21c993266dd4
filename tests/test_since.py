"""Since which version of a source words are stale."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from transpipe.model import Behind, Revision
from transpipe.stale.progress import behind

DAY = 86_400
# The newest first, two days between one and the next.
TEXTS = (
    "# Title\n\nOne is never two.\n\n> Quoted in\n> two lines.\n",
    "# Title\n\nOne is not two.\n\n> Quoted in\n> two lines.\n",
    "# Title\n\nOne is\ntwo.\n\n- Item\n",
    "# Title\n",
)
REVISIONS = tuple(Revision(f"c{n}", (20 - 2 * n) * DAY, "原文/a.md") for n in range(len(TEXTS)))


def read(revisions: Sequence[Revision]) -> list[str | None]:
    return [TEXTS[int(revision.commit[1:])] for revision in revisions]


def found(*olds: str, base: str = "", shallow: bool = False) -> Behind | None:
    return behind(olds, REVISIONS, read, base, shallow=shallow)


@pytest.mark.parametrize(
    ("olds", "expected"),
    [
        (("One is never two.",), Behind("", 0, 0)),
        (("One is not two.",), Behind("c0", 1, 0)),
        (("One is two.",), Behind("c1", 2, 2)),
        (("One is not two.", "Item"), Behind("c1", 2, 2)),
        (("Quoted in two lines.",), Behind("", 0, 0)),
        (("One is two.\n\nItem",), Behind("c1", 2, 2)),
        (("One is two.\n\nQuoted in two lines.",), None),
    ],
)
def test_a_text_was_current_up_to_the_newest_version_that_holds_it(
    olds: tuple[str, ...], expected: Behind | None
) -> None:
    assert found(*olds) == expected


def test_the_noted_commit_stands_in_for_a_text_that_none_holds() -> None:
    assert found("Never committed.") is None
    assert found("Never committed.", base="c3") == Behind("c2", 3, 4)
    assert found("Never committed.", "One is not two.") == Behind("c0", 1, 0)


def test_a_history_that_was_cut_off_knows_the_least() -> None:
    assert found("Older.", shallow=True) == Behind("c3", 4, 6, at_least=True)
    assert found("One is not two.", shallow=True) == Behind("c0", 1, 0)


def test_an_old_text_that_was_edited_a_moment_ago_is_not_years_behind() -> None:
    years = (Revision("new", 3000 * DAY, "a.md"), Revision("old", 0, "a.md"))
    texts = {"new": "Two.", "old": "One."}
    said = behind(["One."], years, lambda rs: [texts[r.commit] for r in rs], "", shallow=False)
    assert said == Behind("new", 1, 0)


def test_a_text_that_goes_on_is_another_one() -> None:
    texts = ("# One of many\n\n- One. Two.\n", "One. Three.\n", "# One\n\n- One.\n")

    def texts_of(revisions: Sequence[Revision]) -> list[str | None]:
        return [texts[int(revision.commit[1:])] for revision in revisions]

    assert behind(["One."], REVISIONS[:3], texts_of, "", shallow=False) == Behind("c1", 2, 2)
    assert behind(["One"], REVISIONS[:3], texts_of, "", shallow=False) == Behind("c1", 2, 2)


def test_without_a_history_nothing_is_said() -> None:
    assert behind(["One."], (), read, "", shallow=False) is None
