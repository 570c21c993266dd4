"""What an engine is sent of articles that have names in them: no name.

In every layout of the tests the articles get a table of properties, which the translations have
too, and a list of names that stands in the English alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.figures import Figure
from tests.layouts import LAYOUTS, Layout, lay, read
from tests.loopback import Loopback, serving

# What only its place makes a name: in the translations it is the same.
SAME = ("caret", "boolean", "true", "registry-center-ref", "no value", "int / long", "limit")
NEW = (
    *("`fetch_all()`", "maxLength", "--no-cache", "HTTP_PROXY", "config.toml", "v1.2.3", "SQL"),
    *("numpy.float64", "**`x`**", "[`Foo`](https://e.org/foo)", "std::vec", "x86_64", "1.0.2"),
    *("https://e.org/x", "@types/node", "user@e.org", "/etc/hosts", "UTF-8", "useState"),
)
NEWER = "\nThe museum closes at dusk in autumn.\n"
_NAMES = {*SAME, *NEW, "**【1】**", "【1】"}


def figures(_data: Path, layouts: Sequence[Path] = LAYOUTS) -> Iterator[Figure]:
    """Figure 5 of drafts: names sent."""
    names = texts = 0
    for path in layouts:
        asked = sent(read(path))
        texts += len(asked)
        names += sum(map(is_name, asked))
    said = f"{names} among {texts} texts of {len(layouts)} layouts"
    yield "engines: names sent", "0", said, names == 0 and texts > 0


def is_name(text: str) -> bool:
    """Whether a text that was sent is one of the names."""
    return text in _NAMES or not any(map(str.isalpha, text))


def sent(layout: Layout) -> list[str]:
    """The texts that a service is sent for all that is empty once a layout is adopted."""
    with tempfile.TemporaryDirectory() as folder, serving(Loopback()) as service:
        repository = lay(
            layout, Path(folder), (_below("Property", NEW) + NEWER, _below("属性", ()))
        )
        repository.steps("init", "align", "sync")
        settings = f'\n[draft]\nurl = "{service.base}"\n'
        repository.write("transpipe.toml", repository.read("transpipe.toml") + settings)
        ran = repository.transpipe("draft", "-e", "libre")
        assert ran.code == 0, ran.err
        return service.asked


def _below(head: str, names: Sequence[str]) -> str:
    """A table of properties, and a list of names."""
    rows = "".join(f"| {name} |\n" for name in (head, "---", *SAME))
    return f"\n{rows}\n" + "".join(f"- {name}\n" for name in names)
