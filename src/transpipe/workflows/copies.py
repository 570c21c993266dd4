"""Chinese files, or parts of them, that are copies of others and nobody's edit."""

from __future__ import annotations

from contextlib import suppress

from transpipe.catalogue.edits import Edited
from transpipe.catalogue.placement import bare
from transpipe.errors import TranspipeError
from transpipe.model import Catalogue, Locale
from transpipe.ports import Converter
from transpipe.text.han import is_han
from transpipe.workflows.project import Article, Project

UnitId = tuple[str | None, str]


def unconverted(
    parent: Catalogue | None, edits: Edited, converter: Converter, locale: Locale
) -> frozenset[UnitId]:
    """The units of a derived locale for which its file says what the authored catalogue does.

    Only in characters that the locale does not have was that copied. Else it is somebody's choice:
    文件 is 檔案 by conversion, and a document for who writes 文件 there.
    """
    here = parent.find() if parent else {}
    said = ((key, edits.words[key]) for key in here.keys() & edits.words.keys())
    copied = {key: words for key, words in said if bare(here[key].target) == bare(words) != ""}
    signs = {key: list(dict.fromkeys(filter(is_han, words))) for key, words in copied.items()}
    return frozenset(
        key for key, used in signs.items() if list(converter.convert(used, locale)) != used
    )


def is_copy(project: Project, article: Article) -> bool:
    """Whether a Chinese file says word for word what another article's does, or any source.

    Of two articles with one source both may say the same.
    """
    assert article.file is not None
    size, mine = project.files.get(article.pair.target), article.source
    for pair, path in project.sizes.get(size, ()) if size is not None else ():
        twin = mine is not None and _reads(project, pair.source) == mine.text
        other = pair.target != article.pair.target and not twin
        if other and _reads(project, path) == article.file.text:
            return True
    return False


def _reads(project: Project, path: str | None) -> str | None:
    """What a file says, None where it cannot be read."""
    with suppress(TranspipeError):
        return project.workspace.read_text(path) if path else None
    return None
