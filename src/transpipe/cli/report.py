"""Findings and files in lines: on a screen as many, and as long, as fit; else all as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext

from transpipe.cli import output, screen
from transpipe.cli.app import Session
from transpipe.cli.groups import more
from transpipe.cli.next_line import next_lines
from transpipe.cli.output import paint, shown
from transpipe.editions.outcome import Outcome
from transpipe.editions.pairing import is_fault, is_notice
from transpipe.editions.project import Project
from transpipe.model import Finding, Severity
from transpipe.model.codes import NUMBERS
from transpipe.workflows.next_step import NOTHING_DONE, Done
from transpipe.workflows.once_more import once_more

_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_ORDER = tuple(Severity)
_SAME = 3  # so many findings that say the same are said in one line
_FEW = 6  # lines that the files of a command may have
_VERBOSE = "-v"  # what shows all of a command's files and findings
_WHOLE = 10**6  # the end of a finding that is of its whole line
_MANY = 10  # lines that the findings of a command may have


@dataclass(frozen=True)
class Did:
    """A command that has been carried out, and what it was asked for.

    With `check` it was only asked whether it would write. What it wrote `apart` no command reads.
    """

    done: Done = NOTHING_DONE
    json: bool = False
    dry: bool = False
    check: bool = False
    apart: bool = False


def finish(session: Session, project: Project, done: Outcome, did: Did) -> int:
    """What a writing command did: findings, then files, then the next step; the exit code.

    With --json it is one JSON document.
    """
    wrote = bool(done.written) and not did.dry
    told = replace(did.done, command="") if did.dry else did.done
    tail = [] if did.json else next_lines(session, project, told, wrote=wrote and not did.apart)
    _print(session, done, did, tail)
    later = once_more(done) if wrote else None
    if later is not None:
        with output.HEARD.foretelling(project.workspace.is_ours):
            _print(session, later, did, tail)
    if done.refused:
        return 4
    return 1 if did.check and done.written else 0


def _print(session: Session, done: Outcome, did: Did, tail: list[str]) -> None:
    if did.json:
        output.document(as_json(done, dry=did.dry))
        return
    output.lines(finding_lines(done.findings, room=None if session.verbose else _MANY))
    written(done.written, dry=did.dry, refused=done.refused, everything=session.verbose)
    output.lines(tail)


def reason_lines(reasons: Iterable[str]) -> list[str]:
    """Why something that was asked is not so, a line each."""
    return [f"✗ {shown(reason)}" for reason in reasons]


def news(done: Outcome, *, json: bool) -> None:
    """The same where it is one of many, at once for who reads along; nothing for nothing."""
    if json and (done.written or done.findings):
        output.document(as_json(done, dry=False))
    elif not json:
        output.lines(finding_lines(done.findings))
        if done.written:
            written(done.written, dry=False, everything=True)
    output.flush()


def as_json(done: Outcome, *, dry: bool) -> dict[str, object]:
    """What a writing command did, as one document."""
    return {
        "written": done.written,
        "dry_run": dry,
        "findings": done.findings,
        "refused": done.refused,
    }


def as_row(finding: Finding) -> dict[str, object]:
    """A finding as programs read it: also by the names that scores of checks have for its parts."""
    row: dict[str, object] = {"check": finding.code, "number": NUMBERS.get(finding.code, "")}
    row |= {"col_start": finding.column or 1, "col_end": finding.end_column or _WHOLE}
    row.update(output.plain(finding))
    return row


# ── findings ────────────────────────────────────────────────────────────────────────────────


def told(done: Outcome, did: Did) -> None:
    """What a command did that leaves nobody anything to do next."""
    if did.json:
        output.document(as_json(done, dry=did.dry))
    else:
        output.lines(finding_lines(done.findings))
        written(done.written, dry=did.dry)


def finding_lines(
    found: Iterable[Finding], *, room: int | None = None, option: str = _VERBOSE
) -> list[str]:
    """`file:line: severity code: message`, a line each; on a screen `room` lines at most.

    `option` is what shows all of them. What is said of which files belong together is no news
    after `init`: a line tells how often.
    """
    there = tuple(found)
    notices = [finding for finding in there if is_notice(finding)]
    others = [f for f in there if not is_notice(f)] if len(notices) > 1 else list(there)
    if room is None or not screen.width():
        return [text for finding in others for text in whole_lines(finding)] + _counted(notices)
    lines = _together(others)
    if len(lines) > room:
        lines = sorted(lines, key=lambda finding: _ORDER.index(finding.severity))
    texts: list[str] = []
    for number, finding in enumerate(lines):
        said = lines_of(finding)
        if texts and len(texts) + len(said) > room:
            texts.append(more(len(lines) - number, option))
            break
        texts += said
    return texts + _counted(notices)


def _counted(notices: Sequence[Finding]) -> list[str]:
    return [notices_line(len(notices))] if len(notices) > 1 else []


def lines_of(finding: Finding) -> tuple[str, ...]:
    """A finding in one line; why something is left alone in full: who asks must know what to do."""
    return tuple(whole_lines(finding)) if is_fault(finding) else (line_of(finding),)


def whole_lines(finding: Finding) -> list[str]:
    """A finding with its whole message: a line, on a screen as many as that takes."""
    head, what = _head(finding), f"{severity(finding.severity)} {finding.code}"
    first, *rest = screen.lines_of(f"{head}{what}: {shown(finding.message)}")
    return [first.replace(what, _painted(finding), 1), *rest]


def notices_line(count: int) -> str:
    """That there are notes on pairs, and how to see them."""
    said = ngettext(
        "{n} note on the files: `transpipe status --all`",
        "{n} notes on the files: `transpipe status --all`",
        count,
    )
    return fitted(said.format(n=count))


def _together(found: Sequence[Finding]) -> list[Finding]:
    """Findings that say the same of many files as one, of the first and how many others."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        groups.setdefault((finding.code, finding.message), []).append(finding)
    lines: list[Finding] = []
    for group in groups.values():
        lines += [_of_many(group)] if len(group) >= _SAME else group
    return lines


