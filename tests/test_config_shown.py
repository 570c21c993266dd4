"""`config show`: every setting, its value, and the line it comes from."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from tests.repository import small
from transpipe.config import Config, parse
from transpipe.config.shown import shown

SAID = """\
language = "en"
derived = ["zh_TW"]
memory = "postgresql://me:secret@host/name"

[draft]
engine = "echo"

[check.severity]
TP301 = "error"

[check.ignore_in]
"原文/*.md" = ["TP1", "dead-link"]

[articles."原文/a.b.md"]
title = "甲"

[[pairs]]
source = "docs/{name}.md"
target = "zh/{name}.md"
"""


def test_each_has_its_line(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {"transpipe.toml": SAID, "docs/a.md": "# A\n"})
    rows = [
        json.loads(line) for line in made.transpipe("config", "show", "--json").out.splitlines()
    ]
    lines = {row["key"]: row["line"] for row in rows if row["line"]}
    said = SAID.splitlines()
    assert all(row["file"] == ("transpipe.toml" if row["line"] else "") for row in rows)
    for key, line in lines.items():
        assert said[line - 1].startswith(
            ("[articles", "source")
            if key.startswith(("articles", "pairs"))
            else (key.split(".")[-1], f"[{key}]")
        ), key
    assert {"language", "derived", "memory", "draft.engine", "pairs[0]"} <= lines.keys()
    told = made.transpipe("config", "show", "--origin").out
    assert 'draft.engine = "echo"  # transpipe.toml:6' in told
    assert "secret" not in told


def test_what_is_shown_says_the_same_when_it_is_read() -> None:
    """But for the password and what has rows of its own, it is a settings file."""
    text = SAID.split("[articles")[0].replace("me:secret@", "")
    unset = ('""', "0")  # what may not be written where it is not set
    for config in (Config(), parse(text)):
        rows = list(shown(config))
        again = parse(
            "".join(f"{row.key} = {row.value}\n" for row in rows if row.value not in unset)
        )
        assert again == config
        assert all(tomllib.loads(f"x = {row.value}") for row in rows)
