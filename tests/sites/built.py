"""A site translated by us, and what is broken in it once the generator has built it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import unquote, urljoin, urlsplit

from tests.generators import HUGO
from tests.generators.installed import hugo, npm, pip
from tests.repository import Repository, small
from tests.sites.kinds import NAMES, Site
from transpipe.markdown.segments import parse

NPM = (
    *("vitepress@1.6.4", "@docusaurus/core@3.10.2", "@docusaurus/preset-classic@3.10.2"),
    *("react@19.3.1", "react-dom@19.3.1", "@mdx-js/react@3.1.1"),
    *("astro@5.18.2", "@astrojs/starlight@0.37.7", "starlight-links-validator@0.19.2"),
)
PYTHON = ("mkdocs-material==9.8.1", "mkdocs-static-i18n==1.3.1")
UNTRANSLATED = "guide/only"
_HOST = "https://example.org"


def translated(site: Site, root: Path, *, pin: bool) -> Repository:
    """A repository with the site in English and, written by us, in both kinds of Chinese."""
    files = dict(site.files()) | {"transpipe.toml": site.settings(pin)}
    made = small(root, files)
    made.steps("sync")
    for name in NAMES:
        if name != UNTRANSLATED:
            source = parse(site.page("en", name)).segments()
            target = parse(site.page("zh", name), source=False).segments()
            words = {a.text: b.text for (_n, a), (_m, b) in zip(source, target, strict=True)}
            made.translate(site.path(name), words)
    made.steps("convert", "build")
    return made


def broken(site: Site, made: Repository) -> list[str]:
    """What the generator says, and the links of the pages it makes that lead nowhere."""
    commands = {
        "docusaurus": (_npm("docusaurus", "build"), "build"),
        "vitepress": (_npm("vitepress", "build", "docs"), "docs/.vitepress/dist"),
        "hugo": (lambda: [str(hugo(HUGO)), "--printPathWarnings"], "public"),
        "mkdocs": (lambda: [str(pip(*PYTHON)), "-m", "mkdocs", "build", "--strict"], "site"),
        "starlight": (_npm("astro", "build"), "dist"),
    }
    command, output = commands[site.name]
    # Packages of npm are looked for in the folders above.
    folder = Path(mkdtemp(dir=npm(*NPM), prefix=f"{site.name}-"))
    shutil.copytree(made.root, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git"))
    try:
        done = subprocess.run(
            command(), cwd=folder, capture_output=True, text=True, check=False,
            env=os.environ | {"NO_COLOR": "1", "CI": "1", "ASTRO_TELEMETRY_DISABLED": "1"},
        )  # fmt: skip
        said = [] if not done.returncode else [done.stdout[-6000:] + done.stderr[-6000:]]
        return said or [*Pages(folder / output).dead()]
    finally:
        if not os.environ.get("TRANSPIPE_KEEP_SITES"):
            shutil.rmtree(folder, ignore_errors=True)


def _npm(program: str, *arguments: str):
    return lambda: [str(npm(*NPM) / "node_modules/.bin" / program), *arguments]


class _Page(HTMLParser):
    """The links of a page, and the names that links can lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.names |= {found[key] for key in ("id", "name") if key in found}
        if tag in ("a", "img"):
            self.links += [found[key] for key in ("href", "src") if key in found]


@dataclass(frozen=True)
class Pages:
    """The pages that a generator has made in a folder."""

    folder: Path

    @cached_property
    def _all(self) -> dict[str, _Page]:
        return {
            "/" + str(path.relative_to(self.folder)): _Page(path.read_text("utf-8"))
            for path in sorted(self.folder.rglob("*.html"))
        }

    def dead(self) -> Iterator[str]:
        """Each link within the site to a file or a heading that is not there."""
        assert any("zh" in path for path in self._all), "no page in Chinese"
        for path, page in self._all.items():
            for link in page.links:
                if fault := self._fault(path, link):
                    yield f"{path}: {link}: {fault}"

    def _fault(self, path: str, link: str) -> str:
        # A server gives the folder of a page this address.
        found = urlsplit(urljoin(_HOST + path.removesuffix("index.html"), link))
        if f"{found.scheme}://{found.netloc}" != _HOST:
            return ""
        file = self._file(unquote(found.path))
        if not file:
            return "no such page"
        name = unquote(found.fragment)
        known = self._all[file].names if file in self._all else {name}
        return "" if name in known or not name else "no such heading"

    def _file(self, path: str) -> str:
        plain = path.rstrip("/")
        for name in (path, f"{plain}.html", f"{plain}/index.html"):
            if (self.folder / name.lstrip("/")).is_file():
                return name
        return ""
