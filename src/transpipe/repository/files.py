"""One file on disk: read whole, or replaced whole. A crash leaves the old file or the new one.

What the operating system refuses becomes FileFault; the file is then as it was.
"""

from __future__ import annotations

import errno
import lzma
import os
import platform
import re
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from hashlib import blake2b
from itertools import count
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from transpipe.errors import BadArgument, FileFault, Locked, NoSuchFile
from transpipe.repository.refusals import reason

# Beside the file it will replace; the pid keeps two processes apart.
_TEMPORARY = re.compile(r"\.transpipe-\d+-\d+\.tmp")
_COUNTER = count()
# What is wrong then is wrong with the disk or the machine, not with one file.
_GENERAL = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.ENOMEM, errno.EMFILE, errno.ENFILE}
)


def is_file(path: Path, name: str) -> bool:
    """Whether there is a file; `name` stands in the error."""
    with named(name):
        return path.is_file()


def within(root: Path, name: str, endings: Collection[str]) -> tuple[str, ...]:
    """The files of a folder with these endings, in order; none where it is no folder."""
    with named(name):
        found = sorted(path for path in (root / name).rglob("*") if path.suffix in endings)
        return tuple(path.relative_to(root).as_posix() for path in found if path.is_file())


def read_below(folder: Path, name: str) -> bytes | None:
    """The bytes of a file below a folder, None where there is none, or a link leads out of it."""
    place = Path(os.path.realpath(folder / name))
    inside = place.is_relative_to(os.path.realpath(folder))
    return read(place, name) if inside else None


def unpacked(data: bytes, path: str) -> bytes:
    """What a file says that may be packed with xz. Raises FileFault."""
    if not path.endswith(".xz"):
        return data
    try:
        return lzma.decompress(data)
    except lzma.LZMAError as error:
        raise FileFault(path, _("not packed with xz, or cut off")) from error


def read(path: Path, name: str) -> bytes | None:
    """The bytes of a file, None where there is none; `name` stands in the error."""
    with named(name):
        try:
            if stat.S_ISREG(path.stat().st_mode):  # a pipe or a device would never end
                return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            pass
    return None


def read_named(path: Path, name: str) -> bytes:
    """The bytes of a file that a user named. Raises NoSuchFile."""
    data = read(path, name)
    if data is None:
        raise NoSuchFile(name)
    return data


def replace(path: Path, name: str, data: bytes, seen: bytes | None) -> bool:
    """Puts `data` in the place of a file that holds `seen` (None: there is none).

    False where it holds something else by now; then nothing is done. The mode is kept; a file
    that its owner made read-only is refused.
    """
    with named(name):
        temporary = _written(path, data)
        try:
            if read(path, name) != seen:
                return False
            temporary.replace(path)
        finally:
            with suppress(OSError):  # gone already where it took the file's place
                temporary.unlink()
        _settle(path.parent)
    return True


def digest(data: bytes | None) -> bytes | None:
    """What stands for the bytes of a file; None where there is none."""
    return None if data is None else blake2b(data).digest()


def folder(path: Path, name: str) -> None:
    """Makes the folder of the file `name`, and those above it.

    Raises FileFault, which names what stands in the place of one of them.
    """
    if path.is_dir():
        return
    for place, above in zip((path, *path.parents), PurePosixPath(name).parents, strict=False):
        if os.path.lexists(place) and not place.is_dir():
            raise FileFault(str(above), _("is no folder"), general="/" not in str(above))
    with named(str(PurePosixPath(name).parent)):
        path.mkdir(parents=True, exist_ok=True)


def remove(path: Path, name: str) -> None:
    """Removes a file of our own, where there is one."""
    with named(name):
        path.unlink(missing_ok=True)


def is_link(path: Path) -> bool:
    """Whether a symbolic link stands there, or a folder above is one."""
    return path.is_symlink() or os.path.realpath(path.parent) != str(path.parent)


