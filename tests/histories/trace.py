"""What a history does, step by step, for whoever has to mend what it broke."""

from __future__ import annotations

import difflib
import sys
from dataclasses import dataclass, field

from tests.histories import other_tools, together_game
from tests.repository import Repository

LINES = 60
"""More lines of a difference are not shown."""


@dataclass
class Trace:
    """Prints after each step what was done and how the files changed."""

    files: bool = True
    seen: int = 0
    before: dict[str, bytes] = field(default_factory=dict)

    def __call__(self, game: other_tools.Game | together_game.Game) -> None:
        """One more step has been done."""
        said = game.done[self.seen :]
        self.seen = len(game.done)
        now = {path: data for path, (data, _time) in Repository(game.root).state().items()}
        if said or now != self.before:
            sys.stdout.write(f"\n═══ {' '.join(said) or '(nothing said)'}\n")
            if self.files:
                self._differences(now)
        missing = game.standing.missing if isinstance(game, other_tools.Game) else ()
        if missing:
            sys.stdout.write(f"    to come back: {' '.join(sorted(missing))}\n")
        self.before = now

    def _differences(self, now: dict[str, bytes]) -> None:
        for path in sorted({**self.before, **now}):
            old, new = self.before.get(path), now.get(path)
            if old != new and not path.startswith("_site"):
                lines = _unified(old or b"", new or b"", path)
                sys.stdout.write("\n".join(lines[:LINES]) + "\n")
                if len(lines) > LINES:
                    sys.stdout.write(f"… {len(lines) - LINES} lines more\n")


def _unified(old: bytes, new: bytes, path: str) -> list[str]:
    texts = [data.decode("utf-8", "replace").splitlines() for data in (old, new)]
    return list(difflib.unified_diff(*texts, f"{path} before", f"{path} after", n=2, lineterm=""))
