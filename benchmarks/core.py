"""How long the Markdown core takes beside a bare parse."""

from __future__ import annotations

import tarfile
import time
from pathlib import Path

import mistune

from benchmarks.bench import Bench
from benchmarks.rows import Row, at_most
from transpipe.markdown import segments
from transpipe.markdown.splice import splice


def rows(bench: Bench) -> list[Row]:
    """Ratios to mistune's own full parse."""
    texts = _texts(bench.data)
    bare = mistune.create_markdown(renderer=None)
    floor = _seconds(lambda: [bare(text) for text in texts])
    cut = _seconds(lambda: [segments.parse(text) for text in texts])
    back = _seconds(lambda: [splice(segments.parse(text), {}) for text in texts])
    return [
        at_most("segments, beside mistune's parse", cut / floor, 4),
        at_most("segments and back, beside mistune's parse", back / floor, 8),
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
