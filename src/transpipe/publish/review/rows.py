"""One flat object a change, for programs."""

from __future__ import annotations

from collections.abc import Iterable

from transpipe.model import Adoption, Change, Comparison, Finding, Unit, standing
from transpipe.publish.language import origin
from transpipe.publish.review.words import places

Row = dict[str, object]


def as_rows(found: Comparison) -> list[Row]:
    """The changes, worst first, then the adoptions; null where there is no such side."""
    return [*map(_change, found.changes), *map(_adoption, found.adoptions)]


def as_document(found: Comparison) -> Row:
    """The whole comparison as one object."""
    return {
        "base": found.base,
        "head": found.head,
        "changes": list(map(_change, found.changes)),
        "adopted": list(map(_adoption, found.adoptions)),
        "unchanged": [
            {"article": t.article, "locale": t.locale.value, "units": t.unchanged}
            for t in found.tallies
        ],
        "findings": _findings(found.findings),
    }


def _change(change: Change) -> Row:
    before, after, where = change.before, change.after, dict(places(change))
    old, new = before.unit if before else None, after.unit if after else None
    return {
        "article": change.article,
        "locale": change.locale.value,
        "change": change.how.value,
        "what": change.subject.value,
        "concern": change.concern.value,
        "severity": change.concern.severity.value,
        "weight": change.weight.value if change.weight else None,
        "moved": change.moved,
        "from": change.origin or None,
        "kind": change.kind.value if change.kind else None,
        "context": (new or old or Unit("")).context,
        "old_state": standing(old).value if old else None,
        "state": standing(new).value if new else None,
        "by": origin(new) or None,
        "reviewed": new.review.by if new and new.review else None,
        "source_file": change.source_file or None,
        "source_line": where.get(change.source_file),
        "target_file": change.target_file or None,
        "target_line": where.get(change.target_file),
        "old_source": before.source if before else None,
        "source": after.source if after else None,
        "old_target": before.target if before else None,
        "target": after.target if after else None,
        "draft": change.draft or None,
        "source_edits": [[edit.op, edit.text] for edit in change.source],
        "target_edits": [[edit.op, edit.text] for edit in change.target],
        "findings": _findings(change.findings),
    }


def _adoption(each: Adoption) -> Row:
    return {
        "article": each.article,
        "locale": each.locale.value,
        "change": "adopted",
        "units": each.units,
        "confirmed": each.confirmed,
        "stale": each.stale,
        "missing": each.missing,
        "doubtful": [
            {
                "source": doubt.source,
                "target": doubt.target,
                "source_line": doubt.source_line,
                "target_line": doubt.target_line,
            }
            for doubt in each.doubtful
        ],
    }


def _findings(found: Iterable[Finding]) -> list[Row]:
    return [
        {"code": f.code, "severity": f.severity.value, "message": f.message, "file": f.file,
         "line": f.line}
        for f in found
    ]  # fmt: skip
