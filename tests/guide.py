"""The project's own guide in a repository of its own, with locales derived from it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.repository import Repository, small
from transpipe.model import DerivedCatalogues

HERE = Path(__file__).parent.parent


def guide(place: Path, form: DerivedCatalogues) -> Repository:
    """The guide with zh_TW, as `run` leaves it; its catalogues hold what `form` says."""
    here = small(place, {"x": ""})
    for name in ("原文", "译文", "locales"):
        shutil.copytree(HERE / name, place / name)
    settle(here, form)
    here.steps("run")
    return here


def settle(here: Repository, form: DerivedCatalogues) -> None:
    """The settings: what catalogues are to hold."""
    here.write("transpipe.toml", f'derived_catalogues = "{form}"\nderived = ["zh_TW"]\n')


def built(here: Repository) -> dict[str, bytes]:
    """What is built: Chinese files and pages."""
    trees = (here.root / "译文", here.root / "_site")
    found = (path for tree in trees for path in sorted(tree.rglob("*")) if path.is_file())
    return {str(path.relative_to(here.root)): path.read_bytes() for path in found}
