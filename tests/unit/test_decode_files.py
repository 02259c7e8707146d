"""Files, folders and globs: which are read, which are skipped, and what is said of those that cannot be."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from abmtui.problems import Problem, Severity
from abmtui.sources.decode import decode, listed
from abmtui.sources.request import SourceRequest

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.sources.table import RawTable

GOOD = b"Customer,Revenue\nAcme,1\nFoo,2\n"


def opened(source: str | Path, request: SourceRequest | None = None) -> tuple[tuple[RawTable, ...], tuple[Problem, ...]]:
    """What decode makes of a source."""
    return decode(str(source), request or SourceRequest((str(source),)), lambda _share, _what: None)


def zipped(*members: str) -> bytes:
    """A zip archive with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return out.getvalue()


REFUSED = {
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b"\n \r\n\n", "is empty"),
    "mark.csv": (b"\xef\xbb\xbf", "is empty"),
    "header.csv": (b"Customer,Revenue\n", "holds a header and no rows"),
    "header_blank_rows.csv": (b"Customer,Revenue\n,\n,\n", "holds a header and no rows"),
    "rules.csv": (b"-----,-----\n-----,-----\n", "holds no table"),
    "gzip.csv": (gzip.compress(GOOD), "unpack it first"),
    "zip.csv": (zipped("a.csv"), "unpack it first"),
    "damaged.xlsx": (b"PK\x03\x04 and then nothing", "damaged"),
    "book.ods": (zipped("mimetype", "content.xml"), "save it as .xlsx or CSV"),
    "book.xlsb": (zipped("xl/workbook.bin"), "save it as .xlsx or CSV"),
    "letter.csv": (zipped("word/document.xml"), "Word document"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .xlsx"),
    "page.xls": (b"\xef\xbb\xbf\r\n<html xmlns:x='urn'><table><tr><td>Acme</td></tr></table></html>", "web page"),
    "page.csv": (b"<!-- made by us --><TABLE><tr><td>1</td></tr></TABLE>", "web page"),
    "xml.xls": (b'<?xml version="1.0"?><Workbook></Workbook>', "web page"),
    "wide_page.xls": ("<html></html>".encode("utf-16"), "web page"),
    "paper.csv": (b"%PDF-1.7 ...", "PDF"),
    "data.csv": (b"SQLite format 3\x00" + bytes(100), "databases are not read yet"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
    "noise.csv": (bytes(range(256)) * 40, "binary"),
    "random.csv": (bytes((i * i * 7919 + i * 31) % 256 for i in range(5000)), "binary"),
    "nothing.json": (b"[]", "holds no rows"),
    "words.json": (b'"just text"', "holds no array of objects"),
    "broken.json": (b'[{"a": 1}, {"a": ', "is no valid JSON"),
    "deep.json": (b"[" * 100_000, "nested too deeply"),
    "short.parquet": (b"PAR1 and then nothing PAR1", "cannot be read"),
    "short.arrow": (b"ARROW1\x00\x00 and then nothing", "cannot be read"),
    "names.csv": (b"a," * 150_000 + b"b\n1\n", "more than 100,000 columns"),
    "endless.csv": (b"a" * 5_000_000, "no table"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """One SOURCE problem that names the file and the way out; nothing on the terminal."""
    data, sentence = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    tables, problems = opened(path)
    assert tables == ()
    assert [(problem.severity, problem.where) for problem in problems] == [(Severity.SOURCE, str(path))]
    assert sentence in problems[0].what
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (SourceRequest(("-",), stdin="Müller,1\n".encode("cp1252"), encoding="utf-8"), "byte 0xfc on line 1"),
        (SourceRequest(("-",), stdin=GOOD, encoding="klingon"), "no encoding that is known"),
        (SourceRequest(("-",), stdin=GOOD, encoding="base64"), "no encoding that is known"),
        (SourceRequest(("-",), stdin=GOOD, delimiter="ab"), "one sign"),
        (SourceRequest(("-",), stdin=GOOD, delimiter='"'), "one sign"),
    ],
)
def test_wrong_options_are_usage_problems(request_: SourceRequest, sentence: str) -> None:
    """The mend is the option, not the file."""
    tables, problems = opened("-", request_)
    assert tables == ()
    assert [problem.severity for problem in problems] == [Severity.USAGE]
    assert sentence in problems[0].what


def test_options_override_detection() -> None:
    """Encoding and delimiter as named win over what looks better."""
    data = "Kunde,x;Umsatz\nŁódź,1;5\n".encode("cp1250")
    tables, problems = opened("-", SourceRequest(("-",), stdin=data, encoding="cp1250", delimiter=","))
    assert problems == ()
    assert tables[0].frame.columns == ["Kunde", "x;Umsatz"]
    assert tables[0].frame.row(0) == ("Łódź", "1;5")


@pytest.mark.parametrize("word", ["tab", "\\t", "\t"])
def test_a_tab_can_be_named_in_words(word: str) -> None:
    """A tab is hard to type in a shell."""
    tables, _ = opened("-", SourceRequest(("-",), stdin=b"a\tb\n1\t2\n", delimiter=word))
    assert tables[0].frame.rows() == [("1", "2")]


def test_the_decimal_sign_is_handed_on() -> None:
    """The reader of values wants it."""
    tables, _ = opened("-", SourceRequest(("-",), stdin=GOOD, decimal=","))
    assert tables[0].decimal == ","


def test_nothing_on_stdin_is_said() -> None:
    """Also when nobody read stdin."""
    for stdin in (None, b""):
        tables, problems = opened("-", SourceRequest(("-",), stdin=stdin))
        assert tables == ()
        assert problems == (Problem("nothing came in", "-", severity=Severity.SOURCE),)


def test_a_missing_file_is_said_with_the_nearest_name(tmp_path: Path) -> None:
    """A typo is the usual cause."""
    (tmp_path / "accounts.csv").write_bytes(GOOD)
    _, problems = opened(tmp_path / "acounts.csv")
    assert problems == (Problem("no such file; is 'accounts.csv' meant?", str(tmp_path / "acounts.csv"), severity=Severity.SOURCE),)
    _, problems = opened(tmp_path / "no" / "such.csv")
    assert "no folder" in problems[0].what


@pytest.mark.parametrize("source", ["", "a\x00b.csv", "x" * 5000])
def test_impossible_names_are_said(source: str) -> None:
    """No name raises."""
    tables, problems = opened(source)
    assert tables == ()
    assert [problem.severity for problem in problems] == [Severity.SOURCE]


@pytest.mark.parametrize("source", ["postgresql://localhost/crm", "s3://bucket/a.parquet", "https://example.com/a.csv"])
def test_addresses_are_not_read(source: str) -> None:
    """Nothing is fetched."""
    tables, problems = opened(source)
    assert tables == ()
    assert [problem.severity for problem in problems] == [Severity.USAGE]
    assert "not read yet" in problems[0].what


def test_a_device_is_no_file() -> None:
    """An endless one would never end."""
    _, problems = opened("/dev/zero")
    assert problems == (Problem("is neither a file nor a folder", "/dev/zero", severity=Severity.SOURCE),)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    """The sentence speaks of permission."""
    path = tmp_path / "a.csv"
    path.write_bytes(GOOD)
    path.chmod(0)
    _, problems = opened(path)
    assert "may not be read" in problems[0].what


def test_a_folder_gives_its_tables_and_says_what_it_skips(tmp_path: Path) -> None:
    """Hidden files, lock files and folders inside are passed over silently, other files by name; prose in .txt is no table."""
    (tmp_path / "b.csv").write_bytes(GOOD)
    (tmp_path / "a.txt").write_bytes(GOOD.replace(b",", b"\t"))
    (tmp_path / "README.md").write_text("| a | b |\n|--|--|\n| 1 | 2 |\n")
    (tmp_path / "LICENSE.txt").write_text("Free for all, as long as\nyou say, who, made it.\nNothing else; really.\n")
    (tmp_path / ".hidden.csv").write_bytes(GOOD)
    (tmp_path / "~$b.xlsx").write_bytes(b"lock")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "c.csv").write_bytes(GOOD)
    tables, problems = opened(tmp_path)
    assert [table.file for table in tables] == [str(tmp_path / "a.txt"), str(tmp_path / "b.csv")]
    assert [problem.severity for problem in problems] == [Severity.NOTE]
    assert "2 files are no table and were skipped: LICENSE.txt (plain text), README.md" in problems[0].what