def _of_many(group: Sequence[Finding]) -> Finding:
    others = len({finding.file for finding in group}) - 1
    if not others:
        return group[0]
    said = ngettext("{message} (so is {n} more file)", "{message} (so are {n} more files)", others)
    return replace(group[0], message=said.format(message=group[0].message, n=others))


# Of a narrow screen so many columns are for what is said, and for where, if a line has both.
_MESSAGE, _PLACE = 10, 16


def line_of(finding: Finding, *, beside: int = 0) -> str:
    """A finding in a line; on a screen one that fits, its place kept as long as it can be.

    `beside` are columns that it must leave free.
    """
    head, message, room = _head(finding), shown(finding.message), screen.width()
    if room:
        room -= beside
        rest = screen.cells(f"{severity(finding.severity)} {finding.code}: ")
        half = min(room // 2, max(room - rest - _MESSAGE, _PLACE))
        head = _short_head(finding, max(half, room - rest - screen.cells(message)))
        message = screen.cut(message, max(room - screen.cells(head) - rest, 1))
    return f"{head}{_painted(finding)}: {message}"


def _painted(finding: Finding) -> str:
    """The severity and code of a finding."""
    word = paint(severity(finding.severity), _STYLES[finding.severity])
    return f"{word} {paint(finding.code, 'dim')}"


def severity(of: Severity) -> str:
    """The word for it."""
    return {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.INFO: _("info"),
    }[of]


def _head(finding: Finding) -> str:
    place = finding.file + _numbers(finding)
    return f"{shown(place)}: " if place else ""


def _numbers(finding: Finding) -> str:
    if not finding.line:
        return ""
    return f":{finding.line}:{finding.column}" if finding.column else f":{finding.line}"


def _short_head(finding: Finding, room: int) -> str:
    whole = _head(finding)
    if screen.cells(whole) <= room:
        return whole
    numbers = _numbers(finding)
    return f"{screen.cut_middle(shown(finding.file), room - len(numbers) - 2)}{numbers}: "


# ── files ───────────────────────────────────────────────────────────────────────────────────


def written(
    paths: Sequence[str], *, dry: bool, refused: bool = False, everything: bool = False
) -> None:
    """The files that were written, or would be; where something was left alone, not all is well."""
    names = tuple(dict.fromkeys(paths))
    room = None if everything else screen.width()
    limit = _FEW if room and len(names) > _FEW else len(names)
    for path in names[:limit]:
        name = screen.cut_middle(shown(path), room - 2) if room else shown(path)
        output.line(f"{paint('+' if not dry else '~', 'green')} {name}")
    if limit < len(names):
        output.line(more(len(names) - limit, _VERBOSE))
    count = len(names)
    if dry:
        said = ngettext("{n} file would be written", "{n} files would be written", count)
        output.line(said.format(n=count))
    elif count:
        output.line(ngettext("{n} file written", "{n} files written", count).format(n=count))
    elif not refused:
        output.line(_("nothing to write: all is up to date"))


def fitted(text: str) -> str:
    """A line of ours, cut to the screen where there is one."""
    room = screen.width()
    return screen.cut(text, room) if room else text
