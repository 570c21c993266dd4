"""What is asked of a change, in the words of whoever reads it."""

from __future__ import annotations

from transpipe.model import Asked
from transpipe.publish.language import Speak


def title(asked: Asked, _: Speak) -> str:
    """What a gate is called."""
    return {
        Asked.FINDINGS: _("no new errors"),
        Asked.COVERAGE: _("nothing translated is lost"),
        Asked.FAIL_UNDER: _("enough is translated"),
        Asked.SYNC: _("catalogues are up to date"),
        Asked.BUILD: _("Chinese files are up to date"),
        Asked.REVIEWERS: _("what is new was reviewed"),
    }[asked]
