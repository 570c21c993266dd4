"""Taking on a repository as it is: `init`, and `align` for translations that are there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from gettext import gettext as _

from transpipe.align.beads import align
from transpipe.catalogue import po
from transpipe.catalogue.build import from_beads
from transpipe.config import render_default
from transpipe.markdown import segments
from transpipe.model import (
    Bead,
    Catalogue,
    Document,
    Finding,
    Kind,
    Layout,
    Locale,
    Pairs,
    Severity,
    State,
)
from transpipe.ports import Converter
from transpipe.publish.article import anchors
from transpipe.text.han import mostly_han
from transpipe.workflows.project import AUTHORED, Article, Outcome, Project, opened
from transpipe.workspace import Workspace

ATTRIBUTES = (
    "*.po text eol=lf",
    "locales/**/*.po merge=transpipe diff=transpipe",
)
Fold = Callable[[str], str]


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
            chinese = mostly_han(text) or not text
            settings = render_default(language="zh_CN" if chinese else "en")
            written += workspace.write("transpipe.toml", settings)
        written += workspace.write(".gitattributes", _attributes(workspace))
    return project.pairs, Outcome(tuple(written), project.pairs.findings)


def _attributes(workspace: Workspace) -> str:
    name = ".gitattributes"
    text = workspace.read_text(name) if workspace.exists(name) else ""
    there = text.splitlines()
    missing = [line for line in ATTRIBUTES if line not in there]
    if text and missing and not text.endswith("\n"):
        text += "\n"
    return text + "".join(f"{line}\n" for line in missing)


def aligned(source: Document, target: Document, converter: Converter | None) -> tuple[Bead, ...]:
    """The beads between two articles; traditional Chinese is compared by its simplified form."""
    fold = folded(converter) if converter else _same
    return align(source, target, fold=fold)


def _same(text: str) -> str:
    return text


def folded(converter: Converter) -> Fold:
    """A converter as what makes Chinese texts comparable: all of it simplified."""

    def fold(text: str) -> str:
        return converter.convert([text], Locale.ZH_CN)[0]

    return fold


def align_files(
    workspace: Workspace, source: str, target: str, converter: Converter
) -> tuple[Document, Document, tuple[Bead, ...]]:
    """The beads between two files, catalogues or not: for programs and tests."""
    left = segments.parse(workspace.read_any(source))
    right = segments.parse(workspace.read_any(target), left.lines, source=False)
    return left, right, aligned(left, right, converter)


def align_articles(
    project: Project, name: str | None, converter: Converter, *, quiet: bool = False
) -> Outcome:
    """Adopts the translations that have no catalogue yet; those that have one are left alone.

    Two passes: first the beads of all, so that links between articles find the headings of each
    other; then the catalogues. Nothing but `locales/` is written.
    """
    fresh = [
        article
        for article in project.articles(name)
        if article.catalogue is None and article.source and article.file
    ]
    outcome = Outcome(findings=() if quiet else _already(project, name))
    with project.workspace.locked():
        for article, catalogue in _adopted(project, fresh, converter):
            outcome += adopt(project, article, catalogue)
    return outcome


def _already(project: Project, name: str | None) -> tuple[Finding, ...]:
    if name is None:
        return ()
    found: list[Finding] = []
    for article in project.articles(name):
        if article.catalogue is not None:
            said = _("has a catalogue already; `transpipe sync` keeps it up to date")
            found.append(Finding("adopted", Severity.INFO, said, article.pair.target, 1))
        elif article.file is None:
            said = _("nothing is translated yet; `transpipe sync` makes its catalogue")
            found.append(Finding("empty-target", Severity.INFO, said, article.pair.target, 1))
    return tuple(found)


def _adopted(
    project: Project, articles: Sequence[Article], converter: Converter
) -> list[tuple[Article, Catalogue]]:
    beads: dict[str, tuple[Bead, ...]] = {}
    anchors_of = dict(project.anchors())
    for article in articles:
        assert article.source is not None
        assert article.file is not None
        found = aligned(article.source, article.file, converter)
        beads[article.name] = found
        anchors_of[article.name] = _anchors(article.source, article.file, found)
    return [
        (article, _catalogue(project, article, beads[article.name], anchors_of))
        for article in articles
    ]


def _anchors(source: Document, file: Document, beads: Sequence[Bead]) -> dict[str, str]:
    headings = {
        bead.source[0]: bead.target[0]
        for bead in beads
        if len(bead.source) == 1
        and bead.target
        and source.blocks[bead.source[0]].kind is Kind.HEADING
    }
    return anchors(source, file, headings)


def _catalogue(
    project: Project,
    article: Article,
    beads: Sequence[Bead],
    anchors_of: dict[str, dict[str, str]],
) -> Catalogue:
    assert article.source is not None
    assert article.file is not None
    back = project.links(article.pair, anchors_of).back
    made = from_beads(article.source, article.file, beads, article.name, AUTHORED, back)
    return replace(made, layout=Layout.OWN, lines=article.source.lines)


def adopt(project: Project, article: Article, catalogue: Catalogue) -> Outcome:
    """Writes a catalogue made from an existing translation, and remembers that both agree."""
    workspace = project.workspace
    text = po.render(catalogue)
    written = workspace.write(workspace.catalogue_path(article.name, AUTHORED), text)
    if article.file is not None:
        workspace.write_base(article.name, AUTHORED, article.file.text, text)
    return Outcome(tuple(written), (_adoption(article, catalogue),))


def _adoption(article: Article, catalogue: Catalogue) -> Finding:
    units = catalogue.active()
    sure = sum(unit.state is State.TRANSLATED for unit in units)
    doubtful = sum(unit.state is State.FUZZY for unit in units)
    said = _("{sure} of {all} units translated, {doubtful} doubtful, {missing} missing").format(
        sure=sure, all=len(units), doubtful=doubtful, missing=len(units) - sure - doubtful
    )
    return Finding("aligned", Severity.INFO, said, article.pair.target, 1)
