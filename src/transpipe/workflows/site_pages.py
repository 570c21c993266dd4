"""One page of a site: what is known of its article, and of the pages around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from transpipe.editions.metadata import facts
from transpipe.editions.opaque import opaque_changes
from transpipe.editions.project import Project
from transpipe.model import Edition, Kind, Locale, Sourceless, Unit, UnitId
from transpipe.model.text import digest
from transpipe.ports import Converter
from transpipe.units.build import unit_of
from transpipe.units.placement import place
from transpipe.workflows.index_pages import page_of_row
from transpipe.workflows.page_links import Hrefs, Placed, quoted, relative


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that there is, and its title."""

    locale: Locale
    path: str
    title: str = ""


@dataclass(frozen=True)
class Page:
    """An article in a locale, and where its page is."""

    article: Edition | Sourceless
    path: str

    @property
    def locale(self) -> Locale:
        article = self.article
        return article.locale if isinstance(article, Edition) else article.pair.authored


@dataclass(frozen=True)
class Site:
    """All pages that there are, in order, and what makes one script of our words of the other."""

    listed: Mapping[str, Sequence[Listed]]
    hrefs: Hrefs
    converter: Converter | None

    @property
    def name(self) -> str:
        """What stands for which pages there are, and where."""
        rows = (f"{name}\0{locale.value}\0{path}" for (name, locale), path in self.hrefs.items())
        return digest("\0".join(rows))

    def around(self, article: str) -> str:
        """What stands for the titles of the pages before and after those of an article."""
        pages = (self._between[one.path] for one in self.listed[article])
        beside = (one for both in pages for one in both)
        return digest("\0".join(f"{one.path}\0{one.title}" if one else "" for one in beside))

    def neighbours(self, page: Page) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
        """The pages before and after one in its locale: their addresses and titles."""
        before, after = (
            (relative(one.path, page.path), one.title) if one else None
            for one in self._between[page.path]
        )
        return before, after

    @cached_property
    def _between(self) -> Mapping[str, tuple[Listed | None, Listed | None]]:
        """Each page's neighbours in its locale, by its path."""
        rows: dict[Locale, list[Listed]] = {}
        for one in (one for found in self.listed.values() for one in found):
            rows.setdefault(one.locale, []).append(one)
        return {
            one.path: (before, after)
            for held in rows.values()
            for before, one, after in zip([None, *held], held, [*held[1:], None], strict=False)
        }


def html_of(project: Project, one: Page, site: Site, placed: Placed) -> str:
    """The page itself."""
    from transpipe.publish.pages.frame import About
    from transpipe.publish.pages.page import page
    from transpipe.publish.pages.sieve import Leads

    article, config = one.article, project.config
    units: Mapping[int, Unit] = {}
    if isinstance(article, Edition):
        units = unit_of(article.source, article.catalogue)
    others = tuple(
        (other, relative(site.hrefs[article.name, other], one.path))
        for other in config.locales
        if other is not one.locale and (article.name, other) in site.hrefs
    )
    before, after = site.neighbours(one)
    about = About(
        title=config.metadata(article.name).title,
        # Ours are written for zh_CN; the voice of the page converts them.
        language=Locale.ZH_CN.value if config.language in set(Locale) else config.language,
        home=relative("index.html", one.path),
        search=relative("search.html", one.path),
        alternates=others,
        before=before,
        after=after,
        facts=_facts(project, article),
        opaque=len(opaque_changes(project, article)),
        naming=config.naming,
        target_first=config.pages.first == "target",
        edit=_edit(config.pages.edit, article),
        there=page_of_row(project, article, placed),
        voice=_voice(site.converter, one.locale),
        script=one.locale,
        templates=templates_of(project),
    )
    return page(article, units, about, leads=Leads(placed.link, placed.image))


def _edit(template: str, article: Edition | Sourceless) -> Callable[[UnitId], str]:
    """Where the words of a unit can be changed: the line of the Chinese file that has them."""
    lines: dict[UnitId, int] = {}
    if template and isinstance(article, Edition) and article.file.text:
        held = place(article.catalogue, article.file)
        for block, units in zip(article.file.blocks, held.blocks, strict=True):
            for unit in units:
                lines.setdefault(unit.id, block.lines[0])

    def edit(unit: UnitId) -> str:
        line = str(lines[unit]) if unit in lines else "1"
        filled = template.replace("{path}", quoted(article.pair.target)).replace("{line}", line)
        return filled if lines else ""

    return edit


def _voice(converter: Converter | None, locale: Locale) -> Callable[[str], str]:
    """Our own words in the script of a locale."""
    if converter is None or locale is Locale.ZH_CN:
        return str
    known = converter

    @lru_cache
    def voice(words: str) -> str:
        return known.convert([words], locale)[0]

    return voice


def templates_of(project: Project) -> tuple[tuple[str, str], ...]:
    """The project's own templates, by the names of ours that they stand for."""
    from transpipe.publish.pages.page import TEMPLATES

    folder = project.config.pages.templates
    paths = ((name, f"{folder}/{name}") for name in TEMPLATES if folder)
    read, there = project.workspace.read_text, project.workspace.exists
    return tuple((name, read(path)) for name, path in paths if there(path))


def _facts(project: Project, article: Edition | Sourceless) -> dict[str, str]:
    """What a page says of an article, under the names its template has for it."""
    known = facts(project, article)
    return {"url" if name == "original" else name: text for name, text in known.items()}


def title_of(project: Project, article: Edition | Sourceless) -> str:
    """What an article is called in its locale: by the settings, its own heading, or the index."""
    said = project.config.metadata(article.name).title
    return said or _heading(article) or article.pair.title or article.name


def _heading(article: Edition | Sourceless) -> str:
    """The first heading of level 1, translated where it is."""
    from transpipe.publish.pages.sieve import title

    document = article.source if isinstance(article, Edition) else article.file
    for number, block in enumerate(document.blocks):
        if block.kind is Kind.HEADING and block.level == 1:
            found = unit_of(document, article.catalogue) if isinstance(article, Edition) else {}
            return title((found[number].words if number in found else "") or block.text)
    return ""
