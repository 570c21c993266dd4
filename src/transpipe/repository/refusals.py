"""Why the operating system refuses something, in the language of the terminal."""

from __future__ import annotations

import errno
from gettext import gettext as _


def reason(error: OSError) -> str:
    """Its own words where they are not known here."""
    known = {
        errno.EACCES: _("Permission denied"),
        errno.EBUSY: _("Device or resource busy"),
        errno.EDQUOT: _("Disk quota exceeded"),
        errno.EEXIST: _("File exists"),
        errno.EFBIG: _("File too large"),
        errno.EIO: _("Input/output error"),
        errno.EISDIR: _("Is a directory"),
        errno.ELOOP: _("Too many levels of symbolic links"),
        errno.EMFILE: _("Too many open files"),
        errno.ENAMETOOLONG: _("File name too long"),
        errno.ENOENT: _("No such file or directory"),
        errno.ENOMEM: _("Cannot allocate memory"),
        errno.ENOSPC: _("No space left on device"),
        errno.ENOTDIR: _("Not a directory"),
        errno.ENOTEMPTY: _("Directory not empty"),
        errno.EPERM: _("Operation not permitted"),
        errno.EROFS: _("Read-only file system"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)
