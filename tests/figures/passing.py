"""Text that passes through `convert --to`: what of Markdown stays, and what it costs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import mistune

from tests.figures import Figure
from tests.figures.convert import scorer_of
from transpipe import wiring
from transpipe.model import Locale
from transpipe.workflows.filter import converted

_TIMES = 5
_ARTICLES = ("sdp-hans-s4", "sdp-hans-s6", "asz-12factor-1")
_BARE = "import opencc; opencc.OpenCC('s2twp').convert('软件')"


def figures(data: Path) -> list[Figure]:
    """Cases of Markdown, byte for byte; ratios of processor time, in one run on this machine."""
    cases = scorer_of(data).load(data / "convert-dev" / "markdown.jsonl")
    right = sum(_stays(case) for case in cases)
    slow = _slowness(data)
    program = (sys.executable, "-m", "transpipe", "convert", "--to", "zh_TW", "--text")
    cold = _spent(program) / _spent((sys.executable, "-c", _BARE))
    return [
        ("Markdown cases, byte for byte", "36 of 36", f"{right} of {len(cases)}", right >= 36),
        ("Markdown converted, beside mistune's parse", "≤ 2 ×", f"{slow:.2f} ×", slow <= 2),
        ("first conversion beside OpenCC's own", "≤ 2 ×", f"{cold:.2f} ×", cold <= 2),
    ]


def _stays(case: dict[str, list[str]]) -> bool:
    said = _markdown("".join(case["zh_CN"]))
    return any(said.rstrip("\n") == accepted.rstrip("\n") for accepted in case["accept"])


def _markdown(text: str) -> str:
    engines = wiring.converter(), wiring.speller()
    return converted(text.encode(), Locale.ZH_TW, *engines).decode()


def _slowness(data: Path) -> float:
    texts = [(data / "align-dev" / name / "zh.md").read_text("utf-8") for name in _ARTICLES]
    text = "\n\n".join(texts)
    parse = mistune.create_markdown(plugins=["table", "footnotes", "strikethrough"])
    return _took(lambda: _markdown(text)) / _took(lambda: parse(text))


def _took(work: Callable[[], object]) -> float:
    work()
    taken = []
    for _time in range(_TIMES):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def _spent(command: tuple[str, ...]) -> float:
    """The least processor time that a process of its own takes."""
    taken = []
    for _time in range(_TIMES):
        before = os.times()
        subprocess.run(command, input="软件".encode(), capture_output=True, check=True)
        after = os.times()
        taken.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    return min(taken)
