"""The review as JSON, the keys that other programs rely on; never NaN, lists at most 20, texts raw."""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from abmtui.report.parts import PARTS
from abmtui.report.scenario_blocks import what_if_data
from abmtui.report.since import since_asked

if TYPE_CHECKING:
    from abmtui.portfolio.book import Figures
    from abmtui.report.figures import ReviewFigures

LONGEST_LIST: Final = 20
_MOST_POINTS: Final = 201
_STEERING: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Signs that could steer a terminal and that json writes as they are; escaped they are the same text to every reader."""


def figures_json(review: ReviewFigures) -> str:
    """Return the review as JSON text, one key a line, with a line feed at the end."""
    data = _finite(_data(review))
    lines = (f"{json.dumps(key)}: {safe_json(value)}" for key, value in data.items())
    return "{" + ",\n ".join(lines) + "}\n"


def safe_json(value: Any) -> str:
    """Return `value` as JSON on one line that no terminal takes for commands."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False, allow_nan=False))


def _data(review: ReviewFigures) -> dict[str, Any]:
    figures, measure = review.figures, review.view.measure
    to_mend = [problem for problem in review.problems if problem.severity]
    notes = [problem for problem in review.problems if not problem.severity]
    return {
        "source": list(review.source),
        "rows": review.rows,
        "accounts": review.accounts,
        "mapping": dict(review.mapping),
        "metric": measure.metric,
        "period": measure.period,
        "rollup": review.view.rollup,
        "filter": review.view.filter or None,
        "mine": review.view.mine,
        "currency": review.currency,
        **_totals(figures),
        "left_out": [
            {"reason": item.reason, "rows": item.rows, "file": item.file, "lines": list(item.lines[:LONGEST_LIST])} for item in review.left_out[:LONGEST_LIST]
        ],
        "concentration": _concentration(figures),
        "undefined": dict(review.undefined),
        "major_customers": [asdict(customer) for customer in review.major_customers],
        "classes": {name: {"accounts": held.accounts, "share": held.share} for name, held in figures.classes.items()},
        "zones": None,
        "programmes": None,
        **{part.key: None for part in PARTS if part.key},
        "what_if": what_if_data(review.what_if),
        **{key: value for part in PARTS if review.reviewed for key, value in part.data(review.reviewed).items()},
        "since": since_asked(review),
        "book": {"accounts": review.book_accounts, **_totals(review.book), "concentration": _concentration(review.book)} if review.filtered else None,
        "plans": asdict(review.plans),
        "problem_count": len(to_mend),
        "problems": [{"where": problem.where, "field": problem.field, "what": problem.what} for problem in to_mend[:LONGEST_LIST]],
        "note_count": len(notes),
        "notes": [problem.sentence() for problem in notes[:LONGEST_LIST]],
    }


def _totals(figures: Figures) -> dict[str, Any]:
    return {
        "total": figures.concentration.total,
        "positive_accounts": figures.positive_accounts,
        "zero_accounts": figures.zero_accounts,
        "negative_accounts": figures.negative_accounts,
        "negative_total": figures.negative_total,
        "missing_accounts": figures.missing_accounts,
        "net_total": figures.concentration.total + figures.negative_total,
    }


def _concentration(figures: Figures) -> dict[str, Any]:
    own = {name: value for name, value in asdict(figures.concentration).items() if name not in {"n", "total", "undefined"}}
    return {**own, "lorenz": [list(point) for point in figures.lorenz[:_MOST_POINTS]]}


def _finite(value: Any) -> Any:
    """Return `value` with every number that JSON cannot hold as None."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
