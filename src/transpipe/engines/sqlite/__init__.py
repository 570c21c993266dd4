"""The memory in SQLite. Takes confirmed pairs, by article; gives those that are like a text.

`memory` answers what is asked, and keeps the file; `store` fills its tables; `texts` are the
sources, `index` finds them by their words.
"""

from transpipe.engines.sqlite.memory import Sqlite

__all__ = ["Sqlite"]
