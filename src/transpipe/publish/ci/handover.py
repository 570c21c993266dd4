"""What the job without rights hands to the one that comments, and what that one believes of it.

A pull request can put anything into what its own job leaves. Nothing of it is believed that the
host does not say too, and no text is passed on that we would not have written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from html import unescape
from typing import Any

from transpipe.errors import Refused
from transpipe.model import Report
from transpipe.publish.ci.summary import COMMENT, MARKER

FILE = "report.json"
SCHEMA = "transpipe/ci/1"
LARGEST = 4 * COMMENT + (1 << 12)  # bytes
_TYPES = {"schema": str, "number": int, "head": str, "passed": bool, "comment": str}
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
# What our comments are made of, to the character: no attribute takes a text of an article.
_TAG = re.compile(
    r"</?(?:details|summary|table|thead|tbody|tr|th|td|ul|ol|li|b|i|em|strong|code|del|ins|sub|sup|"
    r"br|wbr|hr|p|pre|kbd|blockquote)>"
    r'|<details open>|<tr valign="top">|<t[dh] (?:valign="top"|colspan="\d"|width="\d\d%")>'
    r'|<a href="https?://[^"<>\s]+">|</a>'
    r"|<!-- transpipe:[a-z]+ -->"
)
_ANY_TAG = re.compile(r"<[A-Za-z/!?]")
_MENTION = re.compile(r"(?<!\w)@(?=\w)")
_EMPTY = re.compile(r"\n[ \t]*\n")
_HTML_BLOCK = re.compile(r"\n*</?(?:details|summary|table|t[rdh]|thead|tbody|[uo]l|li|p|hr)\b")
_ADDRESS = re.compile(r'<a href="([^"]*)">')
_LINK = re.compile(r"\]\(\s*<?\s*([^\s)>]*)")
# Images, links to labels, their definitions, and addresses that become links by themselves.
_OWN = re.compile(r"!\[|\]\[|\]:|(?<!\]\()https?://|www\.|<\w+:", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(eq=False)
class NotOurs(Refused):
    """A report that we have not written, or that is of another pull request."""

    reason: str

    def __str__(self) -> str:
        said = _("{path}: refused: {reason}; nothing is passed on")
        return said.format(path=FILE, reason=self.reason)


def _strange() -> str:
    return _("its comment holds HTML, a mention, a link or an image of its own")


def written(report: Report) -> str:
    """The report as a file."""
    said = {
        "schema": SCHEMA,
        "number": report.number,
        "head": report.head,
        "passed": report.passed,
        "comment": report.comment,
    }
    return json.dumps(said, ensure_ascii=False) + "\n"


def read(data: bytes) -> Report:
    """The report that a file holds. Raises NotOurs, unless we could have written it."""
    if len(data) > LARGEST:
        raise NotOurs(_("it is too large"))
    try:
        said = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise NotOurs(_("it is no JSON")) from None
    _check_form(said)
    report = Report(said["number"], said["head"], said["passed"], said["comment"])
    if not 0 < report.number < 1 << 31 or not _COMMIT.fullmatch(report.head):
        raise NotOurs(_("it names no pull request"))
    _check_comment(report.comment)
    return report


def check(report: Report, head: str, pull: bytes) -> None:
    """Raises NotOurs where the host knows the pull request otherwise, or it has moved on.

    `head` is the commit of which the job was, as the host says; `pull` what it says of the pull
    request with that number, as JSON.
    """
    try:
        said: Any = json.loads(pull)
        known = said["number"], said["head"]["sha"], said["state"]
        home = str(said["base"]["repo"]["html_url"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotOurs(_("the host does not know that pull request")) from None
    if report.head != head or known[:2] != (report.number, head):
        raise NotOurs(_("it is of another pull request, or of another commit"))
    if known[2] != "open":
        raise NotOurs(_("the pull request is closed"))
    links = [found for text in _prose(report.comment) for found in _LINK.findall(text)]
    for link in (*links, *map(unescape, _ADDRESS.findall(report.comment))):
        if not link.startswith((f"{home}/", "#")):
            raise NotOurs(_strange())


def _check_form(said: object) -> None:
    if not isinstance(said, Mapping) or said.keys() != _TYPES.keys():
        raise NotOurs(_("it has other keys than a report"))
    if any(type(said[key]) is not kind for key, kind in _TYPES.items()) or said["schema"] != SCHEMA:
        raise NotOurs(_("it is no report of this version"))


def _check_comment(text: str) -> None:
    if len(text) > COMMENT or not text.startswith(MARKER):
        raise NotOurs(_("its comment is none of ours"))
    if _ANY_TAG.search(_TAG.sub("", text)) or _CONTROL.search(text):
        raise NotOurs(_strange())
    if _MENTION.search(unescape(text)) or any(map(_OWN.search, _prose(text))):
        raise NotOurs(_strange())


def _prose(text: str) -> Iterator[str]:
    """What is read as Markdown: an HTML block reaches up to an empty line, and is none."""
    return (part for part in _EMPTY.split(text) if not _HTML_BLOCK.match(part))
