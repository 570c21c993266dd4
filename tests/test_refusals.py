"""What the system and git refuse is said in the language of the terminal."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from tests.repository import Repository
from transpipe.repository.refusals import reason


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_in_english_it_is_what_the_system_says(number: int) -> None:
    assert reason(OSError(number, os.strerror(number))) == os.strerror(number)


def test_in_chinese_no_english_is_left(tmp_path: Path) -> None:
    made = Repository(tmp_path, {"LANGUAGE": "zh_CN"})
    made.write("原文/a.md", "# Title\n\nOne.\n")
    made.steps("init", "sync")
    (tmp_path / "_site").write_text("a file")
    for words in (["review"], ["pages"], ["status", "--chart", "x.svg"]):
        ran = made.transpipe(*words)
        assert ran.code in (3, 4), ran
        assert (
            re.findall(r"[A-Za-z]{3,}", re.sub(r"transpipe|_site|git|pages|HEAD", "", ran.err))
            == []
        )
