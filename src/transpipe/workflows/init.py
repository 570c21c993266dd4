"""Finding the articles and pairs of a repository: settings, and attributes for git."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from posixpath import dirname

from transpipe.config import Config, render_default
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.errors import TranspipeError
from transpipe.markdown.source import opens_in_chinese
from transpipe.model import Locale, Pair, PairKind, Pairs
from transpipe.model.misspelt import Scripts
from transpipe.pairs.derived import is_named_for, written_in
from transpipe.pairs.sites import Site, recognised
from transpipe.pairs.skipped import Skipped, skipped
from transpipe.repository import Workspace
from transpipe.text.han import count_han, count_neighbours

_SAMPLE = 40  # translations whose words tell their script
ATTRIBUTES = (
    "*.po text eol=lf",
    "locales/**/*.po merge=transpipe diff=transpipe",
)


@dataclass(frozen=True)
class Begun:
    """What `init` found, and what it did."""

    pairs: Pairs
    skipped: tuple[Skipped, ...]
    outcome: Outcome
    site: Site | None = None
    authored: Locale = Locale.ZH_CN

    def layouts(self) -> dict[str, dict[PairKind, int]]:
        """How many pairs of each kind there are, by the folders that they lie in."""
        found: dict[str, dict[PairKind, int]] = {}
        for pair in self.pairs.pairs:
            counts = found.setdefault(_layout(pair), {})
            counts[pair.kind] = counts.get(pair.kind, 0) + 1
        return dict(sorted(found.items(), key=lambda item: -sum(item[1].values())))


def init(project: Project) -> Begun:
    """Finds articles and pairs, writes `transpipe.toml` and the `.gitattributes` lines.

    Nothing that is there already is changed: settings stay, attribute lines are appended once.
    """
    workspace, site, authored = project.workspace, None, project.config.authored
    written: list[str] = []
    with workspace.locked():
        if not workspace.has_settings():
            site = recognised(project.files, workspace.exists, partial(_text, workspace))
            authored = _authored(project)
            text = _settings(workspace, project, site, authored)
            written += workspace.write("transpipe.toml", text)
        written += workspace.write(".gitattributes", _attributes(workspace, project.pairs))
    outcome = project.left_alone()
    found = tuple(dict.fromkeys((*project.pairs.findings, *outcome.findings)))
    outcome = replace(outcome, written=tuple(written), findings=found)
    aside = skipped(project.files, workspace.read_text, project.config, project.pairs)
    return Begun(project.pairs, tuple(aside), outcome, site, authored)


def _text(workspace: Workspace, path: str) -> str:
    """The text of a file, nothing where it is none."""
    with suppress(TranspipeError):
        return workspace.read_text(path)
    return ""


def _settings(workspace: Workspace, project: Project, site: Site | None, authored: Locale) -> str:
    """The settings to begin with: in the language of the README, and none that does not hold."""
    readme = next((n for n in ("README.md", "readme.md") if workspace.exists(n)), None)
    text = workspace.read_text(readme) if readme else ""
    chinese = opens_in_chinese(text) or not text
    own = "zh_CN" if authored is Locale.ZH_CN else "zh_TW"
    language = own if chinese else "en"
    anchors = site.anchors if site else project.config.anchors
    absent, pairs = tuple(_absent(project)), project.pairs.recognised
    return render_default(language, absent, pairs, anchors, authored)


def _authored(project: Project) -> Locale:
    """The locale that the translations are in: by their names, and by the words of some of them.

    The one of most, where all are in traditional Chinese.
    """
    there = [pair.target for pair in project.pairs.pairs if pair.kind is not PairKind.UNTRANSLATED]
    named = Counter(written_in(path, Locale.ZH_CN) for path in there)
    texts = (_text(project.workspace, path) for path in there[:_SAMPLE])
    chinese = (text for text in texts if 10 * count_neighbours(text) <= count_han(text))
    seen = project.speller.scripts("\n".join(chinese)) if project.speller else Scripts()
    plain = named.pop(Locale.ZH_CN, 0)
    simplified = any(is_named_for(path, Locale.ZH_CN) for path in there) or seen.is_simplified
    if not there or simplified or (plain and not seen.is_surely_traditional):
        return Locale.ZH_CN
    return named.most_common(1)[0][0] if named else Locale.ZH_TW


def _absent(project: Project) -> Iterator[str]:
    """The settings whose usual values name what is not there, where something else is."""
    usual = Config()
    if not project.pairs.pairs:
        return  # in a new repository they say where to put the first article
    folders = {path.partition("/")[0] for path in project.files if "/" in path}
    if usual.source_dir not in folders:
        yield "source_dir"
        if usual.target_dir not in folders:
            yield "target_dir"
    if not any(name in project.files for name in usual.index):
        yield "index"


def _layout(pair: Pair) -> str:
    """`原文 → 译文`: the folders of a pair, less those that are alike below them."""
    if pair.source is None:
        return f"{pair.target.partition('/')[0] if '/' in pair.target else '.'}/"
    source, target = dirname(pair.source).split("/"), dirname(pair.target).split("/")
    if source == target:
        return f"{'/'.join(source) or '.'}/"
    while source and target and source[-1] == target[-1]:
        source, target = source[:-1], target[:-1]
    shared = 0
    while source[shared : shared + 1] == target[shared : shared + 1] and source[shared:]:
        shared += 1
    return " → ".join(f"{'/'.join(side[: shared + 1]) or '.'}/" for side in (source, target))


def _attributes(workspace: Workspace, pairs: Pairs) -> str:
    name = ".gitattributes"
    text = workspace.read_text(name) if workspace.exists(name) else ""
    missing = _lacking(text, pairs)
    if text and missing and not text.endswith("\n"):
        text += "\n"
    return text + "".join(f"{line}\n" for line in missing)


def _lacking(text: str, pairs: Pairs) -> tuple[str, ...]:
    there = text.splitlines()
    return tuple(line for line in (*ATTRIBUTES, *_merged(pairs)) if line not in there)


def lacking_attributes(project: Project) -> tuple[str, ...]:
    """The lines that `.gitattributes` lacks, without which git does not ask us."""
    name, workspace = ".gitattributes", project.workspace
    return _lacking(workspace.read_text(name) if workspace.exists(name) else "", project.pairs)


def _merged(pairs: Pairs) -> Iterator[str]:
    """The lines for the translations: folders that hold no source, else names or single files."""
    both = [(pair.source, pair.target) for pair in pairs.pairs if pair.source]
    sources = [source for source, _target in both]
    folders = {target: _outermost(target, sources) for _source, target in both}
    endings = dict.fromkeys(f"*.{target.rpartition('.')[2]}" for target in folders)
    found = [f"{f}/**/{ending}" for f in filter(None, folders.values()) for ending in endings]
    found += [_by_name(*pair, sources) for pair in both if not folders[pair[1]]]
    for pattern in dict.fromkeys(found):
        if not any(character in pattern for character in ' \t"?[\\!#'):
            yield f"{pattern} merge=transpipe"


def _by_name(source: str, target: str, sources: Collection[str]) -> str:
    """What the names of translations end with that lie beside their sources; else the file."""
    ours, theirs = (path.rpartition("/")[2] for path in (source, target))
    other = (n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b)
    at = next(other, len(theirs))
    start = at if theirs[at : at + 1] in ("-", "_", ".") else max(map(theirs[:at].rfind, "._-"))
    tail = theirs[max(start, 0) :]
    is_own = bool(tail.rpartition(".")[0].strip("._-")) and start > 0
    shared = any(path.endswith(tail) for path in sources)
    return f"*{tail}" if is_own and not shared else f"/{target}"


def _outermost(target: str, sources: Collection[str]) -> str:
    """The outermost folder of a file that none of some others is in; '' where all have one."""
    parts = target.split("/")[:-1]
    folders = ("/".join(parts[: n + 1]) for n in range(len(parts)))
    free = (f for f in folders if not any(source.startswith(f"{f}/") for source in sources))
    return next(free, "")
