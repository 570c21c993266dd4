"""Names of products, people and companies that a machine translated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProductName:
    """What a text says for a name, and the name; empty where nobody has decided yet.

    `places` are where it stands, `hint` what may be it, for the person who decides.
    """

    said: str
    name: str = ""
    places: tuple[str, ...] = ()
    hint: str = ""
