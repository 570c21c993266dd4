"""Finding the articles and pairs of a repository: settings, and attributes for git."""

from __future__ import annotations

from dataclasses import replace

from transpipe.config import render_default
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import opened
from transpipe.markdown.source import opens_in_chinese
from transpipe.model import (
    Pairs,
)
from transpipe.repository import Workspace

ATTRIBUTES = (
    "*.po text eol=lf",
    "locales/**/*.po merge=transpipe diff=transpipe",
)


def init(workspace: Workspace) -> tuple[Pairs, Outcome]:
    """Finds articles and pairs, writes `transpipe.toml` and the `.gitattributes` lines.

    Nothing that is there already is changed: settings stay, attribute lines are appended once.
    """
    project = opened(workspace, workspace.config())
    written: list[str] = []
    with workspace.locked():
        if not workspace.has_settings():
            readme = next((n for n in ("README.md", "readme.md") if workspace.exists(n)), None)
            text = workspace.read_text(readme) if readme else ""
            chinese = opens_in_chinese(text) or not text
            settings = render_default(language="zh_CN" if chinese else "en")
            written += workspace.write("transpipe.toml", settings)
        written += workspace.write(".gitattributes", _attributes(workspace))
    outcome = project.left_alone()
    found = tuple(dict.fromkeys((*project.pairs.findings, *outcome.findings)))
    return project.pairs, replace(outcome, written=tuple(written), findings=found)


def _attributes(workspace: Workspace) -> str:
    name = ".gitattributes"
    text = workspace.read_text(name) if workspace.exists(name) else ""
    there = text.splitlines()
    missing = [line for line in ATTRIBUTES if line not in there]
    if text and missing and not text.endswith("\n"):
        text += "\n"
    return text + "".join(f"{line}\n" for line in missing)
