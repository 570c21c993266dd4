"""The text of a file's bytes, and what is wrong with those that are none."""

from __future__ import annotations

from transpipe.errors import NotText
from transpipe.markdown.source import bad_line, guess_encoding, rough


def decoded(data: bytes, path: str) -> str:
    """The text of a file as it is, line ends and byte order mark too. Raises NotText."""
    bad = bad_line(data)
    if not bad:
        return data.decode("utf-8")
    guess, broken = guess_encoding(data), _broken(data)
    if broken is None:  # UTF-8 with NUL bytes, or UTF-16 of ASCII alone
        guess = guess if guess == "UTF-16" else ""
    cut = broken is not None and _is_cut(broken, data)
    nul = broken is None and not guess
    raise NotText(path, bad, guess, cut, nul, rough(data, guess))


def _broken(data: bytes) -> UnicodeDecodeError | None:
    """Where UTF-8 ends; None where all of it is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error
    return None


def _is_cut(error: UnicodeDecodeError, data: bytes) -> bool:
    """Whether UTF-8 ends within a character; one alone might be any encoding's."""
    whole = data[: error.start]
    at_the_end = error.end == len(data) and error.reason == "unexpected end of data"
    return at_the_end and not whole.isascii()
