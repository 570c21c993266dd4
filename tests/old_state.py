"""Repositories as commit 35aef3a left them: how they were made, and how a test gets one.

python -m tests.old_state makes them anew, by the code of that commit.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT
from tests.histories import po_text
from tests.histories.po_text import Entry
from tests.shadow.checkout import Code, Server, checked_out

COMMIT = "35aef3a"
FIXTURES = ROOT / "tests" / "fixtures" / f"state-{COMMIT}"
KILLED = ("announced", "written", "torn", "unremembered")
LAYOUTS = ("own", "source")
_KILLER = """
import os, sys
sys.path.append(sys.argv[1])
from tests.histories.killing import Killed, killed_at
from transpipe.cli import main
try:
    with killed_at(int(sys.argv[2])):
        main([sys.argv[3]])
except Killed:
    os._exit(9)
"""


def repository(place: Path, *names: str) -> Path:
    """A copy of a fixture with the others laid over it, as a command would find it."""
    for name in names:
        shutil.copytree(FIXTURES / name, place, dirs_exist_ok=True)
        if (place / "_transpipe").exists():
            shutil.copytree(place / "_transpipe", place / ".transpipe", dirs_exist_ok=True)
            shutil.rmtree(place / "_transpipe")
        for left in place.rglob("_transpipe-*"):  # under its own name it would be swept away
            left.rename(left.with_name(left.name.replace("_", ".", 1)))
    settings = place / "transpipe.toml"  # one has another name since, which people are told
    settings.write_text(settings.read_text("utf-8").replace("locales = ", "derived = "), "utf-8")
    return place


def main() -> int:
    """Makes all of them; 0."""
    with checked_out(COMMIT) as (code, _said), tempfile.TemporaryDirectory() as place:
        server = Server(code)
        for layout in LAYOUTS:
            _made(layout, Path(place) / layout, code, server)
        server.close()
    return 0


def _made(layout: str, place: Path, code: Code, server: Server) -> None:
    """One layout: settled, typed, killed in four ways, and done."""

    def run(*arguments: str) -> None:
        said = server.ask(place, list(arguments))
        assert said["code"] in (0, 1), said

    shutil.copytree(FIXTURES / "begin", place)
    _settled(layout, place, run)
    _stored(place, layout, {})
    settled = _files(place)
    _typed(place)
    _stored(place, f"{layout}-typed", settled)
    typed = _files(place)
    for killed in KILLED:
        _killed(killed, place, code)
        _stored(place, f"{layout}-{killed}", typed)
        _back(place, typed)
    for command in ("sync", "build", "sync"):
        run(command)
    _stored(place, f"{layout}-done", typed)


# ── What people and commands did ────────────────────────────────────────────────────────────


def _settled(layout: str, place: Path, run: Callable[..., None]) -> None:
    run("align")
    if layout == "source":
        for name in ("tea", "tools", "verse"):
            run("build", "--relayout", f"原文/{name}.md")
    run("convert", "--add", "zh_TW")
    run("build")
    run("draft", "--engine", "echo", "--limit", "1")
    _replaced(place / "原文/tea.md", "80 degrees", "90 degrees")  # a patch
    _replaced(place / "原文/tea.md", "Keep the tin away from light.\n\n", "")  # obsolete
    _replaced(place / "原文/tea.md", "- Use a glass pot", "- Never use a glass pot")  # stale
    _replaced(place / "原文/tools.md", "colour", "color")  # kept
    run("sync")
    _replaced(place / "原文/tea.md", "Never use a glass pot", "Never use a big glass pot")  # twice
    _replaced(place / "译文/tools.md", "只用温水清洗。", "请只用温水洗。")  # a conflict
    _said(place, "zh_CN", "tools", "Wash it", lambda entry: entry.said("用温水冲洗即可。"))
    _said(place, "zh_CN", "tea", "Do not use", _noted)
    _said(place, "zh_CN", "tea", "In the morning", lambda entry: entry.said("清晨"))
    _replaced(
        place / "译文/zh_TW/tea.md", "請慢慢地喝。", "請慢慢品嚐。"
    )  # an override in the file
    _said(place, "zh_TW", "tea", "Young leaves", lambda entry: entry.said("嫩葉子"))
    for command in ("sync", "build", "sync", "build"):
        run(command)


def _typed(place: Path) -> None:
    """Work that no command has seen: words in the catalogue, and others in a file."""
    _said(place, "zh_CN", "tea", "This one was left", lambda entry: entry.said("这一句现在有了。"))
    _said(place, "zh_CN", "tea", "Old leaves", lambda entry: entry.said("陈年老叶"))
    _said(place, "zh_CN", "verse", "Nobody speaks", lambda entry: entry.said("茶好之前无人说话。"))
    _replaced(place / "译文/tea.md", "把茶叶存放在阴凉处", "把茶叶收在阴凉的柜子里")


def _noted(entry: Entry) -> Entry:
    """With a translator's note, and a review as the code of then writes it."""
    from transpipe.text.digest import digest

    of = digest(entry.fields.get("msgctxt"), entry.source, entry.target)
    return Entry(("# 壶：统一译作壶", f"# transpipe: reviewed by=Li of={of}", *entry.lines))


