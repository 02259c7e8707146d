"""Faults of the review: who needs a look, what was kept of earlier reviews, and what they are held against."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "review/queue.py",
        "unit/test_review_queue.py",
        ("review: smaller accounts first", "descending=[False, True, False], nulls_last=True", "descending=[False, False, False], nulls_last=True"),
    ),
    *faults_of(
        "review/needs.py",
        "unit/test_review_queue.py unit/test_review_baseline.py",
        ("review: a new flag does not wake a reviewed account", "return put_off(today) | (reviewed & ~new_flag)", "return put_off(today) | reviewed"),
        ("review: due only after the day", 'Need(1, "watch", pl.col(DUE) <= today', 'Need(1, "watch", pl.col(DUE) < today'),
        ("the prior period before the own baseline", "pl.coalesce(OWN_CHANGE, col.CHANGE)", "pl.coalesce(col.CHANGE, OWN_CHANGE)"),
        ("review: accounts without a plan flood the queue", "pl.col(LAST_TOUCH).is_null() & planned & weighty", "pl.col(LAST_TOUCH).is_null() & weighty"),
        ("review: no touch a day too late", "silence >= days_of(cadence)", "silence > days_of(cadence)"),
        (
            "review: a decider unreached before a key person who left",
            'Need(3, "at risk", pl.col(KEY_PERSON_LEFT)',
            'Need(4, "at risk", pl.col(KEY_PERSON_LEFT)',
        ),
    ),
    *faults_of(
        "review/moved.py",
        "unit/test_review_moved.py",
        ("review: figures of an undone stamp count", "if account in stamps and stamps[account] >= one.day", "if account in stamps or one.day"),
        ("review: the quarter's own first days are the review before", "if one.day < quarter_start(today)]", "if one.day < today]"),
    ),
    *faults_of(
        "report/since_figures.py",
        "unit/test_review_since.py",
        ("since: every note is a decision", '(pl.col("date") >= day) & (pl.col("topic") == TOPIC)', '(pl.col("date") >= day)'),
        ("since: a closed flag without a day is overlooked", 'or (row["account_id"], row["id"]) in turned', "or False"),
    ),
    *faults_of(
        "store/reviews.py",
        "unit/test_review_course.py",
        ("review: any number of accounts at a stroke", "if count > MOST else", "if count < 0 else"),
    ),
)
