"""Writes what each generator says of the pages in some folders: one JSON file beside the page."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.generators import GENERATORS

for folder in map(Path, sys.argv[1:]):
    page = (folder / "page.md").read_text("utf-8")
    for style, generator in GENERATORS.items():
        said = {"generator": generator.name, "ids": generator.ids(page)}
        text = json.dumps(said, ensure_ascii=False, indent=1)
        (folder / f"{style.value}.json").write_text(f"{text}\n", "utf-8")
