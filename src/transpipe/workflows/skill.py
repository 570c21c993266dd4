"""How this project translates, for agents that work beside its people: `init --agents`."""

from __future__ import annotations

from gettext import gettext as _

from transpipe.config.termbase import TERMS
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.model import Finding, Severity
from transpipe.publish.skill import Ways, is_untouched, skill

SKILL = ".agents/skills/translate-articles/SKILL.md"


def text(project: Project) -> str:
    """The page as the settings and the termbase of now want it."""
    config = project.config
    return skill(
        Ways(
            config.language,
            config.source_dir,
            config.target_dir,
            config.locales,
            config.ci.reviewers,
            project.terms.finder.termbase.terms,
            TERMS,
        )
    )


def write(project: Project) -> Outcome:
    """Writes the page, anew where nobody has changed it since; else it is refused."""
    workspace = project.workspace
    with workspace.locked():
        if workspace.exists(SKILL) and not is_untouched(workspace.read_text(SKILL)):
            said = _("changed by hand, so it stays; delete it to have it written anew")
            found = Finding("refused", Severity.WARNING, said, SKILL, 1)
            return Outcome(findings=(found,), refused=True)
        return Outcome(workspace.write(SKILL, text(project)))
