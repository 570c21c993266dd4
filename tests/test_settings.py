"""Settings that make no sense are refused with their line; what they miss is told of."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from tests.repository import Repository, small
from tests.test_architecture import PACKAGE
from transpipe.config import parse
from transpipe.editions.pairing import known_codes
from transpipe.errors import BadSetting
from transpipe.rules import RULES

EN = "# Title of it\n\nThe first paragraph says hello.\n"
ZH = "# 它的标题\n\n第一段说你好，你好。\n"
FILES: dict[str, str | bytes] = {
    "README.md": "# 文章\n\n* [A](https://a.org) | [原文](./原文/a.md) | [译文](./译文/a.md)\n",
    "原文/a.md": EN, "译文/a.md": ZH, "docs/b.md": EN, "docs/b.zh.md": ZH,
}  # fmt: skip
PAIR = '[[pairs]]\nsource = "{}"\ntarget = "{}"\n'
TWO = PAIR + "\n" + PAIR


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (TWO.format("a", "x", "b", "x"), 7, "pairs.target: x is the target of another pair"),
        (TWO.format("a", "x", "b", "./x"), 7, "pairs.target: x is the target of another pair"),
        (TWO.format("a", "x", "a", "y"), 6, "pairs.source: a is the source of another pair"),
        (TWO.format("\u00e9", "x", "e\u0301", "y"), 6, "pairs.source: "),
        (TWO.format("a", "b", "b", "c"), 6, "pairs.source: b is the target of another pair"),
        (TWO.format("b", "c", "a", "b"), 7, "pairs.target: b is the source of another pair"),
        (PAIR.format("a", "a"), 3, "pairs.target: a is its own source"),
        ('pairs = [{source = "a", target = "a"}]', 1, "pairs.target: a is its own source"),
        ('source_dir = "docs"\n\ntarget_dir = "./docs/"', 3, "target_dir: is the source_dir too"),
        ('source_dir = "译文"', 1, "source_dir: is the target_dir too"),
        ('target_dir = "原文"', 1, "target_dir: is the source_dir too"),
        *(
            (f'\n{key} = "{name}"', 2, f"{key}: should be a folder of articles, not {name}")
            for key in ("source_dir", "target_dir")
            for name in ("locales", "_site", ".transpipe", "locales/zh", ".docs", "a/node_modules")
        ),
        ('target_dir = ".git"', 1, "target_dir: should be a path inside the repository"),
        *(
            (PAIR.format("a.md", f"{name}/a.md"), 3, "pairs.target: should be an article, not a")
            for name in ("locales", "_site", ".transpipe")
        ),
        (PAIR.format("a.md", "b.md") + '\n[articles."a.md"]\nlines = "wrap"', 0, ""),
        ('head = "h.md"\n' + PAIR.format("h.md", "b.md"), 1, "head: h.md is an article"),
        ('foot = "b.md"\n' + PAIR.format("a.md", "b.md"), 1, "foot: b.md is an article"),
        ('stale_banner = "h.md"\n[articles."h.md"]\ntitle = "x"', 1, "stale_banner: h.md"),
        ('head = "README.md"', 1, "head: README.md is an index"),
        ('head = "h.md"\nfoot = "h.md"', 0, ""),
        ("[check]\n\nignore = []", 0, ""),
        ('derived = ["zh_TW", "zh_TW"]', 1, "derived: zh_TW stands there twice"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(text: str, line: int, said: str) -> None:
    if not line:
        parse(text)
        return
    with pytest.raises(BadSetting) as refused:
        parse(text)
    assert str(refused.value).startswith(f"transpipe.toml:{line}: {said}")


def test_the_same_in_pyproject() -> None:
    text = '[tool.transpipe]\nsource_dir = "a"\ntarget_dir = "a"\n'
    with pytest.raises(BadSetting) as refused:
        parse(text, "pyproject.toml")
    assert str(refused.value).startswith("pyproject.toml:3: target_dir: ")


# ── Settings that only the files can tell of ────────────────────────────────────────────────


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return small(tmp_path / "repository", FILES)


COMMANDS = ("init", "status", "align", "sync", "check", "build", "pages", "run", "")


def refused(repository: Repository, settings: str, start: str) -> None:
    repository.write("transpipe.toml", settings)
    before = repository.state()
    for command in COMMANDS:
        ran = repository.transpipe(*command.split())
        assert (ran.code, ran.out) == (2, ""), command
        assert ran.err.startswith(f"transpipe: {start}"), ran.err
        assert ran.err.count("\n") == 1
    assert repository.state() == before


def test_a_folder_or_index_that_is_not_there(repository: Repository) -> None:
    for path in ("README.md", "docs", "原文"):
        place = repository.root / path
        shutil.rmtree(place) if place.is_dir() else place.unlink()
    repository.write("english/a.md", EN)
    refused(
        repository, '\nsource_dir = "englsh"\n',
        "transpipe.toml:2: source_dir: there is no folder englsh (did you mean english?)",
    )  # fmt: skip
    refused(repository, 'index = ["docs/INDEX.md"]\n', "transpipe.toml:1: index: there is no file")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('\nsource_dir = "englsh"\n', "source_dir: there is no folder englsh"),
        ('\nindex = ["README.md", "INDEX.md"]\n', "index: there is no file INDEX.md"),
    ],
)
def test_where_something_else_works_it_is_told(
    repository: Repository, settings: str, said: str
) -> None:
    repository.write("transpipe.toml", settings)
    for command in ("init", "status", "check"):
        ran = repository.transpipe(command)
        assert ran.code == 0, ran.err
        assert f"transpipe.toml:2: warning missing-path: {said}" in ran.out


@pytest.mark.parametrize(
    "settings", ["", 'source_dir = "原文"\n', 'index = ["README.md"]\n', 'target_dir = "中文"\n']
)
def test_defaults_that_are_not_there_are_no_matter(tmp_path: Path, settings: str) -> None:
    made = small(tmp_path / "repository", {"docs/b.md": EN, "docs/b.zh.md": ZH})
    made.write("transpipe.toml", settings)
    for command in ("init", "align", "status", "run"):
        ran = made.transpipe(command)
        assert ran.code == 0, ran.err
        assert "transpipe.toml:" not in ran.out
    empty = small(tmp_path / "empty", {})
    empty.write("transpipe.toml", settings)
    assert empty.transpipe("status").code == 0


@pytest.mark.parametrize("key", ["head", "foot", "stale_banner"])
@pytest.mark.parametrize("path", ["原文/a.md", "译文/a.md", "docs/b.md", "docs/b.zh.md"])
def test_a_template_that_is_an_article(repository: Repository, key: str, path: str) -> None:
    refused(repository, f'{key} = "{path}"\n', f"transpipe.toml:1: {key}: {path} is an article")


def test_a_template_beside_articles(repository: Repository) -> None:
    repository.write("译文/_head.md", "> 译自 {title}\n")
    repository.write("transpipe.toml", 'head = "译文/_head.md"\n')
    for command in ("align", "sync", "build"):
        assert repository.transpipe(command).code == 0


def test_an_unknown_check_is_named_with_the_nearest(repository: Repository) -> None:
    refused(
        repository, '[check]\n\nignore = ["dead-link", "ded-anchor"]\n',
        "transpipe.toml:3: check.ignore: there is no check ded-anchor (did you mean dead-anchor?)",
    )  # fmt: skip
    refused(
        repository, '[check]\nignore = ["zzzz"]\n', "transpipe.toml:2: check.ignore: there is no"
    )
    repository.write("pyproject.toml", '[tool.transpipe.check]\nignore = ["wrong-number"]\n')
    (repository.root / "transpipe.toml").unlink()
    assert repository.transpipe("check").code == 0


def _codes(path: Path) -> set[str]:
    """The first argument of whatever makes a finding in a module, where it is spelt out."""
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    names = ("Finding", "_finding", "note")
    mine = [c for c in calls if getattr(c.func, "id", getattr(c.func, "attr", "")) in names]
    first = [c.args[0] for c in mine if c.args]
    said = [a.value for a in first if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return {code for code in said if code}


def test_every_code_of_a_check_may_be_ignored() -> None:
    modules = [*(PACKAGE / "pairs").glob("*.py")]
    wishes = ("editions/staleness", "editions/pairing", "workflows/status", "workflows/check")
    modules += [PACKAGE / f"{name}.py" for name in wishes]
    # What a sync tells of is no check.
    found = {code for path in modules for code in _codes(path)} - {"patched"}
    found |= {rule.code for rule in RULES}
    assert len(found) > 15
    assert found <= set(known_codes())
    assert {"changed-url", "missing-image", "stale-modality", "stale-content"} <= set(known_codes())


# ── A merge that git left unfinished ────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", ["status", "run", "build", "align", "init"])
@pytest.mark.parametrize("path", ["transpipe.toml", "pyproject.toml"])
def test_settings_with_the_marks_of_a_conflict_are_not_guessed(
    repository: Repository, path: str, command: str
) -> None:
    table = "[tool.transpipe]\n" if path == "pyproject.toml" else ""
    ours, theirs = 'target_dir = "译文"', 'target_dir = "中文"'
    (repository.root / "transpipe.toml").unlink(missing_ok=True)
    repository.write(path, f"{table}<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> other\n")
    before = repository.state()
    ran = repository.transpipe(command)
    assert ran.code == 4
    assert f"{path}:{2 if table else 1}: git left a merge unfinished" in ran.out + ran.err
    assert repository.state() == before
