"""The worksheet over which a key account is chosen, criterion by criterion, and the same for the outside-in score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.formats import Formats
from abmtui.plan.model import EMPTY
from abmtui.portfolio.scores import GUESSED, counted, plain
from abmtui.review.score_evidence import data_says
from abmtui.review.scored import age_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from abmtui.plan.model import Plan, Score
    from abmtui.review.standing import Standing

_ENGLISH: Final = Formats()
_SCHEMA: Final = {
    "account_id": pl.String(),
    "place": pl.Int64(),
    "criterion": pl.String(),
    "score": pl.Int64(),
    "source": pl.String(),
    "date": pl.Date(),
    "due": pl.Date(),
}


@dataclass(frozen=True, slots=True)
class WorksheetLine:
    """One criterion: what a person scored, and what the data says beside it."""

    criterion: str
    weight: float
    score: int | None
    """1 to 5; None: not scored, which never counts as 0."""
    evidence: str
    source: str
    """asked, observed or guessed; empty: not said."""
    date: dt.date | None
    stale: bool
    """Too old, or past the day on which it was to be scored again."""
    data_says: str
    """What source and plan say about the criterion, so that a person can score it; empty: nothing."""
    due: dt.date | None = None
    row_id: str = ""
    """The plan's score row that counts, for editing it; empty where there is none."""

    @property
    def guessed(self) -> bool:
        """Whether nobody asked or saw."""
        return self.source == GUESSED


@dataclass(frozen=True, slots=True)
class Total:
    """The weighted score of a worksheet."""

    score: float | None
    """sum(weight * score) / sum(weight) over the scored lines; None when there is none."""
    coverage: float
    """Weight of the scored lines / all weight, 0 to 1."""
    stale: int
    guessed: int


def worksheet(standing: Standing, row: int, scores: Sequence[Score], plan: Plan = EMPTY, formats: Formats = _ENGLISH) -> tuple[WorksheetLine, ...]:
    """Return the lines of the selection worksheet of the account in that row of the table, in the order of the config.

    `scores` are the plan's score rows; a `plan` adds what it knows (contract, goals, notes) to what the data says.
    """
    return _lines(standing, row, standing.ground.rules.selection, scores, (plan, formats))


def outside_in_lines(standing: Standing, row: int, scores: Sequence[Score], plan: Plan = EMPTY, formats: Formats = _ENGLISH) -> tuple[WorksheetLine, ...]:
    """Return the lines of the outside-in score, as `worksheet` does; nothing in them comes from revenue."""
    return _lines(standing, row, standing.ground.rules.outside_in, scores, (plan, formats))


def total_of(lines: Sequence[WorksheetLine]) -> Total:
    """Return the weighted score of the lines that are scored, and how much of the weight they cover."""
    weighed = [(line.weight, line.score) for line in lines if line.score is not None]
    there = sum(weight for weight, _ in weighed)
    whole = sum(line.weight for line in lines)
    score = sum(weight * value for weight, value in weighed) / there if there > 0 else None
    return Total(score, there / whole if whole > 0 else 0.0, sum(line.stale for line in lines), sum(line.guessed for line in lines))


def unused(standing: Standing, scores: Sequence[Score]) -> tuple[str, ...]:
    """Return a sentence for each score row of a plan that counts in neither score, and why."""
    rules, today = standing.ground.rules, standing.ground.today
    known = {plain(name) for name in (*rules.outside_in, *rules.selection)}
    said = []
    for score in scores:
        if plain(score.criterion) not in known:
            said.append(f'"{score.criterion}" is none of the criteria of the config')
        elif score.date is not None and score.date > today:
            said.append(f"{score.criterion}: dated {score.date.isoformat()}, which is still to come")
    return tuple(said)


def _lines(standing: Standing, row: int, weights: Mapping[str, float], scores: Sequence[Score], beside: tuple[Plan, Formats]) -> tuple[WorksheetLine, ...]:
    plan, formats = beside
    used = _counting(standing, weights, scores)
    result = []
    for criterion, weight in weights.items():
        if weight <= 0:
            continue
        says = data_says(criterion, standing, row, plan, formats)
        score, stale = used.get(plain(criterion), (None, False))
        if score is None:
            result.append(WorksheetLine(criterion, weight, None, "", "", None, stale=False, data_says=says))
        else:
            told = (criterion, weight, score.score, score.evidence, score.source, score.date)
            result.append(WorksheetLine(*told, stale=stale, data_says=says, due=score.due, row_id=score.id))
    return tuple(result)


def _counting(standing: Standing, weights: Mapping[str, float], scores: Sequence[Score]) -> dict[str, tuple[Score, bool]]:
    """Return for each criterion the score row that counts and whether it is stale, by the same rule as for all accounts at once."""
    rows = [("", place, score.criterion, score.score, score.source, score.date, score.due) for place, score in enumerate(scores)]
    found = counted(pl.DataFrame(rows, schema=_SCHEMA, orient="row"), weights, age_of(standing.ground))
    return {plain(name): (scores[place], stale) for name, place, stale in found.rows.select("criterion", "place", "stale").iter_rows()}
