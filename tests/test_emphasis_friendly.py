"""Emphasis beside Chinese as parsers show it that are friendly to Chinese, Japanese and Korean."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from random import Random

import pytest

from tests.generators.installed import npm
from tests.repository import Repository, small
from transpipe.markdown.emphasis import rendered, unrendered_emphasis

_PARSER = ("markdown-it@14.1.0", "markdown-it-cjk-friendly@3.0.0")
_PROGRAM = """
import { readFileSync } from "node:fs";
import MarkdownIt from "markdown-it";
import friendly from "markdown-it-cjk-friendly";
const parser = MarkdownIt().use(friendly);
const texts = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(texts.map((text) => parser.renderInline(text))));
"""
_PARTS = (
    *(
        "*",
        "**",
        "**",
        "***",
        "_",
        "词",
        "值",
        "a",
        "b c",
        " ",
        "，",
        "。",
        "：",
        "“",
        "”",
        "「",
        "」",
    ),
    *("(", ")", "（", "）", ".", "!", "、", "—", "カ", "한", "🎉", "１", "½"),
)


@pytest.mark.parametrize(
    "text",
    ["**注意：**值", "这是**（重要）**的", "**「词」**后", "先说**a。**再说", "**注意！**Next"],
)
def test_what_friendly_parsers_show_as_emphasis_is_broken_for_others(text: str) -> None:
    assert unrendered_emphasis(text)
    assert not unrendered_emphasis(text, cjk_friendly=True)


@pytest.mark.parametrize("text", ["** 注意：**值", "**注意： **值", "__注意：__值", "**“a”**b"])
def test_what_no_parser_shows_as_emphasis_is_broken(text: str) -> None:
    assert unrendered_emphasis(text, cjk_friendly=True)


def test_a_project_says_that_its_site_is_friendly(tmp_path: Path) -> None:
    files = {"原文/A.md": "# A\n\n**Mind:** it.\n", "译文/甲.md": "# 甲\n\n**注意：**它。\n"}
    row = "| [原文](./原文/A.md) | [译文](./译文/甲.md) |\n"
    repository = small(tmp_path, {**files, "README.md": row})
    assert _codes(repository) == {"emphasis-broken"}
    repository.write("transpipe.toml", "[markup]\ncjk_friendly = true\n")
    assert _codes(repository) == set()


def _codes(repository: Repository) -> set[str]:
    rows = map(json.loads, repository.transpipe("check", "--json").out.splitlines())
    return {row["check"] for row in rows if row["severity"] == "error"}


@pytest.mark.long
def test_texts_render_as_the_parser_renders_them() -> None:
    folder = npm(*_PARSER)
    (folder / "friendly.mjs").write_text(_PROGRAM)
    random = Random(20)
    texts = ["".join(random.choices(_PARTS, k=random.randint(3, 14))).strip() for _ in range(20000)]
    command = ["node", "friendly.mjs"]
    done = subprocess.run(
        command, cwd=folder, input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    for text, html in zip(texts, json.loads(done.stdout), strict=True):
        shown = html.count("<strong>") + html.count("<em>")
        assert len(rendered(text, cjk_friendly=True)) // 2 == shown, (text, html)
