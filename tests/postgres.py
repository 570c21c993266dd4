"""A PostgreSQL server for tests, in a folder of its own, reached through a socket in that folder.

It ends with the process that asked for it, however that ends: a keeper holds the other end of a
pipe. As root the server runs as the user whom Debian's package makes.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=20"


def programs() -> Path | None:
    """The folder of the newest server that is installed."""
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


@contextmanager
def server() -> Iterator[str]:
    """Its address, without a database: `postgresql://USER@/{}?host=FOLDER`."""
    folder = programs()
    assert folder, "no PostgreSQL is installed"
    command = [sys.executable, __file__, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as keeper:
        assert keeper.stdin
        assert keeper.stdout
        try:
            address = keeper.stdout.readline().strip()
            assert address, "the server did not start"
            yield address
        finally:
            keeper.stdin.close()


def _keep(folder: Path) -> None:
    """Starts a server, says where it is, and stops it when nobody holds stdin any longer."""
    user = _unprivileged()
    with tempfile.TemporaryDirectory(prefix="transpipe-postgres-", dir="/tmp") as place:
        data = f"{place}/data"
        _run(folder / "initdb", "-D", data, "-U", user, "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        options = f"-k {place} -c listen_addresses='' {_FAST}"
        _run(folder / "pg_ctl", "-D", data, "-w", "-l", f"{place}/log", "-o", options, "start")
        try:
            sys.stdout.write(f"postgresql://{user}@/{{}}?host={place}\n")
            sys.stdout.flush()
            sys.stdin.read()
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _unprivileged() -> str:
    """Becomes somebody other than root, as a server wants; the name."""
    if os.getuid() == 0:
        entry = pwd.getpwnam("postgres")
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)
        os.chdir("/")
    return pwd.getpwuid(os.getuid()).pw_name


def _run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    _keep(Path(sys.argv[1]))
