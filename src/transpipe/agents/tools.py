"""What an agent can do here: read what is to do, propose drafts, have them checked. No more.

There is no tool that confirms, accepts or reviews, none that takes the path of a file, and none
that runs anything. What is said of a tool is said in English, to whatever reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Annotated

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, ConfigDict, Field

from transpipe import wiring
from transpipe.editions.project import Project
from transpipe.errors import TranspipeError
from transpipe.model import Progress
from transpipe.workflows import agents as offering
from transpipe.workflows import baseline, skill
from transpipe.workflows import review as reviewing
from transpipe.workflows.agents import MOST
from transpipe.workflows.check import check
from transpipe.workflows.memory import place
from transpipe.workflows.offered import Judged, Proposal, Task, WaitsFor, Wanted
from transpipe.workflows.status import status

Opened = Callable[[bool], AbstractContextManager[Project]]
_ROWS = 50  # articles or findings in one answer
_LENGTH = 20_000  # characters of a review, and of a draft

Article = Annotated[
    str, Field(max_length=500, description="An article, by its path or name; empty for any.")
]
Named = Annotated[
    str, Field(min_length=1, max_length=500, description="An article, by its path or name.")
]
Ticket = Annotated[str, Field(max_length=12, description="The ticket of a unit.")]


class Suggestion(BaseModel):
    """A draft of one unit: Markdown, with the markup of the source."""

    model_config = ConfigDict(extra="forbid")
    ticket: Ticket
    text: Annotated[str, Field(max_length=_LENGTH, description="The Chinese text.")]


@dataclass(frozen=True)
class Row:
    """How far an article is, in units."""

    article: str
    target: str
    total: int
    done: int
    empty: int
    drafts: int
    stale: int
    doubtful: int
    conflicts: int


@dataclass(frozen=True)
class Rows:
    """Some of the articles, the worst first, and how many more there are."""

    articles: tuple[Row, ...]
    left: int


@dataclass(frozen=True)
class Told:
    """One thing that the checks say."""

    code: str
    severity: str
    message: str
    place: str
    source: str
    target: str


@dataclass(frozen=True)
class Findings:
    """Some of the findings, and how many more there are."""

    findings: tuple[Told, ...]
    left: int


@dataclass(frozen=True)
class Tools:
    """The tools, over a repository that each call opens anew.

    `name` is what the agent is called here, '' for what it calls itself. One call follows the
    other: none runs in a thread of its own.
    """

    opened: Opened
    name: str = ""

    async def how_to_translate(self) -> str:
        """How this project translates: its folders, its terms, and what a draft must keep."""
        with self._project(dry=True) as project:
            return skill.text(project)

    async def articles(self, start: Annotated[int, Field(ge=0, le=1_000_000)] = 0) -> Rows:
        """The articles with their counts of units, the worst first, from number `start` on."""
        with self._project(dry=True) as project:
            rows = [row for row in status(project).rows if row.authored]
        shown = rows[start : start + _ROWS]
        return Rows(tuple(map(_row, shown)), max(0, len(rows) - start - len(shown)))

    async def next_task(
        self,
        article: Article = "",
        waits_for: WaitsFor = WaitsFor.DRAFT,
        units: Annotated[int, Field(ge=1, le=MOST)] = 5,
        after: Ticket = "",
    ) -> Task:
        """Units to work on, with the context they stand in, terms, and the memory's nearest text.

        `waits_for` "draft": units without words, which `propose_drafts` takes. "person": what only
        a person can settle (stale, doubtful, conflict, unconfirmed drafts); what you propose for
        these is shown to that person as a suggestion.
        """
        wanted = Wanted(article or None, waits_for, units, after)
        with self._project(dry=False) as project:
            memory = wiring.memory_of(*place(project))
            try:
                return offering.next_task(project, memory, wanted)
            finally:
                wiring.close()

    async def propose_drafts(
        self,
        article: Named,
        drafts: Annotated[list[Suggestion], Field(min_length=1, max_length=MOST)],
        context: Context,
    ) -> list[Judged]:
        """Hands in drafts for units of one article, by their tickets.

        Each is held against its source; what damages markup, code, numbers, names or terms is
        refused with the reason. What is taken stands as a marked draft until a person confirms it;
        for a unit that has words and waits for a person, it is a suggestion beside them.
        """
        proposals = [Proposal(each.ticket, each.text) for each in drafts]
        agent = offering.named(self.name or _name_of(context))
        with self._project(dry=False) as project:
            return list(offering.propose(project, agent, article, proposals))

    async def check(
        self, article: Article = "", start: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    ) -> Findings:
        """What the checks say of an article, or of all, from finding number `start` on."""
        with self._project(dry=True) as project:
            found = baseline.new(project, check(project, article or None))
        shown = found[start : start + _ROWS]
        told = tuple(
            Told(
                each.code,
                each.severity.value,
                each.message,
                f"{each.file}:{each.line}" if each.line else each.file,
                each.source,
                each.target,
            )
            for each in shown
        )
        return Findings(told, max(0, len(found) - start - len(shown)))

    async def review(
        self,
        article: Article = "",
        base: Annotated[
            str, Field(max_length=200, description="The revision to compare with.")
        ] = "HEAD",
    ) -> str:
        """What changed since a revision, in both languages, as Markdown; the worst first."""
        with self._project(dry=True) as project:
            root = project.workspace.root
            wish = reviewing.since(wiring.timeline(root), reviewing.Wish(base, "", article or None))
            found = reviewing.review(project, wiring.commits(root), wiring.converter(), wish)
            return reviewing.as_markdown(
                found, reviewing.Style(project.config.language, limit=_LENGTH)
            )

    @contextmanager
    def _project(self, *, dry: bool) -> Iterator[Project]:
        """The repository; what cannot be carried out is said to the agent, a bug is not."""
        try:
            with self.opened(dry) as project:
                yield project
        except TranspipeError as error:
            raise ToolError(str(error)) from error


def _row(row: Progress) -> Row:
    done = row.confirmed + row.derived
    counts = (row.total, done, row.empty, row.draft, row.stale, row.doubtful, row.conflict)
    return Row(row.article, row.target, *counts)


def _name_of(context: Context) -> str:
    """What the client calls itself."""
    said = context.session.client_params
    return said.client_info.name if said is not None else ""
