"""`transpipe convert --to`: from stdin to stdout, without loading the rest of the program."""

from __future__ import annotations

import sys
from collections.abc import Sequence

_FILTERS = ("--text", "--markdown")


def wants_to_pass(arguments: Sequence[str]) -> str:
    """The locale of `convert --to LOCALE --text` (or `--markdown`); '' where more is said."""
    words = list(arguments)
    if len(words) != 4 or words[0] != "convert" or "--to" not in words[:-1]:
        return ""
    at = words.index("--to")
    kind = words[1] if at == 2 else words[3]
    return words[at + 1] if kind in _FILTERS else ""


def pass_through(to: str, *, markdown: bool) -> int:
    """Converts stdin to stdout; plain text line by line. Raises BadArgument, Refused."""
    from gettext import gettext as _

    from transpipe import wiring
    from transpipe.errors import BadArgument
    from transpipe.model import Locale
    from transpipe.workflows.filter import converted, converted_lines

    if to not in set(Locale):
        wrong = _("--to {name}: no such locale; there are {locales}")
        raise BadArgument(wrong.format(name=to, locales=", ".join(Locale)))
    converter, speller, locale = wiring.converter(), wiring.speller(), Locale(to)
    if markdown:
        said = converted(sys.stdin.buffer.read(), locale, converter, speller)
        sys.stdout.buffer.write(said)
        return 0
    for line in converted_lines(sys.stdin.buffer, locale, converter, speller):
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    return 0
