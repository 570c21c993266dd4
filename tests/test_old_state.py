"""What commit 35aef3a wrote is read by every later one: nothing is changed, nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.histories import po_text
from tests.old_state import FIXTURES, KILLED, LAYOUTS, repository
from tests.repository import Repository
from transpipe import po

pytestmark = pytest.mark.first(2)

CATALOGUES = sorted(FIXTURES.rglob("*.po"))


def files(root: Path) -> dict[str, bytes]:
    """What people see of a repository: sources, translations, catalogues, settings.

    Without what catalogues say of the places of their units, which is new since, and without the
    addresses in files of derived locales: they led to files of zh_CN.
    """
    state = Repository(root).state()
    shown = {path: data for path, (data, _time) in state.items() if not path.startswith("_site/")}
    local = {path: re.sub(rb"(?<=\]\()[^()]*", b"", data) for path, data in shown.items()}
    shown |= {path: local[path] for path in shown if "/zh_TW/" in path and path.endswith(".md")}
    return {path: re.sub(rb"(?m)^#[.] \xc2\xa7 .*\n", b"", data) for path, data in shown.items()}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(FIXTURES)))
def test_a_catalogue_is_read_and_written_as_it_was(path: Path) -> None:
    """Byte for byte."""
    text = path.read_bytes().decode()
    assert po.render(po.parse(text, str(path))) == text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_there_is_nothing_to_do(layout: str, tmp_path: Path) -> None:
    """P6: a state that is settled stays as it is, whichever command looks at it."""
    root = repository(tmp_path / "work", layout)
    before = files(root)
    for command in ("sync", "build", "run", "sync"):
        assert Repository(root).transpipe(command).code == 0
        assert files(root) == before


def test_every_kind_of_unit_is_there() -> None:
    """The fixtures hold what they are there for."""
    for layout in LAYOUTS:
        text = "".join(p.read_text("utf-8") for p in sorted((FIXTURES / layout).rglob("*.po")))
        for sign in (
            "by=patch", "by=keep", "by=mt:echo", "by=align", "by=convert:", "conflict from=md",
            "reviewed by=", "#| msgid", "#~ msgid \"Keep", "msgctxt \"Green", "Lines: keep",
            "# > 嫩叶", "# 壶", 'msgstr ""\n\n',
        ):  # fmt: skip
            assert sign in text, (layout, sign)


def said(root: Path) -> dict[str, bytes]:
    """The files less what a header has since: of the converter, and the sum of the header."""
    return {name: _HEADER.sub(b"", data) for name, data in files(root).items()}


_HEADER = re.compile(rb'"X-Transpipe-(?:Converter|Seal): .*"\n')


@pytest.mark.parametrize("killed", KILLED)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_was_killed_is_finished(layout: str, killed: str, tmp_path: Path) -> None:
    """P8: words typed before the kill stand, in the catalogue and in the file, as without it."""
    root = repository(tmp_path / "work", layout, f"{layout}-typed", f"{layout}-{killed}")
    done = said(repository(tmp_path / "done", layout, f"{layout}-typed", f"{layout}-done"))
    for command in ("sync", "build", "sync"):
        assert Repository(root).transpipe(command).code == 0
    assert said(root) == done
    assert not list(root.rglob("*.tmp"))
    for word in ("这一句现在有了。", "陈年老叶", "茶好之前无人说话。", "阴凉的柜子里"):
        assert any(word in po_text.unfolded(p.read_text("utf-8")) for p in root.rglob("*.po"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_remembered_is_no_loss(layout: str, tmp_path: Path) -> None:
    """In a fresh clone, whose `.transpipe/` is not there, the same words stand."""
    root = repository(tmp_path / "work", layout)
    before = files(root)
    for path in sorted((root / ".transpipe").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for command in ("sync", "build", "sync"):
        assert Repository(root).transpipe(command).code == 0
    assert files(root) == before
