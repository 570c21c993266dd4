"""How each kind of site writes the pages: where they lie, and what links and notes look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from posixpath import dirname, relpath

from transpipe.model import AnchorStyle

FOLDER = Path(__file__).parent
NAMES = ("index", "guide/install", "guide/use", "guide/only", "reference/options", "reference/faq")
_LINK = re.compile(r"@<([^<>#]*)#?([^<>]*)>")
_NOTE = re.compile(r"^@note (.+)\n((?:.*\n)+?)@end$", re.MULTILINE)

# The address of a page in another, with `#` and a heading of it or ''.
Form = Callable[[str, str, str], str]


@dataclass(frozen=True)
class Site:
    """A kind of site, with its own files in the folder of its name.

    `source` is the path of the page of a name, `target` that of its translation. `forms` are the
    ways to write a link, used in turn, `in_tag` that in HTML. A heading that repeats another has
    `again` behind its name.
    """

    name: str
    anchors: AnchorStyle
    source: str
    target: str
    forms: tuple[Form, ...]
    in_tag: Form
    note: str = ":::note[{0}]\n\n{1}\n\n:::"
    image: str = "/server.png"
    footnotes: bool = True
    ids: bool = True
    again: str = "-1"

    def files(self) -> Mapping[str, str | bytes]:
        """The files of the site in English, and the settings."""
        own = FOLDER / self.name
        found = {str(p.relative_to(own)): p.read_bytes() for p in own.rglob("*") if p.is_file()}
        pages = {self.path(name): self.page("en", name) for name in NAMES}
        return {**found, **pages, "transpipe.toml": self.settings()}

    def settings(self, pin: bool = False) -> str:
        """The settings of a repository for it."""
        return (
            f'anchors = "{self.anchors.value}"\npin_anchors = {str(pin).lower()}\n'
            f'derived = ["zh_TW"]\n\n[[pairs]]\nsource = "{self.source}"\n'
            f'target = "{self.target}"\n'
        )

    def path(self, name: str) -> str:
        """Where the English page of a name lies."""
        return self.source.replace("**/{name}", _hugo(name) if self.name == "hugo" else name)

    def page(self, language: str, name: str) -> str:
        """A page as the site has it; in Chinese its links are those of the English."""
        text = (FOLDER / "pages" / language / f"{name}.md").read_text("utf-8")
        text = _NOTE.sub(lambda m: self.note.format(m[1], m[2].rstrip("\n")), text)
        text = text.replace("@foot", "[^note]" if self.footnotes else "")
        text = re.sub(r"@notes (.*)", r"[^note]: \1" if self.footnotes else "", text)
        text = re.sub(r"@id (\S+)", r" {#\1}" if self.ids else "", text)
        text = re.sub(r"@in<(.*?)>", lambda m: self._address(self.in_tag, name, m[1]), text)
        text = text.replace("@<image>", self.image)
        number = count()
        return _LINK.sub(
            lambda m: self._address(self.forms[next(number) % len(self.forms)], name, m[0][2:-1]),
            text,
        )

    def _address(self, form: Form, here: str, address: str) -> str:
        there, hash_, heading = address.replace("~1", self.again).partition("#")
        return form(here, there, hash_ + heading) if there else hash_ + heading


def _relative(here: str, there: str) -> str:
    return relpath(there, dirname(here) or ".")


def _dotted(here: str, there: str) -> str:
    found = _relative(here, there)
    return found if found.startswith(".") else f"./{found}"


def _hugo(name: str) -> str:
    """The page of a folder has a name of its own there."""
    return re.sub(r"(?<![^/])index$", "_index", name)


def _hugo_file(here: str, there: str) -> str:
    return f"{_hugo(_relative(here, there))}.md"


def _served(name: str) -> str:
    return name.removesuffix("index")


def _slashed(name: str) -> str:
    return f"/{_served(name)}/".replace("//", "/")


def _from_folder(here: str, there: str) -> str:
    """As a browser reads it in a page that is a folder: `../use/`."""
    return relpath(_slashed(there), _slashed(here)) + "/"


SITES = (
    Site(
        "docusaurus", AnchorStyle.DOCUSAURUS, "docs/**/{name}.md",
        "i18n/zh-CN/docusaurus-plugin-content-docs/current/**/{name}.md",
        (
            # First: from a page that nobody has translated, Docusaurus finds no other file.
            lambda _here, there, hash_: f"/docs/{_served(there)}{hash_}",
            lambda here, there, hash_: f"{_dotted(here, there)}.md{hash_}",
            lambda here, there, hash_: f"{_relative(here, there)}.md{hash_}",
        ),
        lambda here, there, hash_: f"{_relative(here, there)}{hash_}",
        image="./server.png",
    ),
    Site(
        "vitepress", AnchorStyle.VITEPRESS, "docs/**/{name}.md", "docs/zh/**/{name}.md",
        (
            lambda here, there, hash_: f"{_dotted(here, there)}.md{hash_}",
            lambda _here, there, hash_: f"/{_served(there)}{hash_}",
            lambda here, there, hash_: f"{_relative(here, there)}{hash_}",
            lambda here, there, hash_: f"{_dotted(here, there)}.html{hash_}",
        ),
        lambda here, there, hash_: f"{_relative(here, there)}.html{hash_}",
        note="::: tip {0}\n{1}\n:::", footnotes=False,
    ),
    Site(
        "hugo", AnchorStyle.HUGO, "content/en/**/{name}.md", "content/zh-cn/**/{name}.md",
        (
            lambda here, there, hash_: f'{{{{< relref "{_hugo_file(here, there)}{hash_}" >}}}}',
            lambda here, there, hash_: f"{_hugo_file(here, there)}{hash_}",
            lambda _here, there, hash_: f'{{{{% ref "/{_hugo(there)}{hash_}" %}}}}',
            lambda _here, there, hash_: f"{_slashed(there)}{hash_}",
        ),
        lambda here, there, hash_: f"{_from_folder(here, there)}{hash_}",
        note="> [!NOTE] {0}\n> {1}",
    ),
    Site(
        "mkdocs", AnchorStyle.MKDOCS_UNICODE, "docs/en/**/{name}.md", "docs/zh/**/{name}.md",
        (
            lambda here, there, hash_: f"{_relative(here, there)}.md{hash_}",
            lambda here, there, hash_: f"{_dotted(here, there)}.md{hash_}",
        ),
        lambda here, there, hash_: f"{_from_folder(here, there)}{hash_}",
        note='!!! note "{0}"\n\n    {1}', image="server.png", again="_1",
    ),
    Site(
        "starlight", AnchorStyle.GITHUB, "src/content/docs/**/{name}.md",
        "src/content/docs/zh-cn/**/{name}.md",
        (lambda _here, there, hash_: f"{_slashed(there)}{hash_}",),
        lambda _here, there, hash_: f"{_slashed(there)}{hash_}",
        ids=False,
    ),
)  # fmt: skip

# Each kind, with the names of the English headings on the Chinese ones and without.
RUNS = tuple((site, pin) for site in SITES for pin in ((False, True) if site.ids else (False,)))
