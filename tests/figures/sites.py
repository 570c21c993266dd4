"""Figures of real sites: links of what we write that their generators, or readers, find broken."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.figures import Figure
from tests.sites.built import broken, translated
from tests.sites.kinds import RUNS, Site


def figures(_data: Path) -> list[Figure]:
    """Each kind of site in both kinds of Chinese, with ids on headings and without."""
    return [_row(site, pin) for site, pin in RUNS]


def _row(site: Site, pin: bool) -> Figure:
    label = f"broken links of a site: {site.name}, {'with' if pin else 'without'} pinned headings"
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = broken(site, translated(site, Path(folder), pin=pin))
        except pytest.skip.Exception as skipped:
            return (label, "0", f"not to be had: {skipped}", False)
    return (label, "0", f"{len(found)} {'; '.join(found[:1])[-200:]}".strip(), not found)
