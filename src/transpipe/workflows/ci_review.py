"""What a change says in both languages, for the comment and the page that `ci` leaves."""

from __future__ import annotations

from dataclasses import dataclass

from transpipe.editions.project import Project
from transpipe.model import Comparison
from transpipe.ports import Commits, Converter
from transpipe.workflows.review import Style, Wish, as_html, as_markdown, review


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


def compare(
    project: Project, commits: Commits, converter: Converter, base: str, link: str = ""
) -> Bilingual:
    """What differs between a commit and the work tree. Raises GitFault."""
    found = review(project, commits, converter, Wish(base))
    return Bilingual(found, project.config.language, link)
