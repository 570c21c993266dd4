"""What is missing on a machine and in a repository, and what mends it. Nothing here writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.editions.project import Project
from transpipe.errors import Locked
from transpipe.model import Severity
from transpipe.model.health import Grade, Health, Machine
from transpipe.repository import Workspace
from transpipe.repository.traces import leftovers, probe
from transpipe.workflows.init import lacking_attributes

_APT = "apt install gettext"


@dataclass(frozen=True)
class Patient:
    """A repository; `project` is None where a `fault` keeps it from being opened."""

    workspace: Workspace
    machine: Machine
    project: Project | None = None
    fault: str = ""


def diagnose(patient: Patient) -> tuple[Health, ...]:
    """How each thing is, in the order in which one depends on the other."""
    return tuple(look(patient) for look in CHECKS)


def _health(name: str, found: str, wrong: Grade | None = None, mend: str = "") -> Health:
    return Health(name, wrong or Grade.FINE, found, mend if wrong else "")


def _python(of: Patient) -> Health:
    return _health("python", of.machine.python)


def _utf8(of: Patient) -> Health:
    names = (of.machine.files, of.machine.terminal)
    odd = [name for name in names if name.lower().replace("-", "") != "utf8"]
    said = _("names and terminal: {encodings}").format(encodings=_(", ").join(names))
    wrong = Grade.LACKING if odd else None
    return _health("utf-8", said, wrong, "export PYTHONUTF8=1 LC_ALL=C.UTF-8")


def _git(of: Patient) -> Health:
    wrong = None if of.machine.git else Grade.LACKING
    return _health("git", of.machine.git or _("not found"), wrong, "apt install git")


def _repository(of: Patient) -> Health:
    if not of.machine.is_repository:
        return _health("repository", _("no git repository"), Grade.LACKING, "git init")
    said = _("a shallow clone: older versions cannot be looked up")
    if of.machine.is_shallow:
        return _health("repository", said, Grade.LACKING, "git fetch --unshallow")
    return _health("repository", _("a git repository with its history"))


def _quotepath(of: Patient) -> Health:
    value = of.machine.settings.get("core.quotepath", "true").lower()
    if value in ("false", "off", "no", "0"):
        return _health("core.quotepath", _("Chinese file names are shown as they are"))
    said = _("git shows Chinese file names as numbers")
    return _health("core.quotepath", said, Grade.LACKING, "git config core.quotepath off")


def _author(of: Patient) -> Health:
    name = of.machine.settings.get("user.name", "")
    wrong = None if name else Grade.LACKING
    return _health("user.name", name or _("not set"), wrong, "git config user.name NAME")


def _settings(of: Patient) -> Health:
    if of.fault:
        return _health("settings", of.fault, Grade.WRONG, _("correct what is named there"))
    if not of.workspace.has_settings():
        return _health("settings", _("none yet"), Grade.LACKING, "transpipe init")
    return _health("settings", of.workspace.config().path)


def _writable(of: Patient) -> Health:
    closed = of.machine.closed
    said = _("may not be written: {names}").format(names=_(", ").join(closed))
    mend = f"chmod u+w {' '.join(closed)}"
    return _health("writable", said if closed else _("yes"), Grade.WRONG if closed else None, mend)


def _lock(of: Patient) -> Health:
    try:
        probe(of.workspace.root)
    except Locked as fault:
        return _health("lock", str(fault), Grade.LACKING, _("wait for it to end"))
    return _health("lock", _("nobody else is at work here"))


def _leftovers(of: Patient) -> Health:
    found = leftovers(of.workspace.root)
    said = _("{n} files that killed processes left").format(n=len(found))
    wrong = Grade.LACKING if found else None
    return _health("leftovers", said if found else _("none"), wrong, "transpipe sync")


def _articles(of: Patient) -> Health:
    count = len(of.project.pairs.pairs) if of.project else 0
    said = _("{n} found").format(n=count)
    mend = _("put an English article into 原文/, or set `source_dir`")
    return _health("articles", said, None if count else Grade.LACKING, mend)


def _catalogues(of: Patient) -> Health:
    project = of.project
    faults = [f for p in project.pairs.pairs for f in project.faults(p)] if project else []
    if not faults:
        return _health("catalogues", _("all can be read"))
    more = _(" (and {n} more)").format(n=len(faults) - 1) if len(faults) > 1 else ""
    return _health("catalogues", f"{faults[0]}{more}", Grade.WRONG, _("mend that file"))


def _links(of: Patient) -> Health:
    there = of.project.pairs.findings if of.project else ()
    found = [finding for finding in there if finding.severity is not Severity.INFO]
    if not found:
        return _health("pair-links", _("every row leads to its files"))
    place = f"{found[0].file}:{found[0].line}" if found[0].line else found[0].file
    said = f"{place}: {found[0].message}"
    more = _(" (and {n} more)").format(n=len(found) - 1) if len(found) > 1 else ""
    return _health("pair-links", f"{said}{more}", Grade.LACKING, "transpipe status --all")


def _drivers(of: Patient) -> Health:
    keys = ("merge.transpipe.driver", "diff.transpipe.textconv")
    if of.project is not None and lacking_attributes(of.project):
        said = _("not named in .gitattributes: catalogues merge line by line")
        return _health("merge-driver", said, Grade.LACKING, "transpipe init")
    if not all(key in of.machine.settings for key in keys):
        said = _("not set up in this clone: catalogues merge line by line")
        return _health("merge-driver", said, Grade.LACKING, "transpipe init --git")
    return _health("merge-driver", _("catalogues merge unit by unit"))


def _opencc(of: Patient) -> Health:
    if of.machine.converts:
        return _health("opencc", _("simplified Chinese becomes traditional"))
    mend = "pip install --force-reinstall opencc"
    return _health("opencc", _("does not work"), Grade.WRONG, mend)


def _gettext(of: Patient) -> Health:
    missing = sorted({"msgfmt", "msgcat"} - of.machine.programs)
    said = _("not found: {names}").format(names=_(", ").join(missing))
    wrong = Grade.LACKING if missing else None
    return _health("gettext", said if missing else "msgfmt, msgcat", wrong, _APT)


def _msgmerge(of: Patient) -> Health:
    if "msgmerge" in of.machine.programs:
        return _health("msgmerge", _("call it with --previous, or `transpipe merge`"))
    said = _("not found; `transpipe merge` does the same")
    return _health("msgmerge", said, Grade.LACKING, _APT)


def _engine(of: Patient) -> Health:
    name = of.project.config.draft.engine if of.project else ""
    if not name:
        return _health("engine", _("none is named: `draft` asks the memory alone"))
    mend = _("see [draft] in the settings")
    fault = of.machine.engine
    return _health(
        "engine", f"{name}: {fault}" if fault else name, Grade.WRONG if fault else None, mend
    )


CHECKS: tuple[Callable[[Patient], Health], ...] = (
    _python,
    _utf8,
    _git,
    _repository,
    _quotepath,
    _author,
    _settings,
    _writable,
    _lock,
    _leftovers,
    _articles,
    _catalogues,
    _links,
    _drivers,
    _opencc,
    _gettext,
    _msgmerge,
    _engine,
)
