"""What denies and what binds: these only ask for more to be looked at, or to be shown."""

from __future__ import annotations

import re

DENIES = re.compile(
    r"\b(?:not|never|cannot|none|nothing|nobody|neither|nor|without)\b|n['’]t\b|\bno(?=\s+\w)", re.I
)
DENIES_IN_CHINESE = re.compile("[不没沒未无無非勿别別莫禁]|(?<![一-鿿])否(?![一-鿿])")
BINDS = re.compile(r"\b(?:must|shall|should|may|might|only|required?)\b", re.I)
BINDS_IN_CHINESE = re.compile("必[须須要]|[务務]必|[须須]|[应應]|可以|可能|[仅僅只]")
