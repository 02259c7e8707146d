"""One named source (a file, a glob, a folder, "-") -> its tables, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.problems import Problem, Severity
from abmtui.sources import files
from abmtui.sources.contents import content_of
from abmtui.sources.files import listed
from abmtui.sources.table import RawTable, UnreadableError

if TYPE_CHECKING:
    from abmtui.sources.request import SourceRequest
    from abmtui.sources.table import Progress

__all__ = ["decode", "listed"]


def decode(source: str, request: SourceRequest, progress: Progress) -> tuple[tuple[RawTable, ...], tuple[Problem, ...]]:
    """All tables that `source` names, in the order of their names, and the problems; never raises for a user's mistake.

    The problems are those of files and single rows; what was detected stands in each table's `notes`. A file that cannot be read is a SOURCE problem (USAGE
    when an option is wrong); beside readable ones of the same folder or glob it is one to mend, or, when its suffix promises no table, a NOTE.
    """
    names, problems = listed(source)
    tables: list[RawTable] = []
    failed: list[tuple[str, UnreadableError]] = []
    several = names not in ((), (source,))
    for place, name in enumerate(names):
        told = _part_of(progress, place, len(names))
        told(0, f"reading {name}")
        try:
            table, found = _one(name, request, told, several=several)
        except UnreadableError as error:
            failed.append((name, error))
            continue
        tables.append(table)
        problems += found
    progress(1.0, f"read {source}")
    return tuple(tables), (*problems, *_failures(source, failed, several=several, readable=bool(tables)))


def _part_of(progress: Progress, place: int, count: int) -> Progress:
    """The progress of one file among `count`, as progress of all."""
    return lambda share, doing: progress((place + share) / count, doing)


def _one(name: str, request: SourceRequest, progress: Progress, *, several: bool) -> tuple[RawTable, tuple[Problem, ...]]:
    """The table of one file, with the problems of its rows. Raises UnreadableError."""
    promised = files.suffix(name) in files.TABLES or not several
    if not promised and files.suffix(name) not in files.MAYBE:
        raise UnreadableError("")
    data = (request.stdin or b"") if name == "-" else files.bytes_of(name)
    if not data:
        raise UnreadableError("nothing came in" if name == "-" else "is empty")
    content = content_of(name, data)
    if content == "excel":
        from abmtui.sources.excel import excel_table

        return excel_table(name, data, request)
    if content == "json":
        from abmtui.sources.objects import json_table

        return json_table(name, data, request)
    if content == "text":
        from abmtui.sources.text import text_table

        return text_table(name, data, request, progress, wary=not promised)
    from abmtui.sources.columnar import columnar_table

    return columnar_table(name, data, content, request), ()


def _failures(source: str, failed: list[tuple[str, UnreadableError]], *, several: bool, readable: bool) -> tuple[Problem, ...]:
    """What is said of files that could not be read: of one named alone, or of a folder's or glob's."""
    if not several:
        return tuple(Problem(str(error), name, severity=error.severity) for name, error in failed)
    promised = [(name, error) for name, error in failed if files.suffix(name) in files.TABLES]
    others = [(name, str(error)) for name, error in failed if files.suffix(name) not in files.TABLES]
    found = [
        Problem(str(error), name, severity=Severity.MEND if readable and error.severity is Severity.SOURCE else error.severity) for name, error in promised
    ]
    if not readable and not any(problem.severity >= Severity.USAGE for problem in found):
        found.append(Problem("holds no table: name a folder with CSV, Parquet, .xlsx or JSON files", source, severity=Severity.SOURCE))
    return (*found, *files.skipped(source, others))
