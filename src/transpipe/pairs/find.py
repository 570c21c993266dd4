"""Which 译文 belongs to which 原文: as set by hand, by the index's links, else by name.

Pure: the files and a way to read them are handed in. Nothing that a link leads to outside the
repository is ever read or listed (BadLink).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from gettext import gettext as _
from pathlib import PurePosixPath

import transpipe.pairs.naming as naming
from transpipe.errors import NotText
from transpipe.markdown.source import is_latin
from transpipe.model import Finding, PairPattern, Pairs, Severity
from transpipe.pairs.by_layout import by_folder, by_language, lay_out
from transpipe.pairs.continued import by_successor, by_words
from transpipe.pairs.expand import expand, in_other_locales, joined
from transpipe.pairs.layouts import Layout
from transpipe.pairs.naming import Tongue
from transpipe.pairs.patterns import SUFFIXES, Pattern, is_pattern
from transpipe.pairs.resolve import LinkedRow, resolve_rows
from transpipe.pairs.search import Heirs, Nobody, Search
from transpipe.pairs.tree import Places, Tree, bare_address


def find(
    files: Mapping[str, int],
    read: Callable[[str], str],
    places: Places,
    heirs: Heirs | None = None,
) -> Pairs:
    """All pairs of a repository, those of the index first and in its order, the others by path.

    `files` gives the size of each file in bytes (LEAVES for a link that leads out); `heirs`
    tell which file continues one that is gone. Raises BadLink, which names the row, and NotText or
    FileFault where an index cannot be read.
    """
    search = Search(Tree(files, read, places), heirs or Nobody())
    for step in _STEPS:
        step(search)
    for error in search.tree.unreadable.values():
        if isinstance(error, NotText):
            search.note(Finding("not-text", Severity.ERROR, error.what, error.path, error.line))
        else:
            search.note(Finding("unreadable", Severity.ERROR, error.reason, error.path, 1))
    return Pairs(
        tuple(search.pairs), tuple(search.findings), joined(search.tree, search.recognised)
    )


# ── the steps ───────────────────────────────────────────────────────────────────────────────


def _set_by_hand(search: Search) -> None:
    for pair in search.tree.places.pairs:
        if is_pattern(pair.source):
            _by_pattern(search, pair)
            continue
        source, target = pair.source, pair.target
        there = search.tree.find(source)
        if there is None:
            said = _("{path}, set in [[pairs]], does not exist").format(path=source)
            search.note(
                Finding("dead-link", Severity.ERROR, said + search.tree.hint(source), source)
            )
        else:
            search.add(there, search.tree.find(target) or target)


def _by_pattern(search: Search, pair: PairPattern) -> None:
    made = [*expand(search.tree, pair)]
    blank = search.tree.blank
    there = tuple(both for both in made if not blank(both[1]))
    offered = tuple(both for both in made if blank(both[1]) and search.tree.english(both[0]))
    folder = Pattern(pair.source).folder
    lay_out(search, Layout(folder, pair.source, pair.target, there, offered))


def _by_index(search: Search) -> None:
    """Rows with both sides; one side alone is looked for by name in the steps that follow."""
    rows: list[LinkedRow] = []
    for index in _indexes(search):
        rows += resolve_rows(search.tree, index)
    search.rows = tuple(rows)
    for row in rows:
        search.findings += row.findings
        if row.source and row.target:
            _one_row(search, row, row.source, row.target)


def _one_row(search: Search, row: LinkedRow, source: str, target: str) -> None:
    if search.matched.get(source) == target:
        return
    if source in search.matched or target in search.targets:
        again = source if source in search.matched else target
        said = _("{path} is in another row already; this one is ignored").format(path=again)
        search.note(Finding("duplicate-row", Severity.WARNING, said, row.index, row.line))
        return
    search.add(source, target, row)
    if search.tree.find(target) and search.tree.blank(target):
        said = _("{path} is empty: nothing is translated yet").format(path=target)
        search.note(Finding("empty-target", Severity.INFO, said, row.index, row.line))
    elif search.tree.find(target) and _is_english(search.tree, target):
        said = _("{path} is English: it is not translated yet").format(path=target)
        search.note(Finding("english-target", Severity.INFO, said, row.index, row.line))


def _is_english(tree: Tree, target: str) -> bool:
    """Whether a file that a row says is translated has the words of its source, or others."""
    return not tree.chinese(target) and is_latin(tree.text(target))


def _by_name(search: Search) -> None:
    """原文/X.md and 译文/X.md, or 译文/ the title of X's row."""
    places = search.tree.places
    with_source, with_target = search.one_sided()
    targets: dict[str, str] = {}
    for path in search.open(search.tree.targets):
        targets.setdefault(naming.equal(path, places.target_dir), path)
    for source in list(search.open(search.tree.sources)):
        row = with_source.get(source)
        names = [naming.equal(source, places.source_dir)]
        names += [naming.equal(naming.file_name(row.title), "")] if row and row.title else []
        for target in (targets[name] for name in names if name in targets):
            search.add(source, target, row or with_target.get(target))


