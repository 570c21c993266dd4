"""The findings of a check that are known: kept in a file, so that later checks tell the new ones.

A finding is known again by its article, its code and the words it is about, wherever these stand by
then, and in whatever language it is told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _

from transpipe.editions.pairing import known_codes
from transpipe.editions.project import Project
from transpipe.errors import BadSetting, TranspipeError
from transpipe.model import Finding, Severity
from transpipe.model.text import digest
from transpipe.repository import Workspace

FILE = "transpipe-baseline.jsonl"
_NO_NAMES: Mapping[str, str] = {}
_KEYS = ("article", "code", "words")

Known = tuple[str, str, str]
"""The article of a finding, its code, and a hash of the words it is about."""
_Line = tuple[int, Known, int]  # its number, from 1, what it knows, and how often


def new(project: Project, found: Sequence[Finding], *, whole: bool = False) -> tuple[Finding, ...]:
    """The findings that are not in the baseline. Raises BadSetting where that is damaged.

    Where they are those of the `whole` project, each line that knows more than is found is told.
    """
    lines = _lines(project.workspace)
    left = sum((Counter({known: count}) for _number, known, count in lines), Counter[Known]())
    fresh = _less(found, _known(project, found), left)
    return (*fresh, *_unused(lines, left)) if whole else fresh


def _unused(lines: Sequence[_Line], left: Counter[Known]) -> Iterator[Finding]:
    """Lines of the baseline that know what is not there, by what was `left` of them."""
    for number, known, _count in lines:
        if left[known] > 0:
            article, code, _words = known
            said = _("{code} in {article}: known here, and found no more").format(
                code=code, article=article
            )
            yield Finding("unused-baseline", Severity.INFO, said, FILE, number)


def new_since(
    past: Project,
    before: Sequence[Finding],
    project: Project,
    found: Sequence[Finding],
    later: Mapping[str, str],
) -> tuple[Finding, ...]:
    """The findings of a project that it did not have before.

    `later` are the names that articles have by now, by those they had. Words are the same ones
    whether they stand in the file or, still, in the catalogue alone.
    """
    left = Counter(_known(past, before, _names(past, later)))
    return _less(found, _known(project, found, _names(project, _NO_NAMES)), left)


def _names(project: Project, later: Mapping[str, str]) -> Mapping[str, str]:
    """The names of articles by now, by those they had and by the paths of their catalogues."""
    pairs = project.pairs.pairs
    paths = {Workspace.catalogue_path(p.article, p.authored): p.article for p in pairs}
    return {path: later.get(name, name) for path, name in paths.items()} | dict(later)


def _less(
    found: Sequence[Finding], known_as: Iterable[Known], left: Counter[Known]
) -> tuple[Finding, ...]:
    """The findings less so many of each that are known."""
    if not left:
        return tuple(found)
    fresh: list[Finding] = []
    for finding, known in zip(found, known_as, strict=True):
        if left[known] > 0:
            left[known] -= 1
        else:
            fresh.append(finding)
    return tuple(fresh)


def keep(project: Project, found: Sequence[Finding]) -> tuple[str, ...]:
    """Writes the baseline: what is found now is known from now on; answers with what was written.

    A file that cannot be used is never known.
    """
    codes = frozenset(known_codes())
    wanted = [finding for finding in found if finding.code in codes]
    counts = Counter(_known(project, wanted))
    rows = [dict(zip(_KEYS, known, strict=True)) | {"count": counts[known]} for known in counts]
    lines = sorted(json.dumps(row, ensure_ascii=False) for row in rows)
    with project.workspace.locked():
        return project.workspace.write(FILE, "".join(f"{line}\n" for line in lines))


def _known(
    project: Project, found: Iterable[Finding], names: Mapping[str, str] = _NO_NAMES
) -> Iterator[Known]:
    articles = project.pairs.by_name()
    lines: dict[str, list[str]] = {}
    for finding in found:
        pair = articles.get(finding.file)
        words = finding.source or _line(project.workspace, lines, finding)
        article = pair.article if pair is not None else finding.file
        yield (
            names.get(article, article),
            finding.code,
            digest(finding.code, " ".join(words.split())),
        )


def _line(workspace: Workspace, known: dict[str, list[str]], finding: Finding) -> str:
    """The line of a file that a finding is about; '' where it is about the whole of it."""
    if finding.line and finding.file not in known:
        try:
            known[finding.file] = workspace.read_text(finding.file).split("\n")
        except TranspipeError:
            known[finding.file] = []
    lines = known.get(finding.file, [])
    return lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""


def _lines(workspace: Workspace) -> list[_Line]:
    text = workspace.read_text(FILE) if workspace.exists(FILE) else ""
    found: list[_Line] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            row = json.loads(line)
            known = row["article"], row["code"], row["words"]
            found.append((number, known, int(row["count"])))
        except (ValueError, KeyError, TypeError) as error:
            said = _("not what `transpipe check --baseline` writes")
            raise BadSetting(FILE, number, said) from error
    return found
