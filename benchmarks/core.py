"""How long the Markdown core takes beside a bare parse, and how quickly the command starts."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import time
from pathlib import Path

import mistune

from tests.figures import Figure
from transpipe.markdown import segments
from transpipe.markdown.splice import splice


def figures(data: Path) -> list[Figure]:
    """Ratios to mistune's own full parse, and to the start of an empty Typer program."""
    texts = _texts(data)
    bare = mistune.create_markdown(renderer=None)
    floor = _seconds(lambda: [bare(text) for text in texts])
    cut = _seconds(lambda: [segments.parse(text) for text in texts])
    back = _seconds(lambda: [splice(segments.parse(text), {}) for text in texts])
    start = _start("-m", "transpipe", "--version") / _start("-c", "import typer")
    return [
        ("segments, times mistune's parse", "≤ 4", f"{cut / floor:.2f}", cut <= 4 * floor),
        (
            "segments and back, times mistune's parse",
            "≤ 8",
            f"{back / floor:.2f}",
            back <= 8 * floor,
        ),
        ("transpipe --version, times `import typer`", "≤ 2.5", f"{start:.2f}", start <= 2.5),
    ]


def _texts(data: Path) -> list[str]:
    with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as archive:
        members = [m for m in archive.getmembers() if m.name.endswith(".md")][::10]
        files = [archive.extractfile(member) for member in members]
        return [file.read().decode("utf-8") for file in files if file]


def _seconds(work: object) -> float:
    started = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - started


def _start(*arguments: str) -> float:
    """The quickest of five starts of Python."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return min(times)
