"""Every screen of help: it fits, it is in one language, and its example runs."""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import polib
import pytest

from tests.completions import every_command
from tests.messages import CATALOGUE
from tests.repository import ENVIRONMENT, Repository, adopted
from transpipe import wiring
from transpipe.cli import screen
from transpipe.cli.app import COMMANDS
from transpipe.cli.summaries import GROUPS, HIDDEN, SUMMARIES

EN = "# Title of it\n\nThe first paragraph says hello.\n\nThe owner has the ownership of it.\n"
ZH = "# 它的标题\n\n第一段说你好。\n\n所有者对它有拥有权。\n"
ROW = "* [Title](https://example.org/a) | [原文](./原文/X.md) | [译文](./译文/X.md)\n"
PO = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: zh_CN\\n"\n\n'
    'msgid "A"\nmsgstr "甲"\n'
)
TMX = (
    '<tmx version="1.4"><header srclang="en" segtype="block" adminlang="en" datatype="plaintext" '
    'o-tmf="x" creationtool="x" creationtoolversion="1"/><body><tu><tuv xml:lang="en"><seg>A</seg>'
    '</tuv><tuv xml:lang="zh-CN"><seg>甲</seg></tuv></tu></body></tmx>'
)
TERMS = '[[term]]\nsource = "ownership"\ntarget = "所有权"\n'

# Words that are names: of tools, formats, and what stands in files as it is.
NAMES = {
    "transpipe", "git", "gettext", "shell", "msgmerge", "polib", "po", "csv", "tbx", "key", "id",
    "qid", "old", "new", "source", "target", "answer", "fuzzy", "msgid", "msgstr", "true", "false",
    "memory", "mt", "google", "cpp", "llama", "schema", "rev", "as", "path", "derived", "fetch",
    "depth", "sidebar", "label", "tool", "toml", "properties", "strings", "deep", "translator",
    "auto", "keep", "pairs", "site", "tolerate", "anchors", "terms", "one", "processes", "dask",
    "zh", "command", "postgresql", "do", "gitattributes", "previous", "draft",
    *(word for name in COMMANDS for word in name.split("-")),
}  # fmt: skip
_CALL = re.compile(r"transpipe [\w-]+( [\w./:=-]+)*")
_FILES = re.compile(r"[\w*-]*\.[a-z.]+|\w+_\w+|\S+://\S+")
NO_PROSE = re.compile(r"`[^`]*`|\{\w*\}|--[\w-]+|(?<!\S)-\w\b|\[\[?\w+\]?\]")


def leftover(text: str) -> list[str]:
    """English words of a Chinese text that are no names."""
    words = re.findall(r"(?<![A-Za-z0-9])[a-z]{2,}(?![A-Za-z0-9])", NO_PROSE.sub(" ", text))
    return [word for word in words if word not in NAMES]


# All commands are known before the first is called: their parser is made once.
_BEGIN = (
    "from importlib import import_module\n"
    "from transpipe.cli import main\n"
    "import gettext\n"
    "from pathlib import Path\n"
    "import transpipe\n"
    "folder = Path(transpipe.__file__).parent / 'messages'\n"
    "gettext.bindtextdomain('transpipe', str(folder)), gettext.textdomain('transpipe')\n"
    f"for name in {COMMANDS!r}:\n    import_module(f'transpipe.cli.{{name}}')\n"
)


