"""What a file holds, by its first bytes and not by its name; what cannot be read is refused with the way out."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final, Literal

from abmtui.sources.table import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

Content = Literal["text", "json", "parquet", "arrow", "arrow_stream", "excel"]

_UNPACK: Final = "is compressed ({}): unpack it first"
_SAVE_AS: Final = "is {}: open it and save it as .xlsx or CSV"
_NO_TABLE: Final = "is {}, no table"
_HTML: Final = "is a web page ({}) under another name: open it in a spreadsheet program and save it as .xlsx or CSV"
_EXPORT: Final = "is {}, and databases are not read yet: export the table as CSV"

OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
"""How a workbook of before 2007 (.xls) begins, and one with a password."""
_READ: Final[Mapping[bytes, Content]] = {b"PAR1": "parquet", b"ARROW1": "arrow", b"\xff\xff\xff\xff": "arrow_stream", OLD_WORKBOOK: "excel"}

_REFUSED: Final[Mapping[bytes, str]] = {
    b"\x1f\x8b": _UNPACK.format("gzip"),
    b"BZh": _UNPACK.format("bzip2"),
    b"\xfd7zXZ\x00": _UNPACK.format("xz"),
    b"\x28\xb5\x2f\xfd": _UNPACK.format("zstd"),
    b"\x04\x22\x4d\x18": _UNPACK.format("lz4"),
    b"7z\xbc\xaf\x27\x1c": _UNPACK.format("7z"),
    b"Rar!": _UNPACK.format("rar"),
    b"PK\x05\x06": "is an empty zip archive",
    b"\x09\x08\x10\x00": _SAVE_AS.format("an old Excel workbook (.xls)"),
    b"\x09\x04\x06\x00": _SAVE_AS.format("an old Excel workbook (.xls)"),
    b"%PDF": _NO_TABLE.format("a PDF document") + ": export the data as CSV or .xlsx where it comes from",
    b"{\\rtf": _NO_TABLE.format("a text document (RTF)"),
    b"SQLite format 3\x00": _EXPORT.format("an SQLite database"),
    b"\x00\x01\x00\x00Standard": _EXPORT.format("an Access database"),
    b"Obj\x01": "is an Avro file, which is not read: convert it to Parquet or CSV",
    b"ORC": "is an ORC file, which is not read: convert it to Parquet or CSV",
    b"\x89PNG": _NO_TABLE.format("a picture"),
    b"\xff\xd8\xff": _NO_TABLE.format("a picture"),
    b"GIF8": _NO_TABLE.format("a picture"),
    b"\x7fELF": _NO_TABLE.format("a program"),
    b"MZ\x90": _NO_TABLE.format("a program"),
    b"MIME-Version:": _HTML.format("MHTML"),
}

_IN_ZIP: Final[Mapping[str, str]] = {
    "xl/workbook.bin": _SAVE_AS.format("a binary Excel workbook (.xlsb)"),
    "content.xml": _SAVE_AS.format("an OpenDocument file (.ods)"),
    "word/document.xml": _NO_TABLE.format("a Word document"),
    "ppt/presentation.xml": _NO_TABLE.format("a presentation"),
    "Index/Document.iwa": _SAVE_AS.format("a Numbers document"),
}

_MARKUP: Final = re.compile(rb"(?:<!--.*?-->\s*)*<(?:!doctype html|\?xml|html|head|meta|table|body|style|div|script)", re.IGNORECASE | re.DOTALL)
_JSON: Final = re.compile(rb"(?:\[\s*)?\{\s*[\"}]|\[\s*[\[\]]")
_JSON_SUFFIXES: Final = (".json", ".ndjson", ".jsonl")


def content_of(name: str, data: bytes) -> Content:
    """What the file `name` (its suffix only tells JSON from text) with these bytes holds. Raises UnreadableError."""
    for magic, content in _READ.items():
        if data.startswith(magic):
            return content
    for magic, refusal in _REFUSED.items():
        if data.startswith(magic):
            raise UnreadableError(refusal)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    head = data[:2048].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"").lstrip()
    if _MARKUP.match(head):
        raise UnreadableError(_HTML.format("HTML or XML"))
    if _JSON.match(head) or name.lower().endswith(_JSON_SUFFIXES):
        return "json"
    return "text"


def _zipped(data: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableError("is a damaged workbook or zip archive: save it again, or export the data as CSV") from None
    for member, refusal in _IN_ZIP.items():
        if member in names:
            raise UnreadableError(refusal)
    if any(member.lower().endswith("workbook.xml") for member in names):
        return "excel"
    raise UnreadableError(_UNPACK.format("zip"))
