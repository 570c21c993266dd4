"""An address in its parts."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def parts(address: str) -> SplitResult:
    """Scheme, host, path and so on; what is no address at all ("http://[") is all path."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("invalid", address, "", "", "")
