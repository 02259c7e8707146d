"""Real files of councils, hospitals and vendors, where a copy of them lies beside the project."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from abmtui.problems import Severity
from abmtui.sources.decode import decode
from abmtui.sources.request import SourceRequest

DATA = Path(os.environ.get("ABMTUI_SHARED") or Path(__file__).parents[2].parent / "shared") / "data"


@dataclass(frozen=True)
class Real:
    """A real file and what stands in it."""

    path: str
    rows: int
    columns: int
    cell: tuple[int, str, object]
    """Row from 0, header, value."""
    last_line: int
    said: str = ""


FILES = (
    Real("classicmodels/sales_data_sample.csv", 2823, 25, (0, "TERRITORY", "NA"), 2824, "cp850"),
    Real("maven_crm/accounts.csv", 85, 7, (0, "revenue", "1100.04"), 86),
    Real("maven_crm/sales_pipeline.csv", 8800, 8, (8799, "close_value", None), 8801),
    Real("maven_crm/sales_teams.csv", 35, 3, (0, "regional_office", "Central"), 36),
    Real("maven_crm/products.csv", 7, 3, (0, "sales_price", "550"), 8),
    Real("lambeth/2011-01-payments.csv", 1072, 2, (0, "Sum of Invoice Nett Amount", "3228893.86"), 1073),
    Real("lambeth/2011-05-payments.csv", 968, 2, (967, "Supplier Name", "Grand Total"), 970, "header on line 2"),
    Real("nhs/KGST_07_October.csv", 56, 8, (0, "Amount in Sterling £", "£59,556.73"), 57, "cp1252"),
    Real("nhs/NMID_12_March.xlsx", 120, 8, (0, "Amount", 72900.0), 121),
    Real("superstore_eu/superstore_eu.csv", 9994, 12, (0, "Sales", "261,96"), 9995, "cp1252, `;` between columns"),
    Real("names/constituents.csv", 503, 8, (0, "Security", "3M"), 504),
    Real("names/company_tickers.parquet", 10365, 4, (0, "cik", "0001045810"), 10365),
)


@pytest.mark.parametrize("real", FILES, ids=lambda real: real.path)
def test_a_real_file_is_read_as_it_stands(real: Real) -> None:
    """Rows, columns, a cell, the last physical line and what is said of it."""
    path = DATA / real.path
    if not path.exists():
        pytest.skip(f"no copy of {real.path} beside the project")
    (table,), problems = decode(str(path), SourceRequest((str(path),)), lambda _share, _what: None)
    assert problems == ()
    assert table.frame.shape == (real.rows, real.columns)
    row, header, value = real.cell
    assert table.frame[header][row] == value
    assert table.lines[-1] == real.last_line
    assert real.said in " / ".join(note.what for note in table.notes)


def test_letters_of_an_old_code_page_are_read() -> None:
    """The order lines of the model car dealer were written by a DOS program, not a Windows one."""
    path = DATA / "classicmodels/sales_data_sample.csv"
    if not path.exists():
        pytest.skip("no copy of the order lines beside the project")
    (table,), _ = decode(str(path), SourceRequest((str(path),)), lambda _share, _what: None)
    assert set(table.frame["CONTACTFIRSTNAME"]) >= {"Martín"}
    assert table.frame.filter(pl.col("ADDRESSLINE1").str.contains("Berguvsvägen")).height == 19


def test_a_folder_of_real_files_passes_over_its_description() -> None:
    """PROVENANCE.txt is prose."""
    folder = DATA / "maven_crm"
    if not folder.exists():
        pytest.skip("no copy of the CRM files beside the project")
    tables, problems = decode(str(folder), SourceRequest((str(folder),)), lambda _share, _what: None)
    assert [Path(table.file).name for table in tables] == ["accounts.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv"]
    assert [problem.severity for problem in problems] == [Severity.NOTE]
