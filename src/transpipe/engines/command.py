"""Any program that reads questions and writes answers, as JSON lines."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from gettext import gettext as _
from pathlib import PurePath

from transpipe.engines.asking import Unanswered, late
from transpipe.model import Locale, Question


class Command:
    """A program as a Service.

    It gets a line a question, `{"id", "text", "locale", …}`, and writes `{"id", "text"}` for each
    that it can answer, in any order.
    """

    heeds = True
    most = 16
    limit = 0

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)
        self.name = f"command/{PurePath(self._words[0]).name}" if self._words else "command"
        self.identity = json.dumps(["command 1", *self._words])

    def ask(
        self, questions: Sequence[Question], locale: Locale, seconds: float
    ) -> list[str | None]:
        """One answer a question, in order. Raises Unanswered."""
        if not self._words:
            raise Unanswered(_("no program named: set `command` in [draft]"), stop=True)
        rows = ({"id": n, "locale": locale.value} | asdict(q) for n, q in enumerate(questions))
        sent = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        answers = self._answers(self._run(sent, seconds))
        if not answers:
            raise Unanswered(_("{program} answers nothing").format(program=self._words[0]))
        return [answers.get(number) for number in range(len(questions))]

    def _run(self, sent: str, seconds: float) -> str:
        try:
            ran = subprocess.Popen(
                self._words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, encoding="utf-8", errors="replace",
            )  # fmt: skip
        except (OSError, ValueError) as fault:
            said = _("{program} cannot be run ({kind}): set `command` in [draft]")
            reason = said.format(program=self._words[0], kind=type(fault).__name__)
            raise Unanswered(reason, stop=True) from None
        try:
            return ran.communicate(sent, max(0.001, seconds))[0]
        except subprocess.TimeoutExpired:
            raise late(seconds) from None
        finally:
            ran.kill()
            ran.wait()

    def _answers(self, said: str) -> dict[int, str]:
        found = dict[int, str]()
        for line in said.splitlines():
            with suppress(ValueError, RecursionError, KeyError, TypeError):
                row = json.loads(line)
                number, text = row["id"], row["text"]
                if number in found:
                    raise Unanswered(_("two answers to one text"))
                if isinstance(text, str) and type(number) is int:
                    found[number] = text
        return found
