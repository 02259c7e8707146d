"""Workbooks of before 2007 (.xls) are read like those of today; what only looks like one is refused with the way out."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from abmtui.problems import Severity
from abmtui.sources.reader import read
from abmtui.sources.request import SourceRequest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, body: bytes) -> bytes:
    """One record of the BIFF8 format."""
    return struct.pack("<HH", kind, len(body)) + body


def cell(row: int, column: int, value: str | float) -> bytes:
    """A cell of text or a number."""
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return record(0x0203, place + struct.pack("<d", value))


def biff(rows: Sequence[Sequence[str | float]]) -> bytes:
    """The stream of a workbook with one sheet."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    opening = record(0x0809, begin)
    length = len(opening) + len(record(0x0085, bytes(8) + b"Data")) + len(record(0x000A, b""))
    globals_ = opening + record(0x0085, struct.pack("<IBBBB", length, 0, 0, 4, 0) + b"Data") + record(0x000A, b"")
    cells = b"".join(cell(row, column, value) for row, values in enumerate(rows) for column, value in enumerate(values))
    return globals_ + record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + record(0x000A, b"")


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """One entry of a compound file's directory."""
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def old_workbook(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A compound file that holds the stream: header, allocation table, directory, stream."""
    stream = biff(rows).ljust(4096, b"\0")
    stream += bytes(-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    table = [_FAT, _END, *range(3, 2 + sectors), _END]
    fat = struct.pack("<128I", *table, *[_FREE] * (128 - len(table)))
    folder = entry("Root Entry", 5, 1, _END, 0) + entry("Workbook", 2, _FREE, 2, len(stream)) + bytes(2 * 128)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    return head + fat + folder + stream


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    """Title, header, numbers and the total row are understood as in any other file."""
    path = tmp_path / "spend.xls"
    rows: list[list[str | float]] = [["Spend over 25,000"], ["Supplier", "Amount"], ["Söder AB", 10.5], ["Acme", 4.5], ["Söder AB", 5.0], ["Total", 20.0]]
    path.write_bytes(old_workbook(rows))
    reading = read(SourceRequest((str(path),)))
    assert reading.portfolio.accounts["name"].to_list() == ["Söder AB", "Acme"]
    assert reading.portfolio.accounts["revenue"].sum() == 20.0
    assert {left.reason for left in reading.portfolio.left_out} == {"above the header", "total row"}


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), old_workbook([["a"]])[:1500]])
def test_what_cannot_be_read_says_how_to_save_it(tmp_path: Path, data: bytes) -> None:
    """A workbook with a password, or a damaged one, is named as such."""
    path = tmp_path / "old.xls"
    path.write_bytes(data)
    (problem,) = read(SourceRequest((str(path),))).problems
    assert problem.severity is Severity.SOURCE
    assert "save it as .xlsx without a password, or as CSV" in problem.what
