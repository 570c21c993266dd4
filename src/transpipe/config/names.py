"""Names decided once, `names.toml`: a table of what a text says and the name that it stands for.

People edit it; what they wrote stays, new proposals come behind, to be decided.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from gettext import gettext as _

from transpipe.config.toml_file import line_of, load, places_in
from transpipe.errors import BadSetting
from transpipe.model.product import ProductName

NAMES = "names.toml"
_SHOWN = 3  # places that are named beside a proposal


def parse(text: str, path: str = NAMES) -> tuple[ProductName, ...]:
    """The names in a text, decided or not. Raises BadSetting, which names the line."""
    found = load(text, path)
    places = dict(reversed(list(places_in(text))))
    for key in found:
        if key != "names":
            raise BadSetting(path, line_of(places, (key,)), _("the only table is [names]"))
    rows = found.get("names", {})
    if not isinstance(rows, dict):
        raise BadSetting(path, line_of(places, ("names",)), _("the only table is [names]"))
    for said, name in rows.items():
        if not isinstance(name, str) or not said.strip() or "\n" in f"{said}{name}":
            what = _("{said}: should be a name in quotes").format(said=said)
            raise BadSetting(path, line_of(places, ("names", said)), what)
    return tuple(ProductName(said, name) for said, name in rows.items())


def added(text: str, proposals: Iterable[ProductName]) -> str:
    """The text with proposals behind what it has; beside what is not certain it says so."""
    known = {each.said for each in parse(text)}
    rows = [_written(each) for each in proposals if each.said not in known]
    if not rows:
        return text
    if not text.strip():
        head = _("# Write the name beside what stands for it; leave it empty to leave the text.")
        text = f"{head}\n\n[names]\n"
    return text + ("" if text.endswith("\n") else "\n") + "".join(rows)


def _written(each: ProductName) -> str:
    said = ["" if each.certain else _("perhaps"), ", ".join(each.places[:_SHOWN]), each.hint]
    beside = "; ".join(filter(None, said)).replace("\n", " ")
    return f'{json.dumps(each.said, ensure_ascii=False)} = ""{f"  # {beside}" if beside else ""}\n'
