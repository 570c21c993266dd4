"""What a change says in both languages, for the comment and the page that `ci` leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transpipe.model import AUTHORED, Change
from transpipe.publish.changes import changes
from transpipe.publish.review import as_markdown
from transpipe.workflows.gates import Judged


def bilingual(judged: Judged, limit: int) -> str:
    """The changed units with their English, as Markdown of at most so many characters."""
    if judged.before is None:
        return ""
    config, base = judged.now.project.config, judged.verdict.base[:12]
    found = _changed(judged)
    return as_markdown(found, language=config.language, base=base, limit=limit)


def _changed(judged: Judged) -> Mapping[str, Sequence[Change]]:
    before = judged.before.catalogues if judged.before is not None else {}
    names = dict.fromkeys((*judged.now.catalogues, *before))
    pairs = ((name, before.get(name), judged.now.catalogues.get(name)) for name in names)
    differing = ((name, changes(old, new)) for name, old, new in pairs if old != new)
    return {f"{name} · {AUTHORED.value}": found for name, found in differing if found}
