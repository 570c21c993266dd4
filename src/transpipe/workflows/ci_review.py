"""What a change says in both languages, for the comment and the page that `ci` leaves."""

from __future__ import annotations

from dataclasses import dataclass

from transpipe.model import Comparison
from transpipe.workflows.gates import Judged
from transpipe.workflows.review import SHORT, Style, Wish, as_html, as_markdown, compare


@dataclass(frozen=True)
class Bilingual:
    """The changed texts with their English; `link` leads to a line of a file, '' for no links."""

    found: Comparison
    language: str
    link: str = ""

    def markdown(self, limit: int) -> str:
        """Markdown of at most so many characters."""
        return as_markdown(self.found, Style(self.language, limit, self.link))

    def page(self) -> str:
        """A page that needs nothing else."""
        return as_html(self.found, self.language, self.link)


def compare_sides(judged: Judged, link: str = "") -> Bilingual | None:
    """What a change that was judged says; None where it was compared with nothing.

    Both sides have been synced for the verdict; nothing is done twice.
    """
    if judged.before is None:
        return None
    wish = Wish(judged.verdict.base[:SHORT])
    found = compare(judged.before.moment, judged.now.moment, judged.converter, wish)
    return Bilingual(found, judged.now.project.config.language, link)
