"""What a person has accepted, as `transpipe accept` tells it: from then on it may differ."""

from __future__ import annotations

from tests.histories.oracle import Oracle, findings
from tests.histories.two_sides import OPAQUE, Article, Files
from tests.repository import Ran


def accepted(oracle: Oracle, article: Article, ran: Ran) -> None:
    """Excuses what a command says that it accepted: a text by its source, code by its beginning."""
    for finding in findings(ran):
        if finding["code"] == "accepted" and finding["source"]:
            _text(oracle, article, str(finding["source"]), str(finding["target"]))
        elif finding["code"] == "accepted":
            _copies(oracle, article, str(finding["message"]))


def _text(oracle: Oracle, article: Article, source: str, target: str) -> None:
    article.excuse(source, target)
    entries = [entry for entry in Files(oracle.root, article.name).entries() if entry.live]
    for over in oracle.overrides.get(article.name, {}).values():
        if over.text == target:
            over.beside = next((e.target for e in entries if e.source == source), "")


def _copies(oracle: Oracle, article: Article, message: str) -> None:
    files = Files(oracle.root, article.name)
    ours = {node.name: node.said for node in article.nodes if node.kind in OPAQUE}
    for name in {*ours, *article.copies}:
        if name in message:
            article.excused.add((name, ours.get(name), files.block(name) or None))
