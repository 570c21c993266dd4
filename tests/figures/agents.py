"""What hostile agents achieve: 300 calls of `transpipe mcp`, by the SDK's client over stdio."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.agents import attack
from tests.figures import Figure

CALLS = 300


def figures(_data: Path) -> list[Figure]:
    """Units confirmed, words overwritten, files touched or told that are none of its business."""
    with tempfile.TemporaryDirectory() as folder:
        harm = attack(Path(folder), CALLS)
    answered = len(harm.answers) == CALLS
    rows = (
        ("confirmed", harm.confirmed),
        ("a person's words overwritten", harm.overwritten),
        ("files touched beside the catalogues", harm.outside),
        ("answers with what lies outside", harm.said),
        ("drafts not marked as the agent's", harm.unmarked),
    )
    return [
        (f"agents: of {CALLS} hostile calls: {name}", "0", str(count), answered and not count)
        for name, count in rows
    ]
