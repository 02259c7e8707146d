"""Faults in scores, hidden gems, worksheets and intelligence that the tests must notice."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "portfolio/scores.py",
        "unit/test_scores.py",
        ("a missing score counts as 0", '* pl.col("weight")).sum() / there)', '* pl.col("weight")).sum() / whole)'),
        ("of several scores the first counts", 'keep="last", maintain_order=True', 'keep="first", maintain_order=True'),
        ("scores of the future used", '(pl.col("date") <= age.today) | pl.col("date").is_null()', '(pl.col("date") > age.today) | ~pl.col("date").is_null()'),
        ("scores off the scale used", 'pl.col("score").is_between(LEAST, MOST)', 'pl.col("score").is_between(LEAST - 1, MOST + 1)'),
        ("stale a day too early", ".dt.total_days() > age.days", ".dt.total_days() >= age.days"),
        ("a score due today is past its date", '(pl.col("due") < age.today)', '(pl.col("due") <= age.today)'),
    ),
    *faults_of(
        "portfolio/gems.py",
        "unit/test_scores.py",
        ("prospects judged beside customers", ' & pl.col("rank").is_not_null()', ""),
        ("large accounts called hidden gems", " & ~is_large)", ")"),
        ("where all are alike all stand out", '(pl.col("score") > middle)', '(pl.col("score") >= middle)'),
    ),
    *faults_of(
        "review/scored.py",
        "unit/test_selection.py",
        ("gems by the class that a plan gives", "book.ranking.ends[0])", "0)"),
        ("accounts of another table counted wrong", "known - places.height)", "places.height)"),
    ),
    *faults_of(
        "review/selection.py",
        "unit/test_selection.py",
        (
            "the worksheet's total over all criteria",
            "for line in lines if line.score is not None]",
            "for line in lines if line.score is not None or line.weight]",
        ),
        ("criteria without weight asked for", "        if weight <= 0:\n            continue\n", ""),
    ),
    *faults_of(
        "review/candidates.py",
        "unit/test_selection.py",
        ("key accounts among the candidates", "~_IS_KEY & _ENOUGH", "_ENOUGH"),
    ),
    *faults_of(
        "review/intelligence.py",
        "unit/test_intelligence.py",
        ("people who left count as known", 'here = stakeholders.filter(~pl.col("left").fill_null(value=False))', "here = stakeholders"),
    ),
    *faults_of(
        "plan/findings_scores.py",
        "unit/test_findings.py",
        ("an older score of a criterion is found stale", "if latest.get(_plain(score.criterion)) is score:", "if latest:"),
    ),
    *faults_of(
        "plan/findings_account.py",
        "unit/test_findings.py",
        ("a star without a reason is let be", "if holds and not getattr(plan, name):", "if holds and getattr(plan, name):"),
    ),
)
