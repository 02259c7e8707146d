"""How often the search finds the right company among ten thousand."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ABMTUI_SHARED") or ROOT.parent / "shared")
NAMES = SHARED / "data" / "names"


@pytest.mark.slow
@pytest.mark.skipif(not NAMES.is_dir(), reason="the lists of names are not beside the project (ABMTUI_SHARED)")
def test_the_right_company_is_found() -> None:
    """Of 502 S&P names among SEC names first: 490 as spelled; 455 with a typo, 485 among five; 425 by the first half, 490 among five."""
    spec = importlib.util.spec_from_file_location("search_quality", ROOT / "bench" / "search_quality.py")
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    counts = bench.measured(NAMES / "constituents.csv", NAMES / "company_tickers.parquet")
    assert {way: count["asked"] for way, count in counts.items()} == dict.fromkeys(counts, 502)
    assert counts["as spelled"]["first"] >= 490
    assert counts["one typo"]["first"] >= 455
    assert counts["one typo"]["among five"] >= 485
    assert counts["first half"]["first"] >= 425
    assert counts["first half"]["among five"] >= 490
