"""What the sieve of the pages does not look at: it would have let that through as it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transpipe.publish.pages import sieve

_PIECES = (
    "<", ">", "</", "<code>", "</code>", "<em>", "</em>", "<strong>", "</strong>", "<a href=x>",
    "<script>", "<code onclick=x>", "<img>", "&", "&amp;", "&lt;", "&gt;", "&quot;", "&nbsp",
    "\x00", "\r", "\n", "\xa0", "x", "缓存", "<!--", "-->", "<em/>",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join) | st.text(max_size=20))
def test_what_is_not_sieved_is_what_the_sieve_gives(html: str) -> None:
    """nh3 itself says what that would be; whatever has an attribute is never left out."""
    whole = sieve.sieve("code em strong del")
    if sieve._HARMLESS.fullmatch(html):
        import nh3

        wanted = nh3.clean(html, tags={"code", "em", "strong", "del"}, attributes={})
        assert wanted == whole(html) == html
    else:
        assert "onclick" not in whole(html)
        assert "<script" not in whole(html)


def test_most_texts_are_not_sieved() -> None:
    """Prose with code and emphasis is: what it is for."""
    assert sieve._HARMLESS.fullmatch("用 <code>a &lt; b</code> 缓存，<strong>更快</strong>。")
    assert not sieve._HARMLESS.fullmatch('<a href="x">x</a>')
