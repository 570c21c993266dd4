"""transpipe clean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output, repairs
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.model.house_style import HouseStyle
from transpipe.repository import Workspace
from transpipe.workflows import clean as cleaning
from transpipe.workflows.clean import Cleaned, Folder


@dataclass(frozen=True)
class _Wish:
    folder: Annotated[
        str | None, typer.Argument(metavar="DIR", help=_("A folder of articles, or one of them."))
    ] = None
    write: Annotated[
        bool, typer.Option("--write", help=_("Write what is shown; without it nothing is."))
    ] = False
    names: Annotated[
        bool,
        typer.Option(
            "--names", help=_("List what may be names in DIR/names.toml, for you to decide.")
        ),
    ] = False
    style: Annotated[
        HouseStyle, typer.Option("--style", help=_("Whose house style the Chinese follows."))
    ] = HouseStyle.HOUSE
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["clean"],
    epilog=_("Example: transpipe clean articles"),
)
def clean(session: Session, wish: _Wish) -> int:
    """No settings, no English: characters, lists, paragraphs, marks, names that you decided."""
    if wish.folder is None:
        raise BadArgument(_("which folder? transpipe clean DIR"))
    folder = cleaning.opened(session.root, wish.folder)
    if wish.names:
        return _propose(session, folder, wish)
    done = cleaning.cleaned(folder, wiring.speller(), wish.style)
    if wish.json:
        output.rows(map(_row, done))
    else:
        _show(folder, done)
    if wish.write and not wish.dry_run:
        written = cleaning.written(folder, done, _workspace(session, folder))
        output.lines(_("wrote {path}").format(path=path) for path in written if not wish.json)
    elif not wish.json and any(each.text != each.before for each in done):
        output.line(
            _("nothing is written yet: transpipe clean {folder} --write").format(folder=wish.folder)
        )
    return _left_alone(folder)


def _left_alone(folder: Folder) -> int:
    """Says which files are no text; the exit code."""
    for each in folder.unread:
        output.note(f"transpipe: {each}")
    return 4 if folder.unread else 0


def _workspace(session: Session, folder: Folder) -> Workspace:
    """The repository of a folder, which need not be the one we are in."""
    return replace(session, root=folder.root).workspace()


def _propose(session: Session, folder: Folder, wish: _Wish) -> int:
    """The table of names, with what is still to be decided."""
    found = cleaning.proposals(folder, wiring.speller())
    if wish.json:
        output.rows(found)
        return 0
    for each in found:
        beside = [", ".join(each.places), each.hint, "" if each.certain else _("perhaps")]
        output.line("  ".join([each.said, *filter(None, beside)]))
    if not found:
        output.line(_("nothing more that may be a name"))
    written = () if wish.dry_run else cleaning.proposed(folder, found, _workspace(session, folder))
    output.lines(_("wrote {path}").format(path=path) for path in written)
    return 0


def _row(done: Cleaned) -> dict[str, object]:
    counts = (Counter(finding.code for finding in each) for each in (done.told, done.left))
    told, left = (dict(count.most_common()) for count in counts)
    changed = done.text != done.before
    return {
        "file": done.path,
        "changed": changed,
        "taken": done.taken,
        "found": told,
        "left": left,
    }


def _show(folder: Folder, done: Sequence[Cleaned]) -> None:
    """The diffs, what goes, and how much of each kind there was and is left."""
    for each in done:
        repairs.show_one(each.path, each.before, each.text, each.taken)
    told = Counter(finding.code for each in done for finding in each.told)
    left = Counter(finding.code for each in done for finding in each.left)
    codes = sorted(told | left, key=lambda code: (-told[code], code))
    rows = [(code, str(told[code]), str(left[code])) for code in codes]
    if rows:
        output.table((_("code"), _("found"), _("left")), rows)
    for path in folder.others:
        output.line(_("{path}: is not Chinese, and stays as it is").format(path=path))
    count = sum(each.text != each.before for each in done)
    said = ngettext("{n} file to be changed", "{n} files to be changed", count)
    output.line(said.format(n=count))
