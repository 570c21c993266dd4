"""The settings as they are written: the file that `init` makes, and a change in one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from importlib import resources

from transpipe.model import AnchorStyle, Locale, PairPattern


def render_default(
    language: str,
    absent: Sequence[str] = (),
    pairs: Sequence[PairPattern] = (),
    anchors: AnchorStyle = AnchorStyle.GITHUB,
    authored: Locale = Locale.ZH_CN,
) -> str:
    """The file that `init` writes, its comments in `language`; read again it gives the defaults.

    The keys that are `absent`, as what they name is not there, are comments in it; `pairs`,
    `anchors` and `authored` stand in it as they are.
    """
    text = resources.files("transpipe.config").joinpath(f"{language}.toml").read_text("utf-8")
    text = re.sub(r"^anchors = .*", f'anchors = "{anchors.value}"', text, flags=re.MULTILINE)
    text = re.sub(r"^authored = .*", f'authored = "{authored.value}"', text, flags=re.MULTILINE)
    for key in absent:
        text = re.sub(rf"^{key} = ", f"# {key} = ", text, flags=re.MULTILINE)
    for pair in pairs:
        sides = (json.dumps(side, ensure_ascii=False) for side in (pair.source, pair.target))
        text += "\n[[pairs]]\nsource = {}\ntarget = {}\n".format(*sides)
    return text


def with_locales(text: str, locales: Iterable[str]) -> str:
    """The text of a `transpipe.toml` with `derived` set; every other line stays.

    A list that goes over several lines becomes one line.
    """
    setting = f"derived = {json.dumps([*locales])}"
    there = re.search(r"^[ \t]*derived[ \t]*=[ \t]*\[[^\]]*\]", text, re.MULTILINE)
    first_table = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    end = first_table.start() if first_table else len(text)
    if there and there.start() < end:
        return text[: there.start()] + setting + text[there.end() :]
    above = text[:end].rstrip("\r\n")
    return f"{above}\n\n{setting}\n".lstrip("\n") + (f"\n{text[end:]}" if text[end:] else "")
