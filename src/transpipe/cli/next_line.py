"""The last line of a command: what to do next."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from gettext import gettext as _
from gettext import ngettext
from shlex import quote

from transpipe import wiring
from transpipe.cli import output, screen
from transpipe.cli.app import Session
from transpipe.editions.project import Project
from transpipe.errors import TranspipeError
from transpipe.workflows.due import Act
from transpipe.workflows.next_step import (
    NOTHING_DONE,
    Done,
    Step,
    for_person,
    next_step,
)

_MARGIN = 24  # columns that a command takes beside the name of an article


def say(
    session: Session, project: Project, did: Done = NOTHING_DONE, *, wrote: bool = False
) -> None:
    """What to do after a command, which wrote something or not."""
    output.lines(next_lines(session, project, did, wrote=wrote))


def next_lines(
    session: Session, project: Project, did: Done = NOTHING_DONE, *, wrote: bool = False
) -> list[str]:
    """The same as lines that fit the screen."""
    if session.quiet:
        return []
    with suppress(TranspipeError):  # the command has done its work, and has said what is wrong
        now = project.up_to_date() if wrote else project
        return lines_of(next_step(now, wiring.converter(), did))
    return []


def next_lines_of(session: Session, project: Project, name: str) -> list[str]:
    """What a person is to do next in an article; if nothing, what there is to do elsewhere."""
    step = Step(Act.NOTHING) if session.quiet else for_person(project, name)
    return next_lines(session, project) if step.act is Act.NOTHING else lines_of(step, shown=True)


def lines_of(step: Step, *, shown: bool = False) -> list[str]:
    """One step in words; `shown` says that the units have just been listed."""
    said = _("next: {command}").format(command=_in_words(step, shown=shown))
    before = _unfollowed(step) if step.act is Act.NOTHING and step.count else ()
    return [line for text in (*before, said) for line in screen.lines_of(text)]


def _in_words(step: Step, *, shown: bool) -> str:
    if step.act in _WORDS:
        return _WORDS[step.act](step, "" if shown else _listed(step))
    return f"transpipe {step.act} {named(step.article) if step.article else ''}".rstrip()


def _listed(step: Step) -> str:
    """What lists the units; of several articles, how many of them it lists."""
    command = f"transpipe status {named(step.article)}"
    said = _(" (`{command}` lists them)")
    if step.articles > 1:
        said = _(" in {articles} articles (`{command}` lists {n})")
    return said.format(command=command, articles=step.articles, n=step.here)


def named(path: str) -> str:
    """A path as a shell takes it, shortened to the screen: commands know it by that, too."""
    short = _short(path)
    # A shell needs no quotes around Chinese, and shlex puts them there.
    return short if re.fullmatch(r"[\w./…-]+", short) else quote(short)


def _short(path: str) -> str:
    known = output.shown(path)
    return screen.cut_middle(known, screen.columns() - _MARGIN) if screen.width() else known


def _place(path: str, step: Step) -> str:
    """A file to write into, and how many others there are."""
    more = step.articles - 1
    if more < 1:
        return _short(path)
    said = ngettext("{file} and {n} more", "{file} and {n} more", more)
    return said.format(file=_short(path), n=more)


def _begin(_step: Step, _listed: str) -> str:
    return _(
        "put an English article into 原文/, or say in transpipe.toml where articles are "
        "(`source_dir`); then `transpipe sync`"
    )


def _choose(step: Step, listed: str) -> str:
    said = ngettext(
        "{n} conflict{listed}: `{edit}`, or leave the better text in {catalogue} and take the "
        "fuzzy flag away; then `transpipe run`",
        "{n} conflicts{listed}: `{edit}`, or leave the better texts in {catalogue} and take the "
        "fuzzy flags away; then `transpipe run`",
        step.count,
    )
    return _filled(said, step, listed)


def _filled(said: str, step: Step, listed: str) -> str:
    """A sentence with how many units there are, what lists them, and the files to write into."""
    file, catalogue = _place(step.file, step), _place(step.catalogue, step)
    edit = f"transpipe edit {named(step.article)}"
    draft = "transpipe draft" if step.engine else "transpipe draft --engine NAME"
    return said.format(
        n=step.count, listed=listed, file=file, catalogue=catalogue, edit=edit, draft=draft
    )


def _update(step: Step, listed: str) -> str:
    said = _(
        "{n} stale{listed}: `{edit}`, or edit {file}, or `transpipe accept FILE:LINE` where the "
        "words still hold; then `transpipe run`"
    )
    return _filled(said, step, listed)


def _look(step: Step, listed: str) -> str:
    said = _(
        "{n} doubtful{listed}: `{edit}`, or `transpipe accept FILE:LINE` where the pair is right; "
        "then `transpipe run`"
    )
    return _filled(said, step, listed)


def _translate(step: Step, listed: str) -> str:
    said = _("{n} to translate{listed}: `{edit}`, or edit {file}; then `transpipe run`")
    if step.engine is not None:
        said = _(
            "{n} to translate{listed}: `{edit}`, or edit {file}, or begin with `{draft}`; then "
            "`transpipe run`"
        )
    return _filled(said, step, listed)


def _confirm(step: Step, listed: str) -> str:
    said = ngettext(
        "{n} draft to confirm{listed}: `{edit}`; then `transpipe run`",
        "{n} drafts to confirm{listed}: `{edit}`; then `transpipe run`",
        step.count,
    )
    return _filled(said, step, listed)


def _mend(step: Step, _listed: str) -> str:
    return _(
        "edit {file}, which cannot be used as it is (see above); then `transpipe sync`"
    ).format(file=_short(step.file))


def _nothing(step: Step, _listed: str) -> str:
    if step.count:
        return _("nothing to do but that: all is translated")
    return _("nothing to do: all is translated and up to date")


def _unfollowed(step: Step) -> tuple[str]:
    """What no command can do, and does not keep one from being done."""
    said = ngettext(
        "{n} change of code, HTML or the like is not followed{listed}: edit {file}, or "
        "`transpipe accept FILE:LINE`",
        "{n} changes of code, HTML or the like are not followed{listed}: edit {file}, or "
        "`transpipe accept FILE:LINE`",
        step.count,
    )
    return (_filled(said, step, _listed(step)),)


_WORDS: dict[Act, Callable[[Step, str], str]] = {
    Act.BEGIN: _begin,
    Act.CHOOSE: _choose,
    Act.UPDATE: _update,
    Act.LOOK: _look,
    Act.TRANSLATE: _translate,
    Act.CONFIRM: _confirm,
    Act.MEND: _mend,
    Act.NOTHING: _nothing,
}
