"""What `transpipe ci` asks of a change."""

from __future__ import annotations

from dataclasses import dataclass, field

import transpipe.config.values as values
from transpipe.config.values import setting


@dataclass(frozen=True, slots=True)
class CiSettings:
    """`[ci]`: what a change must satisfy.

    With `strict` warnings fail too; with `new_only` only what the base does not have counts.
    `coverage` is the percentage of an article's translated paragraphs that a change must leave
    translated, `fail_under` that of all paragraphs. `sync_check` and `build_check` ask that
    catalogues and Chinese files are part of the change. `reviewers` are those of whom one must
    have reviewed each paragraph that it translates anew.
    """

    strict: bool = field(default=False, metadata=setting(values.flag))
    new_only: bool = field(default=True, metadata=setting(values.flag))
    coverage: float = field(default=80.0, metadata=setting(values.percent))
    fail_under: float = field(default=0.0, metadata=setting(values.percent))
    sync_check: bool = field(default=False, metadata=setting(values.flag))
    build_check: bool = field(default=False, metadata=setting(values.flag))
    reviewers: tuple[str, ...] = field(
        default=(), metadata=setting(values.many(values.name, once=True))
    )
