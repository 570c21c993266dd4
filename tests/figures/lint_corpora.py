"""What checks tell of good Chinese: errors that are none, a first day with a baseline, the time.

Every error that is told of these texts was read once, and is one; `judged.txt` lists them by the
digest of what is said. One that is not in it counts as false until somebody has read it.
"""

from __future__ import annotations

import json
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import mistune
import polib

from tests.figures import Figure
from tests.layouts import LAYOUTS, lay, read
from tests.repository import Repository
from transpipe.check.run import check_file, check_pair, check_units
from transpipe.editions.project import Project, opened
from transpipe.links.addresses import Files
from transpipe.model import Edition, Finding, Severity
from transpipe.model.text import digest
from transpipe.repository import Workspace
from transpipe.workflows import check as checking

_JUDGED = Path(__file__).with_name("judged.txt")
_BOOK = "zh_CN.po"
_DOCS = "fastapi/docs/"


def figures(data: Path) -> Iterator[Figure]:
    """The figures of a book's catalogue and of a site's pages beside their English."""
    judged = set(_JUDGED.read_text("utf-8").split())
    with tempfile.TemporaryDirectory() as place:
        root = Path(place, "docs")
        text = _unpacked(data, root)
        book = list(_of_book(text))
        yield _false("a book's catalogue", [f for each in book for f in each], len(book), judged)
        repository = Repository(root)
        repository.git("init", "-q")
        for step in ("init", "align"):
            repository.transpipe(step)
        yield from _of_docs(repository, judged)
    yield _of_layouts(judged)


def _unpacked(data: Path, root: Path) -> str:
    """The site's pages, put there; the book's catalogue."""
    text = ""
    with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as tar:
        for member in tar.getmembers():
            inside = tar.extractfile(member) if member.isfile() else None
            if inside is None:
                continue
            if member.name.endswith(_BOOK):
                text = inside.read().decode()
            elif _DOCS in member.name:
                path = root / member.name.partition(_DOCS)[2]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(inside.read())
    return text


def _of_book(text: str) -> Iterator[tuple[Finding, ...]]:
    for entry in polib.pofile(text):
        if entry.msgstr and not entry.obsolete and not entry.fuzzy:
            yield check_pair(entry.msgid, entry.msgstr)


def _false(said: str, found: list[Finding], units: int, judged: set[str]) -> Figure:
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    false = [each for each in errors if _key(each) not in judged]
    share = 1000 * len(false) / units
    value = f"{share:.1f} ({len(false)} of {len(errors)} errors, {units} units)"
    return f"lint, {said}: false errors", "<= 3 per 1,000 units", value, share <= 3


def _of_layouts(judged: set[str]) -> Figure:
    """The small repositories of the tests, each taken in and checked as somebody would."""
    found: list[Finding] = []
    units = 0
    for path in LAYOUTS:
        with tempfile.TemporaryDirectory() as place:
            repository = lay(read(path), Path(place))
            for step in ("init", "align"):
                repository.transpipe(step)
            catalogues = (repository.root / "locales").rglob("*.po")
            units += sum(len(polib.pofile(str(po))) for po in catalogues)
            rows = map(json.loads, repository.transpipe("check", "--json").out.splitlines())
            found += (
                Finding(r["check"], Severity(r["severity"]), r["message"], target=r["target"])
                for r in rows
            )
    return _false(f"the {len(LAYOUTS)} layouts of the tests", found, units, judged)


def _key(finding: Finding) -> str:
    return digest(f"{finding.code}\n{finding.message}\n{finding.target}")


def _of_docs(repository: Repository, judged: set[str]) -> Iterator[Figure]:
    project = _project(repository)
    found = list(checking.check(project, None))
    editions = [
        e for pair in project.pairs.pairs if isinstance(e := project.article(pair), Edition)
    ]
    units = sum(len(edition.catalogue.units) for edition in editions)
    yield _false("a site's pages", found, units, judged)
    repository.transpipe("check", "--baseline")
    code = repository.transpipe("check").code
    yield "lint, a site's pages: exit code with a baseline", "0", str(code), code == 0
    texts = [text for e in editions for text in (e.source.text, e.file.text)]
    parse = mistune.create_markdown(renderer=None, plugins=["table", "strikethrough", "url"])
    files = Files(project.files)

    def judge() -> None:
        for edition in editions:
            context = checking.context_of(project, edition, files)
            list(check_file(context))
            list(check_units(((u, 1) for u in edition.catalogue.units), context.path, context))

    def parsed() -> None:
        for text in texts:
            parse(text)

    ratio = _beside(judge, parsed)
    yield "lint: all rules beside mistune's full parse", "<= 3 x", f"{ratio:.2f} x", ratio <= 3
    again = _beside(lambda: repository.transpipe("check"), parsed)
    yield "lint: unchanged again", "<= 0.1 x", f"{again:.2f} x", again <= 0.1


def _project(repository: Repository) -> Project:
    workspace = Workspace(repository.root)
    return opened(workspace, workspace.config())


def _beside(work: Callable[[], object], other: Callable[[], object]) -> float:
    """How often the one takes the time of the other: the median of seven, by turns."""
    return median(_seconds(work) / _seconds(other) for _turn in range(7))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
