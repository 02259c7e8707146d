"""`abmtui report --format json` gives, for files that nobody here made, the figures that other programs give."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from abmtui.cli.main import main

_SHARED = Path(os.environ.get("ABMTUI_SHARED", Path(__file__).parents[3] / "shared")) / "data"

pytestmark = pytest.mark.skipif(not _SHARED.is_dir(), reason="the files to compare with are not here (ABMTUI_SHARED names their folder)")

_SALES = ("--map", "name=CUSTOMERNAME", "--map", "revenue=SALES")
CASES: tuple[tuple[str, tuple[str, ...], tuple[int, float, float, float, float, int]], ...] = (
    ("classicmodels/sales_data_sample.csv", _SALES, (92, 10032628.85, 0.331349, 0.0218705, 0.414981, 57)),
    ("classicmodels/sales_data_sample.csv", (*_SALES, "--where", "STATUS != 'Cancelled'"), (92, 9838141.37, 0.327687, 0.0214871, 0.414317, 58)),
    ("maven_crm/accounts.csv", (), (85, 169543.80, 0.530864, 0.0255188, 0.551735, 35)),
    (
        "maven_crm/sales_pipeline.csv",
        ("--map", "name=account", "--map", "revenue=close_value", "--where", "deal_stage = 'Won'"),
        (85, 10005534, 0.202111, 0.0135810, 0.316874, 59),
    ),
    ("lambeth/2011-01-payments.csv", (), (1072, 38447618.14, 0.824042, 0.0206073, 0.859066, 144)),
    ("lambeth/2011-05-payments.csv", (), (967, 42881868.96, 0.855948, 0.0314334, 0.887131, 102)),
    ("nhs/KGST_07_October.csv", (), (36, 4960264.16, 0.549981, 0.0787545, 0.621300, 14)),
    ("nhs/NMID_12_March.xlsx", (), (53, 17132882.46, 0.686916, 0.0943220, 0.742575, 14)),
    ("superstore_eu/superstore_eu.csv", (), (793, 2297200.86, 0.441309, 0.0022981, 0.480738, 396)),
)
"""File, options, then accounts, total, Gini, HHI from 0 to 1, top-20% share, accounts to 80%, as R ineq and four Python packages give them."""


@pytest.mark.parametrize(("file", "options", "expected"), CASES)
def test_the_figures_of_real_files(file: str, options: tuple[str, ...], expected: tuple[float, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """To the digits that were published."""
    code = main(["report", str(_SHARED / file), "--format", "json", *options])

    out, err = capsys.readouterr()
    assert code == 0, err
    figures: dict[str, Any] = json.loads(out)
    held = figures["concentration"]
    accounts, total, gini, hhi, top, to_80 = expected
    assert figures["positive_accounts"] == accounts
    assert figures["total"] == pytest.approx(total, abs=0.005)
    assert held["gini"] == pytest.approx(gini, abs=6e-7)
    assert held["hhi"] / 10_000 == pytest.approx(hhi, abs=6e-8)
    assert held["top_20_percent_share"] == pytest.approx(top, abs=6e-7)
    assert held["accounts_to_80_percent"] == to_80


def test_a_total_row_is_left_out_and_named_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The grand total of a published file becomes no account."""
    main(["report", str(_SHARED / "lambeth/2011-05-payments.csv"), "--format", "json"])

    figures = json.loads(capsys.readouterr().out)
    assert figures["accounts"] == 967
    assert [(item["rows"], item["lines"]) for item in figures["left_out"] if "total" in item["reason"]] == [(1, [970])]


def test_a_file_with_two_readings_asks(capsys: pytest.CaptureFixture[str]) -> None:
    """Which column names the account and which is the revenue is not guessed where it would change the figures."""
    code = main(["report", str(_SHARED / "maven_crm/sales_pipeline.csv"), str(_SHARED / "maven_crm/accounts.csv"), "--format", "json"])

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert "--join" in err
