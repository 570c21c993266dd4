"""No history in which people also use other tools, git and `cp` loses a word."""

from __future__ import annotations

import pytest

from tests.conftest import CASES, later
from tests.histories import po_text
from tests.histories.other_tools import broken, plan, played

QUICK, HISTORIES, AT_ONCE = 20, 40, 5
# Seeds that broke something once; each kind of fault was mended, and has a test of its own.
ONCE = [int(seed) for seed in (CASES / "histories-once-broken.txt").read_text("utf-8").split()]


@pytest.mark.first(1)
@pytest.mark.parametrize(
    "first", [*range(0, QUICK, AT_ONCE), *later(*range(QUICK, HISTORIES, AT_ONCE))]
)
def test_histories_with_other_tools_lose_nothing(first: int) -> None:
    """P4 to P6 beside gettext's tools, Babel, polib, git and `cp`; the guard has nothing to do."""
    found = {seed: said for seed in range(first, first + AT_ONCE) if (said := broken(seed))}
    assert not found


@pytest.mark.more
@pytest.mark.parametrize("part", [0, *later(1, 2, 3)])
def test_what_was_mended_stays_so(part: int) -> None:
    """A fourth of them in `make test`, from all over the list."""
    seeds = ONCE[part::4]
    assert not {seed: said for seed in seeds if (said := broken(seed))}


def test_a_seed_is_one_history() -> None:
    """What is done, and what becomes of it, is the same each time."""
    assert plan(7) == plan(7)
    assert played(plan(7)) == played(plan(7))


def test_entries_are_read_as_they_stand() -> None:
    """Wrapped, obsolete and fuzzy ones; what is put back is what was read."""
    text = (CASES / "catalogue" / "poedit-wrapped-it" / "input.po").read_text("utf-8")
    entries = po_text.read(text)
    assert po_text.written(entries).split() == text.split()
    assert [bool(entry.source) for entry in entries][:1] == [False]


def test_words_are_typed_as_an_editor_types_them() -> None:
    """Comments stay, the fuzzy flag and the previous text go."""
    entry = po_text.Entry(
        ("#. note", "#, fuzzy, c-format", '#| msgid "old"', 'msgid ""', '"a\\n"', '"b"',
         'msgstr ""', '"x\\n"', '"y"')
    )  # fmt: skip
    assert entry.key == (None, "a\nb", "x\ny")
    said = entry.said('1\n2 "3"')
    assert said.lines == (
        "#. note", "#, c-format", 'msgid ""', '"a\\n"', '"b"', 'msgstr ""', '"1\\n"', '"2 \\"3\\""'
    )  # fmt: skip
    assert said.key == (None, "a\nb", '1\n2 "3"')
