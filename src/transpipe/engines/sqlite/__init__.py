"""The memory in SQLite. Takes confirmed pairs, by article; gives those that are like a text.

`memory` answers what is asked, and keeps the file; `store` fills its tables; `index` finds texts
by their words.
"""

from transpipe.engines.sqlite.memory import Sqlite

__all__ = ["Sqlite"]