def prune(root: Path, path: Path) -> None:
    """Removes the folders of a file below `root` that are empty now."""
    with suppress(OSError):  # one that holds something ends it
        for above in path.parents:
            if root not in above.parents:
                return
            above.rmdir()


def clear(root: Path, path: Path) -> None:
    """Makes way for a file of ours below `root`: removes files in the place of its folders.

    An empty folder in its own place is removed as well.
    """
    if path.parent.is_dir() and not path.is_dir():
        return
    folders = [above for above in path.parents if root in above.parents]
    with suppress(OSError):  # what stays in the way is told of when the file is written
        for above in folders:
            if os.path.lexists(above) and not above.is_dir():
                above.unlink()
        if path.is_dir():
            path.rmdir()


def is_leftover(name: str) -> bool:
    """Whether a file name is that of a write that never ended."""
    return _TEMPORARY.fullmatch(name) is not None


def remove_leftover(path: Path) -> None:
    """Removes what a killed process left; nothing that is not a leftover."""
    if is_leftover(path.name):
        with suppress(OSError):
            path.unlink()


def _written(path: Path, data: bytes) -> Path:
    """A new file beside `path` with its mode, on disk to the last byte."""
    mode = None
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary = path.parent / f".transpipe-{os.getpid()}-{next(_COUNTER)}.tmp"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _settle(path: Path) -> None:
    """Makes a rename last through a power cut, where the system can."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:  # no folders as files there (Windows)
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


@contextmanager
def named(name: str) -> Iterator[None]:
    """What the operating system refuses inside becomes a FileFault with this name."""
    try:
        yield
    except OSError as error:
        general = error.errno in _GENERAL
        raise FileFault(name, reason(error), general) from error


class Inside:
    """The real places below a root; symbolic links that are read are looked up once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, Path] = {}
        self._folders: dict[str, str] = {}

    def place(self, path: str, *, writing: bool) -> Path:
        """Where a path really is. Raises BadArgument where that is outside the root, or git's."""
        if not path.startswith("/") and ".." not in path.split("/") and "\0" not in path:
            real = self._real(path, fresh=writing)
            if self.holds(real) and not (writing and self._is_gits(real)):
                return real
        raise BadArgument(_("{path} leads out of the repository").format(path=path))

    def holds(self, real: Path) -> bool:
        """Whether a place without symbolic links is the root or below it."""
        above = self.root.parts
        return real.parts[: len(above)] == above

    def _is_gits(self, real: Path) -> bool:
        return any(part.lower() == ".git" for part in real.parts[len(self.root.parts) :])

    def _real(self, path: str, *, fresh: bool) -> Path:
        if fresh:
            self._known[path] = Path(os.path.realpath(f"{self.root}/{path}"))
        elif path not in self._known:
            self._known[path] = Path(self._looked_up(path))
        return self._known[path]

    def _looked_up(self, path: str) -> str:
        """The same for what is only read: folders are looked up once."""
        folder, _slash, name = path.rpartition("/")
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(f"{self.root}/{folder}")
        place = f"{self._folders[folder]}/{name}"
        # What a name that is too long would lead to, nobody needs to know here.
        is_link = os.path.islink(place)  # noqa: PTH114
        return os.path.realpath(place) if name in ("", ".") or is_link else place


@contextmanager
def held(folder: Path, name: str, patience: float) -> Iterator[None]:
    """The lock in a folder that exists; `name` is the folder's in messages.

    Waits `patience` seconds, then raises Locked, which names the process that holds it. The
    system frees the lock of a process that dies.
    """
    lock, holder = FileLock(folder / "lock", poll_interval=0.02), folder / "holder"
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        said = (read(holder, f"{name}/holder") or b"").decode("utf-8", "replace")
        raise Locked(f"{name}/lock", said.strip()) from None
    except OSError as error:
        raise FileFault(f"{name}/lock", reason(error)) from error
    try:
        me = f"pid {os.getpid()}, {platform.node()}\n".encode()
        replace(holder, f"{name}/holder", me, read(holder, f"{name}/holder"))
        yield
    finally:
        lock.release()
