"""Questions about files are answered without the files, where these look as they did."""

from __future__ import annotations

from transpipe.repository.answers import Answers


def test_a_file_that_nobody_need_read_is_there() -> None:
    asked: list[str] = []

    def there(path: str) -> str:
        asked.append(path)
        return "False"

    answers = Answers({"is": there, "file": there})
    answers.unread = {"a.md": "0123"}.get  # type: ignore[assignment]
    assert answers.now("is a.md") == "True"
    assert answers.now("file a.md") == "0123"
    assert not asked
    assert answers.now("is b.md") == "False"
    answers.written("a.md")
    assert answers.now("is a.md") == "False"
    assert asked == ["b.md", "a.md"]


def test_what_was_answered_so_holds_at_once() -> None:
    answers = Answers({"is": lambda path: str(path == "a.md")})
    assert not answers.known({"is a.md": "True"})
    assert answers.now("is a.md") == "True"
    assert answers.known({"is a.md": "True"})
    assert not answers.known({"is a.md": "False"})
    answers.look_again()
    assert not answers.known({"is a.md": "True"})
