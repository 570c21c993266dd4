"""`convert --learn`: what people's overrides say that conversion should write."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import Session
from transpipe.workflows import learn as learning
from transpipe.workflows.learn import Proposed


def learn(session: Session, name: str | None, *, write: bool, json: bool) -> int:
    """Lists the proposals with the units that each would change; writes them where asked."""
    with session.project() as project:
        found = learning.learn(project, name, wiring.converter(), wiring.cut_words)
        outcome = learning.write(project, found) if write and found else None
    if json:
        output.rows(found)
    else:
        for each in found:
            _tell(each)
    if outcome is not None:
        output.lines(_("wrote {path}").format(path=path) for path in outcome.written)
    elif found and not json:
        output.note(_("convert --learn --write puts this into words.toml"))
    elif not found:
        output.note(_("nothing to learn: no word was changed in the same way in three units"))
    return 0


def _tell(each: Proposed) -> None:
    said = ngettext(
        "{locale}: {word} → {form}: in {n} unit, as converted in {kept}; changes {touched}",
        "{locale}: {word} → {form}: in {n} units, as converted in {kept}; changes {touched}",
        each.count,
    ).format(
        locale=each.locale.value,
        word=each.word,
        form=each.form,
        n=each.count,
        kept=each.kept,
        touched=len(each.touched),
    )
    output.line(said)
    for unit in each.touched:
        output.line(f"    {unit.article}: {output.shown(unit.change)}")