def test_a_broken_table_in_a_folder_is_to_be_mended(tmp_path: Path) -> None:
    """The others are read all the same."""
    (tmp_path / "a.csv").write_bytes(GOOD)
    (tmp_path / "b.csv").write_bytes(b"")
    tables, problems = opened(tmp_path)
    assert len(tables) == 1
    assert problems == (Problem("is empty", str(tmp_path / "b.csv"), severity=Severity.MEND),)


@pytest.mark.parametrize("names", [(), ("README.md",), ("b.csv",)])
def test_a_folder_without_tables_is_a_source_problem(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Whether it is empty, holds other files, or only broken ones."""
    for name in names:
        (tmp_path / name).touch()
    tables, problems = opened(tmp_path)
    assert tables == ()
    assert max(problem.severity for problem in problems) is Severity.SOURCE


def test_a_glob_gives_what_it_matches_in_order(tmp_path: Path) -> None:
    """A name that exists is no glob, whatever signs it holds."""
    for name in ("2.csv", "1.csv", "x.tsv", "[ab].csv", "a.csv"):
        (tmp_path / name).write_bytes(GOOD)
    assert listed(str(tmp_path / "?.csv"))[0] == (str(tmp_path / "1.csv"), str(tmp_path / "2.csv"), str(tmp_path / "a.csv"))
    assert [table.file for table in opened(tmp_path / "[ab].csv")[0]] == [str(tmp_path / "[ab].csv")]
    _, problems = opened(tmp_path / "*.xlsx")
    assert problems == (Problem("no file matches", str(tmp_path / "*.xlsx"), severity=Severity.SOURCE),)


def test_a_pipe_is_read(tmp_path: Path) -> None:
    """As the shell's <(...) gives one."""
    reading, writing = os.pipe()
    try:
        os.write(writing, GOOD)
        os.close(writing)
        tables, problems = opened(f"/dev/fd/{reading}")
    finally:
        os.close(reading)
    assert problems == ()
    assert tables[0].frame.height == 2


def test_rows_that_are_too_long_are_to_be_mended(tmp_path: Path) -> None:
    """Their cells up to the header's end are read; the sentence names the lines."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"Customer,Revenue\nAcme,1\n" + b"Foo,2\n" * 10 + b"Smith, Jones,3\nX,1,,\n" + b"Long" + b",y" * 80 + b"\n")
    tables, problems = opened(path)
    assert tables[0].frame.height == 14
    assert [(problem.severity, problem.where) for problem in problems] == [(Severity.MEND, f"{path}:13")]
    assert "2 rows have more cells than the header's 2 (lines 13, 15)" in problems[0].what


def test_progress_is_told_and_grows(tmp_path: Path) -> None:
    """From 0 to 1, in order."""
    (tmp_path / "a.csv").write_bytes(GOOD)
    (tmp_path / "b.csv").write_bytes(GOOD)
    told: list[float] = []
    decode(str(tmp_path), SourceRequest((str(tmp_path),)), lambda share, _what: told.append(share))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1)
