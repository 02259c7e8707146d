"""Real files against figures that were computed elsewhere; skipped where the files are not at hand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pytest

from abmtui.problems import exit_code
from abmtui.sources.reader import read
from abmtui.sources.request import SourceRequest

DATA = Path(os.environ.get("ABMTUI_SHARED", Path(__file__).parents[3] / "shared")) / "data"


@dataclass(frozen=True)
class Case:
    """A file with the options a user would give, and its figures."""

    file: str
    accounts: int
    total: float
    gini: float
    hhi: float
    to_80: int
    where: str = ""


CASES = (
    Case("classicmodels/sales_data_sample.csv", 92, 10_032_628.85, 0.331349, 0.0218705, 57),
    Case("classicmodels/sales_data_sample.csv", 92, 9_838_141.37, 0.327687, 0.0214871, 58, "STATUS <> 'Cancelled'"),
    Case("maven_crm/accounts.csv", 85, 169_543.80, 0.530864, 0.0255188, 35),
    Case("maven_crm/sales_pipeline.csv", 85, 10_005_534, 0.202111, 0.0135810, 59, "deal_stage = 'Won'"),
    Case("lambeth/2011-01-payments.csv", 1072, 38_447_618.14, 0.824042, 0.0206073, 144),
    Case("lambeth/2011-05-payments.csv", 967, 42_881_868.96, 0.855948, 0.0314334, 102),
    Case("nhs/KGST_07_October.csv", 36, 4_960_264.16, 0.549981, 0.0787545, 14),
    Case("nhs/NMID_12_March.xlsx", 53, 17_132_882.46, 0.686916, 0.0943220, 14),
    Case("superstore_eu/superstore_eu.csv", 793, 2_297_200.86, 0.441309, 0.0022981, 396),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file} {case.where}".strip())
def test_a_real_file_gives_the_figures_computed_elsewhere(case: Case) -> None:
    """Accounts, total, population Gini, HHI and the accounts that make 80% agree with other programs to the digits they printed."""
    path = DATA / case.file
    if not path.exists():
        pytest.skip(f"{path} is not at hand")
    reading = read(SourceRequest((str(path),), where=case.where))
    assert exit_code(reading.problems) == 0
    values = sorted(value for value in reading.portfolio.accounts["revenue"] if value is not None and value > 0)
    count, total = len(values), sum(values)
    shares = [value / total for value in values]
    below = list(accumulate(reversed(shares)))
    assert count == case.accounts
    assert round(total, 2) == case.total
    assert round(2 * sum(rank * share for rank, share in enumerate(shares, 1)) / count - (count + 1) / count, 6) == case.gini
    assert round(sum(share**2 for share in shares), 7) == case.hhi
    assert next(place for place, share in enumerate(below, 1) if share >= 0.8) == case.to_80


def test_the_pipeline_joined_with_its_accounts_keeps_its_revenue_and_gains_their_columns() -> None:
    """The join adds industry and parent of all 85 accounts, and not a second revenue."""
    if not DATA.exists():
        pytest.skip(f"{DATA} is not at hand")
    pipeline, accounts = (str(DATA / "maven_crm" / name) for name in ("sales_pipeline.csv", "accounts.csv"))
    portfolio = read(SourceRequest((pipeline,), where="deal_stage = 'Won'", joins=(accounts,))).portfolio
    assert portfolio.accounts["revenue"].sum() == 10_005_534
    assert portfolio.accounts["industry"].null_count() == 0
    assert portfolio.accounts["parent"].count() == 15
    assert [(left.reason, left.rows) for left in portfolio.left_out] == [("no account name", 1425), ("not chosen by --where", 3137)]


def test_files_that_do_not_belong_together_are_not_stacked() -> None:
    """A folder of four different tables is a matter of usage that names `--join`."""
    if not DATA.exists():
        pytest.skip(f"{DATA} is not at hand")
    reading = read(SourceRequest((str(DATA / "maven_crm"),)))
    assert exit_code(reading.problems) == 2
    assert "--join" in reading.problems[-1].what
