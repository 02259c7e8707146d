"""What the reader of workbooks does not tell: sheets that would burst memory, cells that hold errors, formulas never calculated."""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import unescape

from abmtui.problems import Problem, Severity
from abmtui.sources.contents import OLD_WORKBOOK
from abmtui.sources.quiet import natively
from abmtui.sources.table import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

DAMAGED: Final = "is a workbook that cannot be read; open it in a spreadsheet program and save it again, or save it as CSV"
OLD: Final = "is an old Excel workbook (.xls) that cannot be read, or one with a password: save it as .xlsx without a password, or as CSV"
_MOST_XML: Final = 3_000_000_000
"""Bytes of unpacked workbook beyond which it is refused."""
_SMALL_XML: Final = 4_000_000
_SCANNED_XML: Final = 200_000_000
"""Sheets beyond this are not searched for errors."""
_MOST_CELLS: Final = 50_000_000
"""Cells that the corners of a sheet may span: the reader keeps them all in memory, empty or not."""
_NAMED: Final = 5
_CORNER: Final = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_ERROR: Final = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*\bt="e"')
_UNCALCULATED: Final = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
_SHEET: Final = re.compile(rb'<(?:\w+:)?sheet\b[^>]*\bname="([^"]*)"[^>]*\br:id="([^"]*)"')
_RELATION: Final = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE: Final = re.compile(rb'\b(Id|Target)="([^"]*)"')


def refuse_bombs(data: bytes) -> None:
    """Refuse workbooks that unpack to gigabytes, or a few cells of which span a sheet of millions. Raises UnreadableError."""
    if data.startswith(OLD_WORKBOOK):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > _MOST_XML:
            raise UnreadableError("unpacks to more than 3 GB: save the sheet that is needed as CSV")
        for member in members:
            if "worksheets/" in member.filename and member.file_size < _SMALL_XML:
                _refuse_sparse(natively(partial(archive.read, member), DAMAGED))


def _refuse_sparse(xml: bytes) -> None:
    corners = _CORNER.findall(xml)
    if not corners:
        return
    rows = max(int(row) for _, row in corners)
    width = max(sum((letter - 64) * 26**place for place, letter in enumerate(reversed(column))) for column in {column for column, _ in corners})
    if rows * width > _MOST_CELLS:
        what = f"has a sheet of {rows:,} rows and {width:,} columns with only {len(corners):,} cells in it"
        raise UnreadableError(f"{what}: delete the empty rows and columns, or save it as CSV")


def empty_cells(file: str, data: bytes, sheet: str) -> tuple[Problem, ...]:
    """The cells of a sheet that count as empty and should not: those with an error, and formulas that were never calculated; none of an old workbook."""
    if data.startswith(OLD_WORKBOOK):
        return ()
    xml = natively(lambda: _sheet_xml(data, sheet), DAMAGED)
    errors = _ERROR.findall(xml) if b't="e"' in xml else []
    formulas = _UNCALCULATED.findall(xml) if b"<f" in xml else []
    problems = []
    if errors:
        problems.append(_problem(file, errors, "an Excel error such as #DIV/0!", "mend the formulas"))
    if formulas:
        problems.append(_problem(file, formulas, "a formula that was never calculated", "open the workbook in a spreadsheet program and save it"))
    return tuple(problems)


def _problem(file: str, cells: Sequence[bytes], holding: str, mend: str) -> Problem:
    named = ", ".join(cell.decode() for cell in cells[:_NAMED]) + (f" and {len(cells) - _NAMED:,} more" if len(cells) > _NAMED else "")
    row = re.sub(rb"\D", b"", cells[0]).decode()
    what = f"{len(cells):,} cell{'s' if len(cells) > 1 else ''} with {holding} count{'' if len(cells) > 1 else 's'} as empty ({named}): {mend}"
    return Problem(what, f"{file}:{row}", severity=Severity.MEND)


def _sheet_xml(data: bytes, sheet: str) -> bytes:
    """The XML of the sheet of that name; empty when it cannot be told or is very large."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        book, relations = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
        if not book or not relations:
            return b""
        ids = {unescape(name.decode(), {"&quot;": '"', "&apos;": "'"}): key for name, key in _SHEET.findall(archive.read(book))}
        targets = [dict(_ATTRIBUTE.findall(relation)) for relation in _RELATION.findall(archive.read(relations))]
        target = next((relation.get(b"Target", b"").decode() for relation in targets if relation.get(b"Id") == ids.get(sheet)), "")
        path = names.get((target.lstrip("/") if target.startswith("/") else f"xl/{target}").lower())
        if not path or archive.getinfo(path).file_size > _SCANNED_XML:
            return b""
        return archive.read(path)
