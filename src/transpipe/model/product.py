"""Names of products, people and companies that a machine translated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProductName:
    """What a text says for a name, and the name; empty where nobody has decided yet.

    `places` are where it stands, `hint` what may be it, for the person who decides. What is not
    `certain` to be a name may be none; that of a person's table is.
    """

    said: str
    name: str = ""
    places: tuple[str, ...] = ()
    hint: str = ""
    certain: bool = True
