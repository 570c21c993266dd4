"""How far an engine is, what it was sent, what that costs: told while it is asked, and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from gettext import gettext as _
from gettext import ngettext
from time import monotonic
from typing import TYPE_CHECKING

from transpipe.cli import output
from transpipe.model import Heard

if TYPE_CHECKING:
    from transpipe.workflows.draft import Estimate

_MILLION = 1_000_000


@dataclass
class Telling:
    """Says through `step` where an engine is; with `json` as events on stderr."""

    step: Callable[[str], None]
    json: bool = False
    last: Heard = field(default_factory=Heard)
    _name: str = ""
    _start: float = field(default_factory=monotonic)

    def article(self, name: str) -> None:
        """An article is worked on."""
        self._name = name
        self._told(name)

    def heard(self, heard: Heard) -> None:
        """An engine has answered, or was asked."""
        before, self.last = self.last, heard
        if heard.done == before.done and heard.asked == before.asked:
            return
        said = _("{article}: {done} of {asked} texts answered, about {seconds} s to go")
        left, done = heard.asked - heard.done, heard.done - heard.known
        seconds = round((monotonic() - self._start) / done * left) if done else 0
        shown = said.format(article=self._name, done=heard.done, asked=heard.asked, seconds=seconds)
        self._told(shown if done else self._name, seconds)

    def _told(self, text: str, seconds: int = 0) -> None:
        if not self.json:
            self.step(text)
            return
        last = self.last
        event = {"event": "progress", "article": self._name, "seconds_left": seconds}
        output.event(event | {"asked": last.asked, "done": last.done, "known": last.known})

    def estimate(self, engine: str, found: Estimate, price: float) -> str:
        """What an engine would be sent, at most."""
        if self.json:
            row = {"texts": found.texts, "characters": found.characters}
            cost = price * found.characters / _MILLION
            output.event({"event": "estimate", "engine": engine, **row, "cost": cost})
        said = ngettext(
            "at most {count} text would be sent to {engine}: {characters} characters",
            "at most {count} texts would be sent to {engine}: {characters} characters",
            found.texts,
        )
        said = said.format(count=found.texts, engine=engine, characters=found.characters)
        return said + _cost(found.characters, price)

    def receipt(self, price: float) -> Iterator[str]:
        """What was sent, where anything was; answers that were known cost nothing."""
        last = self.last
        if last.asked:
            said = ngettext(
                "{count} text sent, {characters} characters; {known} known from before",
                "{count} texts sent, {characters} characters; {known} known from before",
                last.sent,
            )
            row = {"count": last.sent, "characters": last.characters, "known": last.known}
            yield said.format(**row) + _cost(last.characters, price)


def _cost(characters: int, price: float) -> str:
    if not price:
        return ""
    return _("; about {cost}").format(cost=f"{price * characters / _MILLION:.2f}")
