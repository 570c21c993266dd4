"""The settings: `transpipe.toml`, or `[tool.transpipe]` in `pyproject.toml`, as one frozen Config.

Pure: the text is handed in. A key that is not known, or a value of the wrong kind, is refused
with its line and the key that was probably meant. What a key means to a user stands in the README
and the files that `init` writes: `zh_CN.toml`, `en.toml` (see `written`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from gettext import gettext as _

import transpipe.config.pairs as of_pairs
import transpipe.config.values as values
from transpipe.config.check import CheckSettings
from transpipe.config.ci import CiSettings
from transpipe.config.markup import MARKUP, MarkupSettings
from transpipe.config.pages import PagesSettings
from transpipe.config.rows import RowSettings
from transpipe.config.toml_file import Trail, line_of, load, places_in
from transpipe.config.values import setting
from transpipe.errors import BadSetting
from transpipe.model import (
    AnchorStyle,
    Cut,
    DerivedCatalogues,
    DerivedMarkdown,
    Lines,
    Locale,
    Missing,
    Naming,
    PairPattern,
    Quotes,
    ReadFrom,
    Weight,
)

FILE = "transpipe.toml"
TEMPLATES = ("head", "foot", "attribution", "stale_banner")
_FOLDERS = ("source_dir", "target_dir")
PYPROJECT = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a project says of one article: `[articles."原文/X.md"]`.

    `adopt_as` (`as = "mt:NAME"`) says that the translation that is there is a machine's,
    `read_from` (`from`) where the English that it was made from is.
    """

    title: str = field(default="", metadata=setting(values.words))
    original: str = field(default="", metadata=setting(values.words))
    author: str = field(default="", metadata=setting(values.words))
    licence: str = field(default="", metadata=setting(values.words))
    translators: tuple[str, ...] = field(default=(), metadata=setting(values.many(values.words)))
    reviewers: tuple[str, ...] = field(default=(), metadata=setting(values.many(values.words)))
    revision: str = field(default="", metadata=setting(values.words))
    adopt_as: str = field(default="", metadata=setting(values.words, "as"))
    read_from: ReadFrom | None = field(
        default=None, metadata=setting(values.one_of(*ReadFrom), "from")
    )
    lines: Lines | None = field(default=None, metadata=setting(values.one_of(*Lines)))


@dataclass(frozen=True, slots=True)
class DraftSettings:
    """`[draft]`: the engine, where it is, and the variable of the environment that has its key.

    A request may take `timeout` seconds; so many `connections` ask at a time, `per_minute` requests
    at most (0: any number). `price` is that of a million characters, for an estimate. With
    `confirm_exact` what was translated before, behind the same text, needs no second look.
    """

    engine: str = field(default="", metadata=setting(values.words))
    url: str = field(default="", metadata=setting(values.words))
    api_key_env: str = field(default="", metadata=setting(values.words))
    model: str = field(default="", metadata=setting(values.words))
    command: tuple[str, ...] = field(default=(), metadata=setting(values.many(values.words)))
    timeout: float = field(default=60.0, metadata=setting(values.positive))
    connections: int = field(default=4, metadata=setting(values.count))
    per_minute: float = field(default=0.0, metadata=setting(values.positive))
    price: float = field(default=0.0, metadata=setting(values.positive))
    confirm_exact: bool = field(default=False, metadata=setting(values.flag))


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a repository.

    An article is *current* while no unit of it is stale by a change graver than `tolerate`
    (in the order of Weight); one that is not gets the text of the template `stale_banner`, where
    one is named. With `mark_fuzzy`, a person's words that are stale beyond that limit, doubtful
    or in conflict carry a mark where they are published. `anchors` says who names the headings of
    the site; with `pin_anchors` translated ones get the name of their source.
    `attribution` is the template of the block that says whose an article is.
    `memory` is the database that holds the translation memory, where it is shared, `memory_name`
    what this repository is called there.

    `path` is the file they came from, empty for none; `origins` the line of each key in it.
    """

    language: str = field(default="zh_CN", metadata=setting(values.one_of("zh_CN", "zh_TW", "en")))
    source_dir: str = field(default="原文", metadata=setting(values.folder))
    target_dir: str = field(default="译文", metadata=setting(values.folder))
    index: tuple[str, ...] = field(
        default=("README.md",), metadata=setting(values.many(values.name))
    )
    exclude: tuple[str, ...] = field(default=(), metadata=setting(values.many(values.words)))
    authored: Locale = field(default=Locale.ZH_CN, metadata=setting(values.one_of(*Locale)))
    derived: tuple[Locale, ...] = field(
        default=(), metadata=setting(values.many(values.one_of(*Locale), once=True))
    )
    derived_catalogues: DerivedCatalogues = field(
        default=DerivedCatalogues.FULL, metadata=setting(values.one_of(*DerivedCatalogues))
    )
    derived_markdown: DerivedMarkdown = field(
        default=DerivedMarkdown.ALWAYS, metadata=setting(values.one_of(*DerivedMarkdown))
    )
    quotes: Quotes = field(default=Quotes.CORNER, metadata=setting(values.one_of(*Quotes)))
    read_from: ReadFrom = field(
        default=ReadFrom.AUTO, metadata=setting(values.one_of(*ReadFrom), "from")
    )
    missing: Missing = field(default=Missing.SOURCE, metadata=setting(values.one_of(*Missing)))
    min_translated: float = field(default=0.0, metadata=setting(values.percent))  # percent
    head: str = field(default="", metadata=setting(values.path))
    foot: str = field(default="", metadata=setting(values.path))
    attribution: str = field(default="", metadata=setting(values.path))
    tolerate: Weight = field(default=Weight.SPELLING, metadata=setting(values.one_of(*Weight)))
    stale_banner: str = field(default="", metadata=setting(values.path))
    mark_fuzzy: bool = field(default=False, metadata=setting(values.flag))
    anchors: AnchorStyle = field(
        default=AnchorStyle.GITHUB, metadata=setting(values.one_of(*AnchorStyle))
    )
    pin_anchors: bool = field(default=False, metadata=setting(values.flag))
    memory: str = field(default="", repr=False, metadata=setting(values.database))
    memory_name: str = field(default="", metadata=setting(values.words))
    pairs: tuple[PairPattern, ...] = field(default=(), metadata=setting(of_pairs.pairs))
    articles: tuple[tuple[str, Metadata], ...] = field(
        default=(), metadata=setting(values.by_path(values.table(Metadata)))
    )
    draft: DraftSettings = field(
        default=DraftSettings(), metadata=setting(values.table(DraftSettings))
    )
    check: CheckSettings = field(
        default=CheckSettings(), metadata=setting(values.table(CheckSettings))
    )
    ci: CiSettings = field(default=CiSettings(), metadata=setting(values.table(CiSettings)))
    pages: PagesSettings = field(
        default=PagesSettings(), metadata=setting(values.table(PagesSettings))
    )
    rows: RowSettings = field(default=RowSettings(), metadata=setting(values.table(RowSettings)))
    markup: MarkupSettings = field(default=MARKUP, metadata=setting(values.table(MarkupSettings)))
    path: str = field(default="", compare=False)
    origins: tuple[tuple[str, int], ...] = field(default=(), compare=False)

    def metadata(self, article: str) -> Metadata:
        """What the settings say of an article, by its path; nothing of most."""
        return dict(self.articles).get(article, Metadata())

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The authored locale, and those that are derived from it."""
        return (self.authored, *self.derived)

    @property
    def naming(self) -> Naming:
        """The names that headings get."""
        return Naming(self.anchors, self.pin_anchors)

    def read_from_of(self, article: str) -> ReadFrom:
        """Where the English of an article's translation is."""
        return self.metadata(article).read_from or self.read_from

    def cut_of(self, article: str) -> Cut:
        """What an article is cut with that has no catalogue yet."""
        return Cut(self.markup.syntax(article), self.metadata(article).lines)


