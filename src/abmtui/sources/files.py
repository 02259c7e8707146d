"""The files that a named source stands for, and their bytes."""

from __future__ import annotations

import glob
import os
import stat
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from abmtui.problems import Problem, Severity
from abmtui.sources.table import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLES: Final = frozenset(
    {".csv", ".tsv", ".tab", ".psv", ".parquet", ".pq", ".arrow", ".arrows", ".feather", ".ipc", ".xlsx", ".xlsm", ".json", ".ndjson", ".jsonl"}
)
"""Suffixes that promise a table: in a folder, a file of one that cannot be read is to be mended, not skipped."""
MAYBE: Final = frozenset({"", ".txt", ".dat", ".asc", ".log", ".out", ".xls", ".ods", ".xlsb"})
"""Suffixes that may hold a table; in a folder a file of one is skipped, with its reason, when it does not."""
LARGEST: Final = 4_000_000_000
_NAMED: Final = 8
_OURS: Final = "abmtui.toml"


def listed(source: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The files that `source` (a file, a glob, a folder, or "-") names, as the user would name each, and what is wrong.

    Of a folder: its visible files, not those of folders inside it. Nothing is opened.
    """
    if source == "-":
        return ("-",), ()
    if "://" in source:
        what = "databases and object stores are not read yet: export the table as CSV or Parquet and name that file"
        return (), (Problem(what, source, severity=Severity.USAGE),)
    try:
        return _files(source), ()
    except UnreadableError as error:
        return (), (Problem(str(error), source, severity=error.severity),)
    except (OSError, ValueError) as error:
        return (), (Problem(_reason(error), source, severity=Severity.SOURCE),)


def _files(source: str) -> tuple[str, ...]:
    path = Path(source).expanduser() if source.startswith("~") else Path(source)
    if not source.strip():
        raise UnreadableError("an empty name is no source: name a file, a folder or -")
    if path.is_dir():
        return _of_folder(source, path)
    if os.path.lexists(path) or not any(sign in source for sign in "*?["):
        path.stat()
        return (source if path == Path(source) else str(path),)
    found = sorted(name for name in glob.glob(str(path)) if not Path(name).is_dir())  # noqa: PTH207 - keeps the name as the user spelled it
    if not found:
        raise UnreadableError("no file matches")
    return tuple(found)


def _of_folder(source: str, path: Path) -> tuple[str, ...]:
    with os.scandir(path) as entries:
        names = sorted(entry.name for entry in entries if not entry.name.startswith((".", "~$")) and entry.name != _OURS and not entry.is_dir())
    if not names:
        raise UnreadableError("is a folder without files: name a folder that holds tables, or a file")
    return tuple(os.path.join(source, name) for name in names)  # noqa: PTH118 - keeps the name as the user spelled it


def bytes_of(file: str) -> bytes:
    """All bytes of a file (or pipe). Raises UnreadableError."""
    try:
        about = os.stat(file)  # noqa: PTH116 - a name, not yet known to be a path
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISFIFO(about.st_mode)):
            raise UnreadableError("is neither a file nor a folder")
        if about.st_size > LARGEST:
            raise UnreadableError("is larger than 4 GB: write it as Parquet with only the columns that are needed")
        return Path(file).read_bytes()
    except (OSError, ValueError, MemoryError) as error:
        raise UnreadableError(_reason(error)) from None


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"no such file{_nearest(str(error.filename))}"
    if isinstance(error, PermissionError):
        return "may not be read: ask for permission, or copy it where you may"
    if isinstance(error, MemoryError):
        return "does not fit in memory"
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _nearest(name: str) -> str:
    path = Path(name)
    try:
        beside = os.listdir(path.parent)  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return f", and no folder {str(path.parent)!r} either"
    close = get_close_matches(path.name, beside, 1, 0.7)
    return f"; is {close[0]!r} meant?" if close else ""


def suffix(file: str) -> str:
    """The file's suffix in lower case, dot included."""
    return Path(file).suffix.lower()


def skipped(source: str, files: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
    """The one sentence about the files of a folder that are no tables, each with its reason."""
    told = [f"{Path(file).name}{f' ({why})' if why else ''}" for file, why in files]
    if not told:
        return ()
    more = len(told) - _NAMED
    shown = ", ".join(told[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    what = f"{len(told)} file{'s are' if len(told) > 1 else ' is'} no table and {'were' if len(told) > 1 else 'was'} skipped: {shown}"
    return (Problem(what, source, severity=Severity.NOTE),)