def _by_address(search: Search) -> None:
    """A Chinese article that names the address of a source: `> 原文: [url](url)`."""
    with_source, with_target = search.one_sided()
    tree = search.tree
    sources = list(search.open(tree.sources))
    given: dict[str, str] = {}
    for path in search.open((*tree.targets, *tree.elsewhere)) if sources else ():
        if not tree.blank(path) and tree.chinese(path):
            url = tree.upstream(path) or (with_target[path].url if path in with_target else "")
            given.setdefault(bare_address(url), path)
    given.pop("", None)
    for source in sources if given else ():
        row = with_source.get(source)
        url = bare_address(row.url if row and row.url else tree.upstream(source))
        if url in given:
            search.add(source, given[url], row)


def _untranslated(search: Search) -> None:
    """A source that nothing is found for gets the path that its translation will have.

    One that has a catalogue already got it, perhaps with a number, as its own name was taken.
    """
    places = search.tree.places
    rows, _targets = search.one_sided()
    siblings = [(p.source, p.target, p.title) for p in search.pairs if p.source and p.index]
    habit = naming.habit(siblings)
    folders = (places.source_dir, places.target_dir)
    inside = search.tree.sources
    others = [path for path in rows if path not in inside and path in search.tree.articles]
    taken = {naming.key(path) for path in (*search.tree.files, *search.targets)}
    free = {naming.key(path): path for path in search.open(search.tree.targets)}
    for source in list(search.open((*inside, *others))):
        row = rows.get(source)
        barred = taken - free.keys() if search.tree.adopted(source) else taken
        target = naming.new_target(source, row.title if row else "", habit, folders, barred)
        there = free.pop(naming.key(target), target)
        taken.add(naming.key(target))
        search.add(source, there, row)


def _sourceless(search: Search) -> None:
    """Chinese articles without any English; of a README that is the index, nothing is said."""
    tree = search.tree
    _sources, rows = search.one_sided()
    further = set(naming.other_languages(tree.elsewhere, {*search.matched, *search.targets}))
    further.update(search.further, in_other_locales(tree))
    found = []
    for path in search.open((*tree.targets, *tree.elsewhere)):
        top = "/" not in path and naming.take_apart(path).stem == "readme"
        index = path in tree.places.index or top
        if not (path in further or index or tree.blank(path)) and tree.chinese(path):
            found.append(path)
    own = [path for path in found if naming.language(path) is not Tongue.TRADITIONAL]
    second = {*naming.other_languages(found, own)}
    for path in (path for path in found if path not in second):
        search.add(None, path, rows.get(path))
        search.note(Finding("sourceless", Severity.INFO, _("has no English source"), path))


def _unlinked(search: Search) -> None:
    """What no row links, where there is an index with rows at all."""
    tree = search.tree
    linked_paths = {path for row in search.rows for path in (row.source, row.target) if path}
    titles = {row.title: row for row in search.rows if row.title}
    indexed = not linked_paths.isdisjoint((*tree.sources, *tree.targets))
    for path in tree.sources if indexed else ():
        if path not in linked_paths:
            search.note(
                Finding("unlisted-article", Severity.WARNING, _("no index row links it"), path)
            )
    for path in tree.targets:
        if path in linked_paths or (path in search.targets and not indexed):
            continue
        code, said = "unlisted-article", _("no index row links it")
        if path not in search.targets:
            code = "unlinked-target"
            said = _("belongs to no source that is known")
            if tree.blank(path):
                said = _("is empty and belongs to no source that is known")
            row = titles.get(tree.meant(PurePosixPath(path).stem, titles, 0.4))
            if row:
                said += _("; the row {file}:{line} has a title like it").format(
                    file=row.index, line=row.line
                )
        search.note(Finding(code, Severity.WARNING, said, path))


_STEPS: tuple[Callable[[Search], None], ...] = (
    _set_by_hand,
    _by_index,
    _by_name,
    _by_address,
    by_folder,
    by_language,
    by_successor,
    _untranslated,
    by_words,
    _sourceless,
    _unlinked,
)


def _indexes(search: Search) -> tuple[str, ...]:
    """The index files there are, each followed by its versions in other languages."""
    found: list[str] = []
    for name in search.tree.places.index:
        there = search.tree.find(name)
        found += [there] if there else []
        one = naming.take_apart(name)
        found += [
            path
            for path in search.tree.elsewhere
            if (naming.take_apart(path).folder, naming.take_apart(path).stem)
            == (one.folder, one.stem)
        ]
    return tuple(dict.fromkeys(path for path in found if path.lower().endswith(SUFFIXES)))
