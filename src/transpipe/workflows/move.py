"""`mv`: an article, or its translation, under another name, with all that belongs to it.

The catalogues of all locales, derived files and pictures of its own go along; the index, the
settings and the links of the project's own files follow. Nothing of it makes a unit stale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _
from posixpath import basename, dirname, join, relpath, splitext

from transpipe.config import Config, parse
from transpipe.config.values import Wrong, article
from transpipe.editions.pairing import paired
from transpipe.editions.project import Project
from transpipe.editions.relocated import remember_moved
from transpipe.errors import BadArgument, Refused
from transpipe.links.moves import Moves
from transpipe.model import Finding, Locale, Pair
from transpipe.pairs import SUFFIXES
from transpipe.pairs.derived import DerivedNames, used
from transpipe.pairs.search import Nobody
from transpipe.ports import Converter
from transpipe.repository import files
from transpipe.workflows import claims, relocate
from transpipe.workflows.own_files import pictures, texts_naming


@dataclass(eq=False)
class Taken(Refused):
    """A name that another file has."""

    path: str

    def __str__(self) -> str:
        return _("{path}: is there already; nothing was changed").format(path=self.path)


@dataclass(frozen=True)
class Moved:
    """What was done, or would be: files old → new, and those whose links or rows follow."""

    moved: tuple[tuple[str, str], ...]
    changed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The new names, the texts that follow by their new paths, and the settings then."""

    pair: Pair
    moves: Moves
    texts: Mapping[str, str]
    config: Config


def move(project: Project, name: str, new: str, converter: Converter) -> Moved:
    """Gives an article, or its translation where that is named, another name.

    Raises BadArgument, Taken; nothing is changed then.
    """
    with project.workspace.locked():
        plan = _planned(project, name, new)
        _refuse(project, plan)
        return _carried_out(project, plan, converter)


# ── the plan ────────────────────────────────────────────────────────────────────────────────


def _planned(project: Project, name: str, new: str) -> Plan:
    """The names of all that goes along, so that the two files still belong together then."""
    (pair,) = project.named(name)
    old = _named_side(pair, name)
    if project.workspace.is_mounted(old):
        raise BadArgument(_("{path} lies elsewhere: nothing is written there").format(path=old))
    names = {old: _new_path(project, old, new)}
    _stay_aside(project.config, old, names[old])
    plan = _plan(project, pair, names)
    there = _target_then(plan, project)
    wanted = plan.moves.of(pair.target)
    if there == wanted or pair.source is None:
        return plan
    if there and old == pair.source and there not in project.files:
        plan = _plan(project, pair, names | {pair.target: there})
        if _target_then(plan, project) == there:
            return plan
    said = _("{new}: nobody would know that {target} belongs to it; link both in the index first")
    raise BadArgument(said.format(new=plan.moves.of(pair.source), target=wanted))


def _named_side(pair: Pair, name: str) -> str:
    """The file that is meant: the source, unless only the translation is called so."""
    wanted = name.removeprefix("./")
    source = pair.source or pair.target
    ends = (basename(source), splitext(basename(source))[0])
    theirs = (pair.target, basename(pair.target), splitext(basename(pair.target))[0])
    if wanted == pair.target or (wanted in theirs and wanted not in (source, *ends)):
        return pair.target
    return source


def _new_path(project: Project, old: str, new: str) -> str:
    """Where a file goes: a name alone stays in its folder, a folder keeps the name."""
    path = new.removeprefix("./").replace("\\", "/")
    folders = {dirname(each) for each in project.files}
    if path.endswith("/") or any(f"{f}/".startswith(f"{path}/") for f in folders):
        path = join(path, basename(old))
    elif "/" not in path:
        path = join(dirname(old), path)
    if not path.lower().endswith(SUFFIXES):
        path += splitext(old)[1]
    try:
        return article(path)
    except Wrong as wrong:
        raise BadArgument(f"{new}: {wrong.should}") from None


def _stay_aside(config: Config, old: str, new: str) -> None:
    """Refuses a source the folder of translations, and a translation that of sources."""
    was, then = _folder(config, old), _folder(config, new)
    if was and then and was != then:
        said = _("{new}: files of {folder} do not belong there")
        raise BadArgument(said.format(new=new, folder=f"{was}/"))


def _folder(config: Config, path: str) -> str:
    """Which of the two folders of the settings a path is in, the inner one where both are."""
    both = sorted((config.source_dir, config.target_dir), key=len, reverse=True)
    return next((each for each in both if path.startswith(f"{each}/")), "")


