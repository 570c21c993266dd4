"""Who is at work on which article: one small file for each that somebody has claimed.

Each has a file of its own, so that claims of two articles never meet in a merge; in that of one,
git keeps the lines of both sides. Nothing but people's good will hangs on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.model import Finding, Severity
from transpipe.repository import Workspace

FOLDER = "locales/claims/"
ATTRIBUTE = f"{FOLDER}** merge=union"
_LINE = re.compile(r"(?P<by>\S.*?)(?: until (?P<until>\d{4}-\d{2}-\d{2}))?")
_MARKS = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")  # that git leaves


@dataclass(frozen=True)
class Claim:
    """Somebody is at work on an article, until the end of a day; None for no day."""

    article: str
    by: str
    until: date | None = None

    @property
    def line(self) -> str:
        """As its file has it."""
        return f"{self.by} until {self.until.isoformat()}" if self.until else self.by

    def expired(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.until is not None and self.until < today


def claims(project: Project, name: str | None = None) -> tuple[Claim, ...]:
    """All claims, or those of one article, by article and name. Raises ArticleNotFound."""
    if name is not None:
        return _of(project.workspace, project.find(name).article)
    paths = sorted(path for path in project.files if path.startswith(FOLDER))
    articles = [path[len(FOLDER) :].removesuffix(".txt") for path in paths]
    return tuple(claim for article in articles for claim in _of(project.workspace, article))


def claim(project: Project, name: str, by: str, until: str, today: date) -> Outcome:
    """Says that somebody is at work on an article. What another holds is refused.

    One's own claim is made anew; those that have expired go. Raises ArticleNotFound, BadArgument.
    """
    article, workspace = project.find(name).article, project.workspace
    mine = Claim(article, _name(by), _day(until, today))
    with workspace.locked():
        held = [each for each in _of(workspace, article) if not each.expired(today)]
        others = [each for each in held if each.by != mine.by]
        if others:
            return Outcome(findings=tuple(_told(each, today) for each in others), refused=True)
        return Outcome((*_attribute(workspace), *_put(workspace, article, [mine])))


def release(project: Project, name: str, by: str) -> Outcome:
    """Takes back what somebody has claimed, of an article that is gone, too.

    Raises ArticleNotFound, BadArgument.
    """
    workspace = project.workspace
    article = name if claim_files(project, name) else project.find(name).article
    who = _name(by)
    with workspace.locked():
        held = _of(workspace, article)
        left = [each for each in held if each.by != who]
        if len(left) == len(held) and held:
            names = _(", ").join(each.by for each in held)
            said = _("{article} is claimed by {names}: say whose claim ends with --by NAME")
            raise BadArgument(said.format(article=article, names=names))
        return Outcome(_put(workspace, article, left))


def told(project: Project, name: str | None, today: date) -> tuple[Finding, ...]:
    """What `status` says of claims: those of one article, or of all; the expired ones first."""
    found = claims(project, name)
    return tuple(_told(each, today) for each in sorted(found, key=lambda c: not c.expired(today)))


def claim_files(project: Project, article: str) -> tuple[str, ...]:
    """The file of the claims of an article (by its path), if it is there."""
    path = claims_path(article)
    return (path,) if path in project.files else ()


def _told(each: Claim, today: date) -> Finding:
    known = {"article": each.article, "name": each.by, "date": each.until}
    said = _("{article} is claimed by {name}")
    if each.expired(today):
        said = _("{article}: the claim of {name} ended on {date}")
    elif each.until is not None:
        said = _("{article} is claimed by {name} until {date}")
    severity = Severity.WARNING if each.expired(today) else Severity.INFO
    return Finding("claimed", severity, said.format(**known), claims_path(each.article), 1)


def claims_path(article: str) -> str:
    """Where the claims of an article stand."""
    return f"{FOLDER}{article}.txt"


def _of(workspace: Workspace, article: str) -> tuple[Claim, ...]:
    path = claims_path(article)
    text = workspace.read_text(path) if workspace.exists(path) else ""
    return tuple(dict.fromkeys(_read(article, text.splitlines())))


def _read(article: str, lines: Iterable[str]) -> Iterator[Claim]:
    """The claims of a file; what git left of a merge is none."""
    for line in sorted(filter(None, map(str.strip, lines))):
        found = _LINE.fullmatch(line)
        if found is not None and not _MARKS.match(line):
            try:
                until = date.fromisoformat(found["until"]) if found["until"] else None
            except ValueError:
                until = None
            yield Claim(article, found["by"], until)


def _put(workspace: Workspace, article: str, found: Sequence[Claim]) -> tuple[str, ...]:
    path = claims_path(article)
    if found:
        return workspace.write(path, "".join(f"{each.line}\n" for each in found))
    if not workspace.exists(path):
        return ()
    workspace.put(path, None)
    return (path,)


def _attribute(workspace: Workspace) -> tuple[str, ...]:
    """Two claims of one article both stay in a merge: `.gitattributes` says so."""
    name = ".gitattributes"
    text = workspace.read_text(name) if workspace.exists(name) else ""
    if ATTRIBUTE in text.splitlines():
        return ()
    end = "" if not text or text.endswith("\n") else "\n"
    return workspace.write(name, f"{text}{end}{ATTRIBUTE}\n")


def _name(said: str) -> str:
    name = " ".join(said.split())
    if not name:
        raise BadArgument(_("whose claim? Say it with --by NAME"))
    found = _LINE.fullmatch(name)
    if found is None or found["until"] or _MARKS.match(name) or not name.isprintable():
        raise BadArgument(_("{name} is no name").format(name=name))
    return name


def _day(said: str, today: date) -> date | None:
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        day = None
    if day is None or day.isoformat() != said:
        raise BadArgument(_("{date} is no day: write it as 2026-12-31").format(date=said))
    if day < today:
        raise BadArgument(_("{date} has passed already").format(date=said))
    return day
