"""What is known of an article: by the settings, its front matter, and its row of the index."""

from __future__ import annotations

from gettext import gettext as _

from transpipe.editions.project import Project
from transpipe.errors import BadSetting
from transpipe.model import (
    Document,
    Edition,
    Kind,
    Orphan,
    Publication,
    Sourceless,
)
from transpipe.publish.notices import PLACEHOLDERS, framed, rendered, unknown

# What has a page, or a file that is built.
Described = Edition | Orphan | Sourceless
# The names that front matter uses for each fact.
_NAMES = {
    "title": ("title",),
    "original": ("original", "original_url", "source_url", "canonical_url", "url", "source"),
    "author": ("author", "authors"),
    "licence": ("licence", "license"),
    "translators": ("translators", "translator"),
    "reviewers": ("reviewers", "reviewer"),
    "revision": ("revision", "commit"),
}


def facts(project: Project, article: Described) -> dict[str, str]:
    """The facts that there are, by the names of the placeholders.

    What the settings say comes first, then front matter, then the index and the article itself.
    """
    said = project.config.metadata(article.name)
    settings = {name: getattr(said, name) for name in PLACEHOLDERS}
    settings["translators"] = ", ".join(said.translators)
    settings["reviewers"] = ", ".join(said.reviewers)
    front = dict(_text(article).meta)
    url = article.pair.url if article.pair.url.startswith("http") else ""
    last = {"title": article.pair.title or _heading(article), "original": url}
    last["reviewers"] = ", ".join(_reviewers(project, article))
    found = {
        name: settings[name]
        or next((front[key] for key in _NAMES[name] if front.get(key)), "")
        or last.get(name, "")
        for name in PLACEHOLDERS
    }
    return {name: value for name, value in found.items() if value}


def _text(article: Described) -> Document:
    """What says most of an article: its source, where there is one."""
    return article.source if isinstance(article, Edition) else article.file


def _reviewers(project: Project, article: Described) -> tuple[str, ...]:
    """Those whose reviews hold, in the order of the article."""
    if isinstance(article, Sourceless):
        return ()
    pair = article.pair
    own = article.catalogue if not article.is_derived else None
    catalogue = own or project.catalogue(pair, pair.authored)
    units = catalogue.active() if catalogue is not None else ()
    return tuple(dict.fromkeys(u.review.by for u in units if u.review and u.review_holds))


def _heading(article: Described) -> str:
    blocks = article.source.blocks if isinstance(article, Edition) else ()
    return next((block.text for block in blocks if block.kind is Kind.HEADING), "")


def with_frame(project: Project, article: Edition, built: Publication) -> Publication:
    """A published article with the head and foot of the settings, in the source's layout only."""
    head, foot = (template(project, name) for name in ("head", "foot"))
    if not (head or foot) or not built.published:
        return built
    known = facts(project, article)
    around = rendered(head, known), rendered(foot, known)
    text = framed(built.text, *around, article.source.cut)
    return Publication(text, built.findings, built.published, built.blocks)


def template(project: Project, name: str, known: tuple[str, ...] = PLACEHOLDERS) -> str:
    """The text of the template that a setting names. Raises BadSetting."""
    path: str = getattr(project.config, name)
    if not path:
        return ""
    if not project.workspace.exists(path):
        line = dict(project.config.origins).get(name, 1)
        said = _("{name}: no file {path}").format(name=name, path=path)
        if "\n" in path:
            said = _("{name}: should be the path of a template, not its text").format(name=name)
        raise BadSetting(project.config.path, line, said)
    text = project.workspace.read_text(path)
    wrong = unknown(text, known)
    if wrong:
        line, placeholder = wrong
        said = _("{placeholder} is not known; there are {names}")
        names = ", ".join(f"{{{name}}}" for name in known)
        raise BadSetting(path, line, said.format(placeholder=placeholder, names=names))
    return text
