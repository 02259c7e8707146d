"""Planted faults of periods, trends, signals, whitespace and DRM programmes."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "portfolio/spans.py",
        "unit/test_spans.py",
        ("a running month counted as whole", "- (newest != end and end >= today)", "- (newest != end and end < today)"),
        ("a gap taken for a zero", "empty=there.isdisjoint(months))", "empty=False)"),
    ),
    *faults_of(
        "portfolio/pairs.py",
        "unit/test_spans.py",
        ("a year compared with a gap", "        if has_rows(portfolio, span):", "        if reaches(portfolio, span):"),
    ),
    *faults_of(
        "portfolio/stability.py",
        "unit/test_stability.py",
        ("top 20%: ties split", "return values.ge(least)", "return values.gt(least)"),
        (
            "retention against the later top 20%",
            "retention=stayed / (stayed + left) if stayed + left",
            "retention=stayed / (stayed + entered) if stayed + entered",
        ),
        ("Spearman without average ranks", 'pl.all().rank("average")', 'pl.all().rank("ordinal")'),
    ),
    *faults_of(
        "portfolio/trends.py",
        "unit/test_trends.py",
        ("years before the first row counted as zero", "known = (first <= one.span.last) if", "known = (first >= first) if"),
        ("trend of a quarter said a year", "for offset in offsets) * steps_a_year", "for offset in offsets)"),
        ("negative values drawn above the lowest bar", ".when(pl.col(name) <= 0).then(0)", ".when(pl.col(name) == 0).then(0)"),
    ),
    *faults_of(
        "portfolio/signals.py",
        "unit/test_signals.py",
        ("a credit note taken for an order", "orders.filter(pl.col(REVENUE) > 0)", "orders.filter(pl.col(REVENUE) != 0)"),
        ("silence from the usual gap on", 'limits["silence"] * pl.col(USUAL)', "pl.col(USUAL)"),
        ("what cannot be judged said to be quiet", "pl.when(any_judged).then(", "pl.when(True).then("),
    ),
    *faults_of(
        "portfolio/whitespace.py",
        "unit/test_whitespace.py",
        ("negative whitespace", "(pl.col(POTENTIAL) - pl.col(REVENUE)).clip(lower_bound=0.0)", "(pl.col(POTENTIAL) - pl.col(REVENUE))"),
    ),
    *faults_of(
        "review/drm.py",
        "unit/test_drm.py",
        ("ABM accounts enrolled in DRM", "customer & ((programme == DRM) |", "customer & ((programme != '') |"),
    ),
)
