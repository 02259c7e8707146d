"""What is to be looked at in scores: the one that counts of each criterion is dated, fresh, and rests on something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan import vocabulary as words
from abmtui.plan.finding import Finding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from abmtui.plan.finding import Expectations
    from abmtui.plan.model import Plan, Score

GUESSED: Final = "guessed"
GUESS_DAYS: Final = 90
"""Days after which a guess should have been asked or observed."""


def scores_wanting(plan: Plan, today: dt.date, expected: Expectations) -> Iterator[Finding]:
    """Each score counts, or says why it does not; an older one of the same criterion is history and let be."""
    known = {_plain(name) for name in words.CRITERIA}
    latest: dict[str, Score] = {}
    for score in plan.scores:
        if _plain(score.criterion) not in known:
            what = f'"{score.criterion}" is none of the criteria: the score does not count'
            yield Finding("score", score.id, "criterion", what, "name one of the criteria")
        elif score.score is None:
            yield Finding("score", score.id, "score", "no score", "write 1 to 5")
        elif score.date is not None and score.date > today:
            yield Finding("score", score.id, "date", "scored in the future: the score does not count", "correct the day")
        else:
            before = latest.get(_plain(score.criterion))
            if before is None or _day(score) >= _day(before):
                latest[_plain(score.criterion)] = score
    for score in plan.scores:
        if latest.get(_plain(score.criterion)) is score:
            yield from _score(score, today, expected.score_days)


def _score(score: Score, today: dt.date, score_days: float) -> Iterator[Finding]:
    """Yield what is wrong with a score that counts."""
    days = None if score.date is None else (today - score.date).days
    if score.due is not None and score.due < today:
        yield Finding("score", score.id, "due", f"stale: to be scored again since {score.due.isoformat()}", "score it again")
    elif days is None:
        yield Finding("score", score.id, "date", "score without a date", "write when it was scored")
    elif days > score_days:
        yield Finding("score", score.id, "date", f"stale: scored {days} days ago", "score it again")
    elif score.source == GUESSED and days > GUESS_DAYS:
        yield Finding("score", score.id, "source", f"guessed {days} days ago: ask or observe", "ask them, or watch")
    if not score.evidence and score.source != GUESSED:
        yield Finding("score", score.id, "evidence", "score without evidence", "write what it rests on")


def _day(score: Score) -> int:
    """Return the day of a score as a number, an undated one before all."""
    return 0 if score.date is None else score.date.toordinal()


def _plain(criterion: str) -> str:
    """Return a criterion as it is compared: lower case, hyphens and low lines are blanks."""
    return " ".join(criterion.lower().replace("_", " ").replace("-", " ").split())
