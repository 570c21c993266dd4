"""What a site has besides the pages of its articles: the first page, the search, a map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from transpipe.editions.project import Project
from transpipe.model import Edition, Kind, Locale, Orphan, Pair, Sourceless, Unread
from transpipe.ports import Converter
from transpipe.units.build import unit_of
from transpipe.workflows.page_links import quoted
from transpipe.workflows.site_pages import Site, templates_of
from transpipe.workflows.status import status

if TYPE_CHECKING:
    from transpipe.publish.pages.search import Searched

_HAN = range(0x4E00, 0xA000)  # the characters that have two forms, nearly all


def around(project: Project, site: Site) -> Iterator[tuple[str, str]]:
    """The path and the text of each."""
    from transpipe.publish.pages.frame import About
    from transpipe.publish.pages.page import index, search, site_map
    from transpipe.publish.pages.search import index_of

    titles: dict[str, str] = {}
    for name, found in site.listed.items():
        titles[name] = next((one.title for one in found if one.title), "")
    links = {key: quoted(path) for key, path in site.hrefs.items()}
    about = About(
        title=_site_title(project),
        language=project.config.language,
        search="search.html",
        templates=templates_of(project),
    )
    yield "index.html", index(status(project).rows, links, titles=titles, about=about)
    folds = _known_folds(project, site.converter)
    yield "search.html", search(index_of(tuple(_searched(project, site, folds)), folds), about)
    if project.config.pages.site:
        paths = ["index.html", *site.hrefs.values()]
        yield "sitemap.xml", site_map(project.config.pages.site, map(quoted, paths))


def _searched(project: Project, site: Site, folds: Mapping[int, str]) -> Iterator[Searched]:
    """The articles that can be found, in order."""
    from transpipe.publish.pages.search import Searched

    for pair in project.named():
        for one in site.listed.get(pair.article, ()):
            if one.locale is pair.authored:
                made = partial(_said, project, pair, folds)
                found = project.kept.get(f"said {pair.article}", tuple[str, str], made)
                yield Searched(one.title, quoted(one.path), *found)


def _said(project: Project, pair: Pair, folds: Mapping[int, str]) -> tuple[str, str]:
    """The terms of both languages of an article, and how it begins in Chinese."""
    from transpipe.publish.pages.search import lead, terms
    from transpipe.publish.pages.sieve import title

    article = project.article(pair)
    texts, begun = list[str](), list[str]()
    if isinstance(article, Edition | Unread):
        texts += (block.text for block in article.source.blocks)
    if isinstance(article, Edition):
        texts += (unit.words for unit in article.catalogue.active())
        found = unit_of(article.source, article.catalogue)
        blocks = enumerate(article.source.blocks)
        begun += (found[n].words for n, b in blocks if n in found and b.kind is Kind.PARAGRAPH)
    if isinstance(article, Edition | Orphan | Sourceless):
        texts += (block.text for block in article.file.blocks)
        begun += (block.text for block in article.file.blocks if block.kind is Kind.PARAGRAPH)
    return terms("\n".join(texts), folds), lead(map(title, begun))


def _known_folds(project: Project, converter: Converter | None) -> Mapping[int, str]:
    """Each traditional character's simplified form; nothing where nobody knows.

    It is the same for as long as the program and its libraries are.
    """
    if converter is None:
        return {}
    made = partial(folds_of, converter)
    return by_sign(project.kept.get("folds", str, made))


def by_sign(folds: str) -> Mapping[int, str]:
    """What `folds_of` says, as `str.translate` takes it."""
    return dict(zip(map(ord, folds[::2]), folds[1::2], strict=False))


@cache
def folds_of(converter: Converter) -> str:
    """Each traditional character and, after it, its simplified form."""
    signs = [chr(number) for number in _HAN]
    found: dict[int, str] = {}
    # Whichever way it is asked, a converter leaves some characters alone that stand for others.
    for locale in (Locale.ZH_TW, Locale.ZH_HK, Locale.ZH_CN):
        others = converter.convert(["\n".join(signs)], locale)[0].split("\n")
        for sign, other in zip(signs, others, strict=True) if len(others) == len(signs) else ():
            a, b = (sign, other) if locale is Locale.ZH_CN else (other, sign)
            if a != b and len(a) == len(b) == 1 and ord(b) not in found:
                found.setdefault(ord(a), b)
    # 裡 stands for 裏, which stands for 里: all three are one.
    once = {number: found.get(ord(sign), sign) for number, sign in found.items()}
    return "".join(chr(number) + once.get(ord(sign), sign) for number, sign in once.items())


def _site_title(project: Project) -> str:
    """The heading of the first index that there is."""
    from transpipe.markdown.segments import outline
    from transpipe.publish.pages.sieve import title

    for path in project.config.index:
        if project.workspace.exists(path):
            blocks = outline(project.workspace.read_text(path)).blocks
            heads = (block.text for block in blocks if block.kind is Kind.HEADING)
            return title(next(heads, ""))
    return ""