def parse(text: str, path: str = FILE) -> Config:
    """The settings in a text. Raises BadSetting, which names the line."""
    found = load(text, path)
    places = dict(reversed(list(places_in(text))))
    above: Trail = ()
    if path.endswith(PYPROJECT):
        tool = found.get("tool")
        found = tool.get("transpipe", {}) if isinstance(tool, dict) else {}
        above = ("tool", "transpipe")
    try:
        config = values.table(Config)(found)
        _make_sense(config, found)
    except values.Wrong as wrong:
        line = line_of(places, (*above, *wrong.below))
        key = ".".join(part for part in wrong.below if isinstance(part, str))
        raise BadSetting(path, line, f"{key}: {wrong.should}" if key else wrong.should) from None
    origins = tuple(
        (".".join(map(str, keys)), line_of(places, (*above, *keys))) for keys in _trails(found)
    )
    return replace(config, path=path, origins=origins)


def _trails(found: Mapping[str, object]) -> Iterator[Trail]:
    """Each key that is set, and the keys of the tables; those of a list of tables are numbered."""
    for key, value in found.items():
        yield (key,)
        yield from ((key, inner) for inner in (value if isinstance(value, Mapping) else ()))
        rows = enumerate(value if isinstance(value, list) else ())
        yield from ((key, n, inner) for n, row in rows if isinstance(row, Mapping) for inner in row)


def _make_sense(config: Config, found: Mapping[str, object]) -> None:
    """Raises Wrong where settings contradict each other."""
    if config.source_dir == config.target_dir:
        key, other = ("target_dir", "source_dir") if "target_dir" in found else _FOLDERS
        raise values.Wrong(_("is the {other} too").format(other=other), key)
    if config.authored in config.derived:
        said = _(
            "{locale} is what people write, as `authored` says: the others are derived from it"
        )
        raise values.Wrong(said.format(locale=config.authored.value), "derived")
    of_pairs.check_pairs(config.pairs, config.authored)
    paired = {path for pair in config.pairs for path in (pair.source, pair.target)}
    articles = paired | dict(config.articles).keys()
    for key in TEMPLATES:
        path = getattr(config, key)
        if path in articles:
            raise values.Wrong(_("{path} is an article").format(path=path), key)
        if path in config.index:
            raise values.Wrong(_("{path} is an index").format(path=path), key)
    if config.pin_anchors and config.anchors is AnchorStyle.GITHUB:
        said = _("needs a site that reads an id behind a heading: set anchors to what makes yours")
        raise values.Wrong(said, "pin_anchors")
