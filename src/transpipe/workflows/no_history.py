"""The past of a folder that nothing keeps a past of."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from transpipe.errors import GitFault
from transpipe.model import Revision


class NoHistory:
    """Answers the port `History` where there is no git."""

    shallow = False

    def revisions(self, path: str) -> Sequence[Revision]:
        """None."""
        return ()

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """None, as often as it is asked for one."""
        return [None] * len(paths)

    def changed(self, base: str) -> Sequence[str]:
        """Raises GitFault."""
        raise GitFault(_("this is no repository"))

    def unmerged(self) -> Sequence[str]:
        """None."""
        return ()
