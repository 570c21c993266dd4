"""Where derived files stand, and which files are such, are one rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transpipe.editions.pairing import DERIVED, authored_path, derived_path, is_derived, used

NAMES = st.text("a中.-_ ", min_size=1, max_size=8)
PATHS = st.one_of(
    st.builds("译文/{}.md".format, NAMES),
    st.builds("译文/{}/{}.md".format, NAMES, NAMES),
    st.builds("{}.md".format, NAMES),
    st.builds("docs/{}.rst".format, NAMES),
    NAMES,
)


@given(PATHS, st.sampled_from(DERIVED))
def test_what_is_derived_leads_back(path: str, locale: str) -> None:
    made = derived_path(path, locale, "译文")
    assert made != path
    assert authored_path(made, locale, "译文") == path
    assert is_derived(made, "译文", [locale])


@pytest.mark.parametrize("path", ["译文/a.md", "README.md", "zh_TW/a.md", "译文/a.zh_TW.md", "a/b"])
def test_other_files_are_not(path: str) -> None:
    assert not is_derived(path, "译文", DERIVED)


def test_a_locale_that_is_no_longer_set_is_known_by_its_catalogues() -> None:
    files = ["locales/zh_TW/LC_MESSAGES/a.po", "译文/zh_TW/a.md", "locales/zh_CN/LC_MESSAGES/a.po"]
    assert used(files, ()) == (DERIVED[0],)
    assert used([], (DERIVED[1],)) == (DERIVED[1],)
