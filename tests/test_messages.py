"""Every message of ours is there in Chinese, with the same placeholders, and compiled."""

from __future__ import annotations

import ast
import re
from gettext import GNUTranslations

import polib

from tests.messages import CATALOGUE, DERIVED, PACKAGE, problems
from transpipe import wiring

PLACEHOLDER = re.compile(r"\{\w*\}")


def test_every_message_is_translated_and_compiled() -> None:
    assert problems() == []


def test_placeholders_are_those_of_the_source() -> None:
    for entry in polib.pofile(str(CATALOGUE)):
        words = entry.msgstr or "".join(entry.msgstr_plural.values())
        plural = set(PLACEHOLDER.findall(entry.msgid)) | set(
            PLACEHOLDER.findall(entry.msgid_plural)
        )
        assert set(PLACEHOLDER.findall(words)) == plural, entry.msgid


def test_messages_for_taiwan_are_traditional_and_quote_files_as_they_are() -> None:
    """Every one is there; no character is another's, and no name of a file is converted."""
    with DERIVED.open("rb") as file:
        known = GNUTranslations(file)
    speller = wiring.speller()
    for entry in polib.pofile(str(CATALOGUE)):
        said = known.gettext(entry.msgid)
        if entry.msgid_plural:
            said = known.ngettext(entry.msgid, entry.msgid_plural, 2)
        assert said != entry.msgid or said == entry.msgstr, entry.msgid
        assert set(PLACEHOLDER.findall(said)) == set(
            PLACEHOLDER.findall(entry.msgid + entry.msgid_plural)
        )
        # As they stand in files.
        for name in dict.fromkeys(re.findall("[\u4e00-\u9fff]+", entry.msgid)):
            assert name in said
            said = said.replace(name, "")
        assert [one.character for one in speller.wrong(said)] == []


# What is asked for there by a value, stands elsewhere as it is said.
_BY_VALUE = {"cli/help.py", "cli/completing.py", "workflows/explain.py"}
_PERHAPS = re.compile(r"(?<![\w.])(?:_|ngettext)\(\s*[^\"'\s)]")


def test_every_message_is_said_where_it_is_asked_for() -> None:
    """One that is put together, or comes from a value, no catalogue would have."""
    texts = {
        path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8")
        for path in PACKAGE.rglob("*.py")
    }
    assert {name for name, text in texts.items() if _asks_by_value(text)} == _BY_VALUE


def _asks_by_value(text: str) -> bool:
    calls = ast.walk(ast.parse(text)) if _PERHAPS.search(text) else ()
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "ngettext")
        and not isinstance(call.args[0], ast.Constant)
        for call in calls
    )
