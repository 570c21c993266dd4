"""How the translations came on: what the catalogues of earlier commits count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

from transpipe import po
from transpipe.editions.project import Project
from transpipe.errors import BadArgument, TranspipeError
from transpipe.model import Catalogue, Course, Standing
from transpipe.ports import Commits, Timeline
from transpipe.publish.progress_chart import as_chart
from transpipe.repository.files import digest

_MOST = 60  # commits that are read: the first, the last, and as many between at even distances


def course(project: Project, timeline: Timeline, commits: Commits) -> tuple[Course, ...]:
    """What the authored catalogues count at commits that changed them, oldest first.

    A catalogue that is damaged in a commit is not counted there. Raises GitFault.
    """
    folder = f"locales/{project.config.authored.value}/LC_MESSAGES"
    known: dict[bytes | None, Course] = {}  # by digest: a history holds many megabytes
    found: list[Course] = []
    for commit, time in some(timeline.moments([folder])):
        files = commits.at(commit, ()).files
        paths = [p for p in files.files() if p.startswith(f"{folder}/") and p.endswith(".po")]
        counts = Course(time)
        for path, data in zip(paths, files.read(paths), strict=True):
            if data is not None:
                name = digest(data)
                if name not in known:
                    known[name] = _counted(path, data)
                counts += known[name]
        found.append(counts)
    return tuple(found)


def draw(project: Project, timeline: Timeline, commits: Commits, path: str) -> tuple[str, ...]:
    """Writes the course as a picture; its path, if it is new. Raises GitFault, BadArgument."""
    workspace = project.workspace
    place = Path(workspace.start, path).resolve()
    if not path.endswith(".svg") or not place.is_relative_to(workspace.root):
        said = _("{path}: name a file of the repository that ends with .svg")
        raise BadArgument(said.format(path=path))
    drawn = as_chart(course(project, timeline, commits), project.config.language)
    with workspace.locked():
        return workspace.write(place.relative_to(workspace.root).as_posix(), drawn)


def some(moments: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """At most so many of the commits."""
    last = len(moments) - 1
    steps = min(last, _MOST - 1)
    for number in range(steps + 1) if moments else ():
        yield moments[last * number // steps if steps else 0]


def _counted(path: str, data: bytes) -> Course:
    with suppress(TranspipeError, UnicodeDecodeError):
        return _of(po.parse(data.decode("utf-8"), path))
    return Course()


def _of(catalogue: Catalogue) -> Course:
    count = catalogue.counts()
    doubted = (Standing.STALE, Standing.DOUBTFUL, Standing.CONFLICT)
    return Course(
        done=count[Standing.DONE] + count[Standing.DERIVED],
        doubted=sum(count[how] for how in doubted),
        draft=count[Standing.DRAFT],
        empty=count[Standing.MISSING],
    )