def screens(language: str, columns: int = 80) -> dict[tuple[str, ...], str]:
    """All help there is, of a process that speaks a language."""
    calls = [words for words, _command in every_command()] + [("--all",)]
    code = (
        f"{_BEGIN}for words in {calls!r}:\n"
        "    try:\n        main([*words, '--help'])\n"
        "    except SystemExit as end:\n        assert end.code == 0\n"
        "    print('\\f', end='')\n"
    )
    environment = os.environ | ENVIRONMENT | {"LANGUAGE": language, "COLUMNS": str(columns)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    return dict(zip(calls, done.stdout.decode().split("\f"), strict=False))


@pytest.fixture(scope="module")
def english() -> dict[tuple[str, ...], str]:
    """All help there is."""
    return screens("en")


@pytest.fixture(scope="module")
def chinese() -> dict[tuple[str, ...], str]:
    """The same in Chinese."""
    return screens("zh_CN")


def test_the_groups_are_all_commands() -> None:
    assert [name for names in GROUPS.values() for name in names] == list(SUMMARIES)


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_the_help_fits_a_screen(language: str, request: pytest.FixtureRequest) -> None:
    """Each has room on 80 × 24 with the line that is typed next; what is long is asked for."""
    found = request.getfixturevalue(language)
    high = {" ".join(words): text.count("\n") for words, text in found.items()}
    del high["--all"]
    assert {words: count for words, count in high.items() if count > 23} == {}
    wide = [line for text in found.values() for line in text.split("\n") if screen.cells(line) > 80]
    assert wide == []
    assert [line for text in found.values() for line in text.split("\n") if "…" in line[-2:]] == []


def test_who_must_redo_a_paragraph_finds_the_command_on_the_first_screen(
    english: dict[tuple[str, ...], str], chinese: dict[tuple[str, ...], str]
) -> None:
    (line,) = [line for line in english[()].splitlines() if "redo" in line and "status" in line]
    assert "paragraph" in line
    (line,) = [line for line in chinese[()].splitlines() if "重译" in line and "status" in line]


def test_plumbing_shows_where_it_is_asked_for(english: dict[tuple[str, ...], str]) -> None:
    plumbing = {name for names in [*GROUPS.values()][-HIDDEN:] for name in names}
    listed = english[()].split("\n\n", 1)[1]
    named = {line.split()[0] for line in listed.splitlines() if line.startswith("  ")}
    for names in re.findall(r"^\S.*?: ([\w ]+)$", listed, re.MULTILINE):
        named |= {*names.split()}
    for name in COMMANDS:
        assert (name in named) is (name not in plumbing), name
        assert re.search(rf"^  {name} ", english[("--all",)], re.MULTILINE), name


def test_what_is_rare_shows_where_all_is_asked_for(tmp_path: Path) -> None:
    """Beside `--help`, `--all` is asked of the help, whatever else the command means by it."""
    made = Repository(tmp_path)
    short, whole = (made.transpipe("check", "--help", *more).out for more in ([], ["--all"]))
    assert "--tree" not in short
    assert "`transpipe check --help --all`" in short
    assert "--tree" in whole
    assert "--all " in whole
    assert made.transpipe("doctor", "--all", "--help").code == 0
    assert made.transpipe("doctor", "--all").code == 2


def test_the_help_is_in_one_language(chinese: dict[tuple[str, ...], str]) -> None:
    """But for names, and what options are called and take."""
    engines = {"echo", "pseudo", "libre", "deepl", "openai", "baidu"}
    for words, text in chinese.items():
        assert text.startswith("用法：")
        prose = [line for line in text.splitlines()[1:] if not line.startswith("例：")]
        told = [re.sub(r"^  \S.*?(  +|$)", "", line) for line in prose]
        told = [re.sub(r"\[默认：[^\]]*\]", "", line) for line in told]
        left = {word for line in told for word in leftover(_FILES.sub("", line))}
        assert left <= {*engines, *words}, (words, left)


@pytest.mark.more
def test_the_help_speaks_traditional_chinese(chinese: dict[tuple[str, ...], str]) -> None:
    """The same screens, with the characters and words of Taiwan; they fit as well."""
    found, speller = screens("zh_TW"), wiring.speller()
    assert found.keys() == chinese.keys()
    for words, text in found.items():
        assert text.startswith("用法："), words
        assert text != chinese[words], words
        assert [one.character for one in speller.wrong(text.partition("例：")[0])] == [], words
        assert text.count("\n") <= 23 or words == ("--all",), words


def half_english() -> dict[str, list[str]]:
    """The messages in whose Chinese English words are left, with these."""
    names = r"transpipe [\w-]+( [\w./:=-]+)*|[\w*-]+\.[a-z.]+|\w+_\w+|\S+://\S+"
    return {
        entry.msgid: left
        for entry in polib.pofile(str(CATALOGUE))
        if not entry.msgid.startswith("Example: ")
        for words in (entry.msgstr, *entry.msgstr_plural.values())
        if (left := leftover(re.sub(names, "", words)))
    }


def test_no_message_is_half_english() -> None:
    assert half_english() == {}


WRONG = (
    "accept", "build --keep abc", "build --keep 120", "build --bsae", "draft --limit 0",
    "align --from foo", "segments", "segments a b c", "check --format x", "build --quiett",
    "terms mime", "bulid", "--executor", "build --dry-run=3", "terms", "status --fail-under",
    "tm search --limit x y",
)  # fmt: skip


@pytest.mark.more
def test_what_is_wrong_with_a_call_is_told_in_chinese(tmp_path: Path) -> None:
    """Typer's words are none of ours: each kind of fault has its own."""
    code = (
        f"{_BEGIN}for call in {WRONG!r}:\n"
        "    try:\n        main(call.split())\n"
        "    except SystemExit as end:\n        assert end.code == 2\n"
    )
    environment = os.environ | ENVIRONMENT | {"LANGUAGE": "zh_CN"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=True)
    said = done.stderr.decode().splitlines()
    assert len(said) == len(WRONG), said
    known = {"text", "json", "github", "sarif", "rdjson", "bilingual", "mine", "build"}
    for call, line in zip(WRONG, said, strict=True):
        assert re.search("[\u4e00-\u9fff]", line.partition("（参见")[0]), line
        typed = {word for part in call.split() for word in part.strip("-").split("-")}
        assert {*leftover(line)} <= typed | known, line


@pytest.mark.more
def test_every_example_runs(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "README.md": f"## Articles\n\n{ROW}", "README_EN.md": "## Articles\n\n* [Title](x)\n",
        "原文/X.md": EN, "译文/X.md": ZH, "old.md": EN, "new.md": f"{EN}\nM.\n",
        "zh_CN.po": PO, "new.pot": PO.replace("甲", ""), "old.po": PO, "ours.po": PO,
        "theirs.po": PO, "old.tmx": TMX, "zh-CN.json": '{"a": "甲"}', "en.json": '{"a": "A"}',
        "terms.toml": TERMS, "articles/x.md": ZH,
    }  # fmt: skip
    made = adopted(tmp_path / "work", files)
    made.write("原文/X.md", EN.replace("hello", "welcome"))
    made.write("译文/X.md", ZH.replace("你好", "您好") + "\n又一段中文。\n")
    made.transpipe("sync")
    made.git("add", "-A")
    made.git("commit", "-qm", "all")  # `rm` takes out what git has
    made = replace(made, environment={"LANGUAGE": "en"})
    examples = [command.epilog for words, command in every_command() if words]
    assert None not in examples
    lines = made.read("译文/X.md").split("\n")
    for example in dict.fromkeys(examples):
        call = re.sub(r" > \S+$", "", example.removeprefix("Example: transpipe "))
        call = call.replace("X.md:12", f"X.md:{lines.index('第一段说您好。') + 1}")
        call = call.replace("origin/main", "HEAD")
        call += " --json-lines" if call.startswith("edit ") else ""  # there is no terminal
        with patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(), "utf-8")):
            ran = made.transpipe(*shlex.split(call))
        assert ran.code in (0, 1), (call, ran.out + ran.err)
        assert "Traceback" not in ran.err