def _killed(how: str, place: Path, code: Code) -> None:
    """A command is killed at the first write, fsync or rename that leaves such a state."""
    before = _files(place)
    for step in range(200):
        _back(place, before)
        if how != "unremembered":
            _run(code, place, 1000, "sync")
        start = _files(place)
        _run(code, place, step, "sync" if how == "unremembered" else "build")
        if _is(how, start, _files(place)):
            return
    raise AssertionError(f"no kill leaves it {how}")


def _is(how: str, start: dict[str, bytes], end: dict[str, bytes]) -> bool:
    """Whether a kill left what is looked for."""
    changed = {path for path in end if start.get(path) != end[path]}
    coming = any(path.startswith(".transpipe/coming/zh_CN/原文/tea") for path in end)
    torn = {path.split("/")[0] for path in end if path.endswith(".tmp")}
    file = "译文/tea.md" in changed
    if how == "announced":
        return coming and not file and not torn
    if how == "written":
        return coming and file and not torn
    if how == "torn":
        return torn == {"译文"} and not file
    base = any(path.startswith(".transpipe/base") for path in changed)
    return "locales/zh_CN/LC_MESSAGES/原文/tea.po" in changed and not base and not torn


def _run(code: Code, place: Path, step: int, command: str) -> None:
    arguments = [code.python, "-P", "-c", _KILLER, str(ROOT), str(step), command]
    subprocess.run(arguments, cwd=place, env=code.environment, check=False, capture_output=True)


# ── Files ───────────────────────────────────────────────────────────────────────────────────


def _replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    path.write_text(text.replace(old, new), "utf-8")


def _said(
    place: Path, locale: str, name: str, begins: str, change: Callable[[Entry], Entry]
) -> None:
    path = place / "locales" / locale / "LC_MESSAGES" / "原文" / f"{name}.po"
    text = path.read_text("utf-8")
    found = [e for e in po_text.read(text) if e.live and e.source.startswith(begins)]
    assert len(found) == 1, (path, begins)
    new = po_text.changed(text, lambda _n, entry: change(entry) if entry == found[0] else entry)
    path.write_text(new, "utf-8")


def _files(place: Path) -> dict[str, bytes]:
    """Every file but locks; temporary ones have a name that does not tell the process."""
    return {
        re.sub(r"-\d+-\d+\.tmp", "-4242-0.tmp", str(path.relative_to(place))): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name not in ("lock", "holder", ".gitignore")
    }


def _back(place: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(place)
    for path, data in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)


def _stored(place: Path, name: str, below: dict[str, bytes]) -> None:
    """Puts what is other than `below` into a fixture; nothing there has gone."""
    files = _files(place)
    assert not (gone := set(below) - set(files)), gone
    shutil.rmtree(FIXTURES / name, ignore_errors=True)
    for path, data in files.items():
        if below.get(path) != data:
            kept = FIXTURES / name / re.sub(r"(^|/)\.transpipe(?=[-/])", r"\1_transpipe", path)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
