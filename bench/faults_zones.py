"""Faults of zones, programmes, thresholds and what rests on them."""

from __future__ import annotations

from typing import Final

from faults import Fault, faults_of

FAULTS: Final[tuple[Fault, ...]] = (
    *faults_of(
        "portfolio/zones.py",
        "unit/test_zones.py",
        (
            "mass marketing for any low value",
            "pl.when(needs.is_null()).then(undefined).when(needs <= homogeneous)",
            "pl.when(needs.is_null()).then(undefined).when(needs <= 9)",
        ),
        ("ABM only where needs differ", "pl.when(band == TOP).then(abm)", "pl.when((band == TOP) & (needs > homogeneous)).then(abm)"),
        ("a prospect must outgrow the line", "else potential >= lines.top", "else potential > lines.top"),
        ("not scored is homogeneous", "then(undefined).when(needs", "then(mass).when(needs"),
        ("potential held against margin", "return lines_of(book.basis.outside or book.ranking, zones)", "return lines_of(book.ranking, zones)"),
    ),
    *faults_of(
        "portfolio/thresholds.py",
        "unit/test_thresholds.py",
        ("the line stands still while the account grows", "held < line * (others.total + value)", "held < line * (others.total + others.own)"),
        ("the account counted among the others", "return (count - 1, held - self.own) if self.own > value", "return (count, held) if self.own > value"),
    ),
    *faults_of(
        "portfolio/programmes.py",
        "unit/test_programmes.py",
        ("a key account of class C told for its team", '(~key & (held == "C")', '((held == "C")'),
        ("a plan's programme ignored", "pl.coalesce(pl.lit(said), pl.lit(by_rule))", "pl.coalesce(pl.lit(by_rule), pl.lit(said))"),
        ("true ABM without a plan", "pl.when(pl.col(names.HAS_PLAN)).then(pl.lit(TRUE_ABM))", "pl.when(~pl.col(names.HAS_PLAN)).then(pl.lit(TRUE_ABM))"),
    ),
    *faults_of(
        "portfolio/book.py",
        "unit/test_zones.py unit/test_workspace_measured.py",
        ("a view counts the rule's classes", "classes = None if ranking.classes is None else ranking.classes.filter(kept)", "classes = None"),
        ("a customer's potential moves its zone", "accounts[names.POTENTIAL].set(customers, None)", "accounts[names.POTENTIAL].set(~customers, None)"),
    ),
    *faults_of(
        "workspace/measured.py",
        "unit/test_workspace_measured.py",
        ("prospects compared with margin", "if measure.metric in {metric, col.POTENTIAL}:", "if measure.metric:"),
    ),
    *faults_of(
        "review/decided.py",
        "unit/test_programmes.py",
        (
            "the source before the plan",
            'actual = pl.coalesce(said("coverage"), source_coverage())',
            'actual = pl.coalesce(source_coverage(), said("coverage"))',
        ),
    ),
    *faults_of(
        "review/capacity.py",
        "unit/test_coverage_findings.py",
        ("36 key accounts are right", '(self.most, "right")', '(self.most + 1, "right")'),
    ),
    *faults_of(
        "review/fit.py",
        "unit/test_fit.py",
        ("equal accounts are right for ABM", "if spread.k < EVEN and not too_big", "if spread.k < 0 and not too_big"),
        ("the costs outside ABM are those of ABM", '(pl.col("account_programme") != "ABM")', '(pl.col("account_programme") == "ABM")'),
    ),
)
