"""What makes the site of a repository, by the files that only it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, join

from transpipe.model import AnchorStyle


@dataclass(frozen=True, slots=True)
class Site:
    """A site, and the file that says so."""

    anchors: AnchorStyle
    file: str


_KINDS = (
    (AnchorStyle.DOCUSAURUS, re.compile(r"docusaurus\.config\.(?:[cm]?[jt]s)")),
    (AnchorStyle.HUGO, re.compile(r"hugo\.(?:toml|ya?ml|json)")),
    (AnchorStyle.MKDOCS, re.compile(r"mkdocs\.ya?ml")),
    (AnchorStyle.HUGO, re.compile(r"config\.toml")),
    (AnchorStyle.JEKYLL, re.compile(r"_config\.yml")),
    (AnchorStyle.DOCSIFY, re.compile(r"index\.html")),
)
_VITEPRESS = tuple(
    f".vitepress/config{name}.{end}"
    for name in ("", "/index")
    for end in ("mts", "ts", "mjs", "js")
)
# Other generators have files of these names too: what only these write in them.
_HUGO = re.compile(
    r"^baseurl\s*=.*^(?:languagecode|defaultcontentlanguage)\s*=|^\[markup", re.I | re.M | re.S
)
_JEKYLL = re.compile(r"^(?:remote_theme|kramdown|collections)\s*:|^markdown\s*:\s*kramdown", re.M)
_DOCSIFY = re.compile(r"\$docsify\b")
_PARSER = re.compile(r"^kramdown\s*:(?:\n[ \t].*)*?\n[ \t]+input\s*:\s*(\w+)", re.M)
_SLUGIFY = re.compile(r"^[^#\n]*slugify\s*:\s*(.*(?:\n[ \t]+\w+\s*:.*){0,2})", re.M)
_DEPTH = 2  # folders above a site


def recognised(
    files: Collection[str], exists: Callable[[str], bool], read: Callable[[str], str]
) -> Site | None:
    """The one kind of site that there are files of; None where there is none, or are several."""
    found = list(_found(files, exists, read))
    return found[0] if len({site.anchors for site in found}) == 1 else None


def _found(
    files: Collection[str], exists: Callable[[str], bool], read: Callable[[str], str]
) -> Iterator[Site]:
    near = sorted(
        (path for path in files if path.count("/") <= _DEPTH), key=lambda p: (p.count("/"), p)
    )
    for path in near:
        for style, name in _KINDS:
            if name.fullmatch(basename(path)) and (said := _of(style, basename(path), path, read)):
                yield Site(said, path)
    for folder in dict.fromkeys(dirname(path) for path in near):
        there = (join(folder, name) for name in _VITEPRESS)
        if config := next(filter(exists, there), None):
            yield Site(AnchorStyle.VITEPRESS, config)


def _of(style: AnchorStyle, name: str, path: str, read: Callable[[str], str]) -> AnchorStyle | None:
    """How the site names headings, as far as its file says; None where that is not certain."""
    if name == "config.toml":
        return style if _HUGO.search(read(path)) else None
    if name == "index.html":
        return style if _DOCSIFY.search(read(path)) else None
    if name == "_config.yml":
        text = read(path)
        parser = _PARSER.search(text)
        if parser and parser[1].lower() == "kramdown":
            return AnchorStyle.KRAMDOWN
        return style if _JEKYLL.search(text) else None
    if style is AnchorStyle.MKDOCS and (slugs := _SLUGIFY.search(read(path))):
        lower = "pymdownx.slugs.slugify" in slugs[1] and re.search(r"case\s*:\s*lower\b", slugs[1])
        return AnchorStyle.MKDOCS_UNICODE if lower else None
    return style
