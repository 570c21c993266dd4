"""`[rows]`: what `index update` writes behind the words of an index's rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from gettext import gettext as _

import transpipe.config.values as values
from transpipe.config.values import setting

_PATH, _PROGRESS, _PERCENT = "{path}", "{progress}", "{percent}%"


def _link(value: object) -> str:
    """A link with a label, to `{path}`; none where it is empty."""
    said = values.words(value)
    if said and not re.fullmatch(r"\[[^\[\]\n]+\]\(\{path\}\)", said):
        raise values.Wrong(
            _("should be a link to {path}, such as [译文]({path})").format(path=_PATH)
        )
    return said


def _mark(value: object) -> str:
    """What stands behind a label: marks, and `{percent}%`; no words, which would name another."""
    said = values.words(value)
    if re.search(r"[\w\[\]{}()\n]", said.replace(_PERCENT, "")):
        raise values.Wrong(_("should be signs alone, and {percent}").format(percent=_PERCENT))
    return said


@dataclass(frozen=True, slots=True)
class RowSettings:
    """`[rows]`: the links to both texts, and how far a translation is, begun or done.

    `progress` and `done` stand where `target` has `{progress}`.
    """

    source: str = field(default="[原文]({path})", metadata=setting(_link))
    target: str = field(default="[译文{progress}]({path})", metadata=setting(_link))
    progress: str = field(default=" {percent}%", metadata=setting(_mark))
    done: str = field(default="", metadata=setting(_mark))
