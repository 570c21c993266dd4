"""Every message of ours is there in Chinese, with the same placeholders, and compiled."""

from __future__ import annotations

import re

import polib

from tests.messages import CATALOGUE, problems

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