def _plan(project: Project, pair: Pair, names: Mapping[str, str]) -> Plan:
    whole = dict(names)
    if pair.target in names:
        for locale in project.config.derived:
            old = project.derived_path(pair.target, locale)
            if old in project.files:
                whole[old] = project.derived_path(names[pair.target], locale)
    mine = [path for path in (pair.source, *project.translations(pair)) if path]
    for old in [path for path in whole if path in project.files]:
        for picture in pictures(project, old, mine):
            beside = relpath(picture, dirname(old) or ".")
            whole[picture] = join(dirname(whole[old]), beside)
    called_after = _called_after(project, pair, whole)
    moves = Moves({old: path for old, path in whole.items() if old != path}, project.files)
    texts = _texts(project, moves)
    config = _config(project, moves, texts)
    return Plan(pair, replace(moves, names={**moves.names, **called_after}), texts, config)


def _called_after(project: Project, pair: Pair, names: Mapping[str, str]) -> dict[str, str]:
    """Files that have their names from the article: its catalogues, and who is at work on it."""
    old, new = pair.article, names.get(pair.article, pair.article)
    found = {claims.path_of(old): claims.path_of(new)}
    for locale in Locale:
        path = project.workspace.catalogue_path(old, locale)
        found[path] = project.workspace.catalogue_path(new, locale)
    return {p: there for p, there in found.items() if p in project.files and there != p}


def _texts(project: Project, moves: Moves) -> dict[str, str]:
    """The project's own files that moved, or whose links follow, by their new paths."""
    found: dict[str, str] = {}
    for own, text in texts_naming(project, moves.names):
        new = moves.text(own.path, text, own.cut)
        if new != text or own.path in moves.names:
            found[moves.of(own.path)] = new
    return found


def _config(project: Project, moves: Moves, texts: dict[str, str]) -> Config:
    """The settings with the new names; their text is put among the others."""
    path = project.config.path
    if not path:
        return project.config
    text = new = project.workspace.read_text(path)
    for old, name in moves.names.items():
        for quote in "\"'":
            new = new.replace(f"{quote}{old}{quote}", f"{quote}{name}{quote}")
    if new == text:
        return project.config
    texts[path] = new
    return parse(new, path)


def _target_then(plan: Plan, project: Project) -> str:
    """The translation that the article would be found to have; '' for none."""
    moves, old = plan.moves, {new: path for path, new in plan.moves.names.items()}
    there = {moves.of(path): size for path, size in project.files.items()}
    names, locales = DerivedNames(there, plan.config), used(there, plan.config)
    ours = {path: size for path, size in there.items() if not names.is_derived(path, locales)}

    def read(path: str) -> str:
        if path in plan.texts:
            return plan.texts[path]
        return project.workspace.read_text(old.get(path, path))

    pairs = paired(ours, read, plan.config, Nobody())
    article_then = moves.of(plan.pair.article)
    return next((p.target for p in pairs.pairs if p.article == article_then), "")


# ── carried out ─────────────────────────────────────────────────────────────────────────────


def _refuse(project: Project, plan: Plan) -> None:
    workspace, names = project.workspace, plan.moves.names
    if not names:
        raise BadArgument(_("it has that name already"))
    if len(set(names.values())) < len(names):
        raise Taken(next(iter(names.values())))
    for old, new in names.items():
        if old in project.files and (workspace.exists(new) or workspace.is_taken(new)):
            raise Taken(new)
        if files.is_link(workspace.root / old):
            raise BadArgument(_("{path}: a symbolic link is not moved").format(path=old))


def _carried_out(project: Project, plan: Plan, converter: Converter) -> Moved:
    """New files first, then those that follow; then the old ones go. Killed, all is there."""
    workspace, moves = project.workspace, plan.moves
    there = {old: new for old, new in moves.names.items() if old in project.files}
    catalogues, findings = relocate.catalogues(project, moves)
    before = relocate.sources(project, moves, catalogues)
    places = tuple(relocate.places(project, moves, catalogues))
    written: list[str] = []
    for old, new in there.items():
        if new not in plan.texts and not new.endswith(".po"):
            written += workspace.write(new, workspace.read_bytes(old))
    for path, text in plan.texts.items():
        written += workspace.write(path, text)
    for catalogue in catalogues:
        written += project.catalogues.keep(catalogue)
    for place in places:
        remember_moved(workspace, moves, place)
    for old in there:
        workspace.put(old, None)
    then = replace(project, config=plan.config)  # what it says of the article, by its new name
    written += relocate.settled(then, moves, before, converter)
    changed = tuple(path for path in dict.fromkeys(written) if path not in there.values())
    told = (*findings, *relocate.left(project, moves))
    return Moved(tuple(there.items()), changed, told)
