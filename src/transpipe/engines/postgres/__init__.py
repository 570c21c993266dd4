"""The memory in PostgreSQL, shared by a team. Takes confirmed pairs; gives those like a text.

`memory` answers what is asked, `copied` does for a dry run; `store` makes the tables and fills
them; `base` is the connection, and what is said of one that fails.
"""

from transpipe.engines.postgres.copied import Copied
from transpipe.engines.postgres.memory import Postgres

__all__ = ["Copied", "Postgres"]
