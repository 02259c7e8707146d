"""Red flags to propose over the whole portfolio: the figures of every account beside what the plans say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.model import KINDS, Plan
from abmtui.plan.proposals import ELSEWHERE, KEY_ROLES, Sign, proposals
from abmtui.portfolio import columns as col
from abmtui.portfolio import signals
from abmtui.portfolio.kinds import of_kind
from abmtui.review.kept import Kept
from abmtui.review.own_baseline import BASELINE_WORDS, evidence, in_words, own_evidence
from abmtui.review.past import PLAN_POTENTIAL, signals_frame
from abmtui.review.plan_columns import ACCOUNT_ID

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from abmtui.plan.proposals import Proposal
    from abmtui.review.standing import Ground, Standing

SEVERE: Final = 2
"""So many times its limit a fall weighs heavily."""
_OWN: Final = (col.KEY_ACCOUNT, "our_roi", "their_roi", "roi_date")
"""The plan's own fields that speak for a flag, as the table has them."""
_READ: Final[Mapping[str, tuple[str, ...]]] = {
    "stakeholder": ("name", "role", "left"),
    "goal": ("name", "whose", "due", "status"),
    "channel": ("actual", "content_cost", "result_value", "metric", "result"),
    "flag": ("type", "status", "evidence"),
    "dismissal": ("type", "evidence"),
}
"""Kind of row -> the fields that are read of it."""


@dataclass(frozen=True, eq=False)
class Proposed:
    """The red flags to propose in one view; rows are those of its table."""

    planned: Mapping[int, tuple[Proposal, ...]]
    """Of accounts with a plan; those with none to propose are not in it."""
    unplanned: pl.Series
    """Accounts without a plan whose figures say that business goes elsewhere (UInt32)."""

    def within(self, mask: pl.Series | None) -> Proposed:
        """Return those of the accounts that a mask leaves; None leaves all."""
        if mask is None:
            return self
        kept = self.unplanned.filter(mask.gather(self.unplanned).fill_null(value=False))
        return Proposed({row: found for row, found in self.planned.items() if mask[row]}, kept)

    def types(self) -> Counter[str]:
        """Return how many are proposed of each type."""
        counts = Counter(proposal.type for found in self.planned.values() for proposal in found)
        counts.update({ELSEWHERE: self.unplanned.len()} if self.unplanned.len() else {})
        return counts

    @property
    def accounts(self) -> int:
        """How many accounts one is proposed of."""
        return len(self.planned) + self.unplanned.len()


_PROPOSED: Final[Kept[Proposed]] = Kept()


def account_signs(ground: Ground, row: int, known: tuple[pl.DataFrame, str] | None = None) -> tuple[Sign, ...]:
    """Return what the figures say of one account, at once; `known` is its `own_evidence` where that is at hand."""
    return _signs(ground, [row], *(known or own_evidence(ground, row)))[0]


def proposed(ground: Ground) -> Proposed:
    """Return the flags to propose of every account."""
    return _PROPOSED.answer(ground, None, lambda: _proposed(ground))


def flags_proposed(standing: Standing) -> pl.Series:
    """Return how many flags are proposed of each account; null where there is no plan and nothing to judge by."""
    ground, found = standing.ground, proposed(standing.ground)
    judged = signals_frame(ground)[signals.SIGNALS].is_not_null() | _has_plan(ground.table)
    counts = pl.select(pl.when(judged).then(pl.lit(0, dtype=pl.UInt32))).to_series()
    rows = pl.Series(list(found.planned), dtype=pl.UInt32)
    return counts.scatter(found.unplanned, 1).scatter(rows, pl.Series([len(one) for one in found.planned.values()], dtype=pl.UInt32))


def first_proposed(ground: Ground, found: Proposed, count: int) -> tuple[tuple[int, tuple[Proposal, ...]], ...]:
    """Return the first accounts of which flags are proposed, the largest value first, with their proposals."""
    rows = pl.concat([found.unplanned, pl.Series(list(found.planned), dtype=pl.UInt32)])
    frame = pl.DataFrame({"row": rows, "value": ground.book.columns[col.VALUE].gather(rows)})
    first = frame.sort(["value", "row"], descending=[True, False], nulls_last=True).head(count)["row"].to_list()
    return tuple((row, found.planned.get(row) or proposals(Plan(), ground.today, account_signs(ground, row))) for row in first)


def _proposed(ground: Ground) -> Proposed:
    judged, has_plan = signals_frame(ground), _has_plan(ground.table)
    falling = (judged[signals.FALLING].fill_null(value=False)) | (judged[signals.LOSING].fill_null(value=False))
    known, rows = evidence(ground), (falling & has_plan).arg_true()
    signs = dict(zip(rows.to_list(), _signs(ground, rows.to_list(), known.frame[rows.to_list()], known.against), strict=True))
    plans = _plans(ground, has_plan)
    found = {row: proposals(plan, ground.today, signs.get(row, ())) for row, plan in plans.items()}
    return Proposed({row: one for row, one in found.items() if one}, (falling & ~has_plan).arg_true().cast(pl.UInt32))


def _has_plan(table: pl.DataFrame) -> pl.Series:
    """Return which accounts have a plan."""
    if col.HAS_PLAN not in table.columns:
        return pl.Series(col.HAS_PLAN, [False]).new_from_index(0, table.height)
    return table[col.HAS_PLAN].fill_null(value=False)


def _signs(ground: Ground, rows: Sequence[int], frame: pl.DataFrame, against: str) -> list[tuple[Sign, ...]]:
    """Return what the figures say of some accounts; `frame` is their revenue against their own baseline."""
    if not rows:
        return []
    limits = {**signals.LIMITS, **ground.rules.limits}
    table = ground.table.select(col.KIND, *(name for name in (PLAN_POTENTIAL, col.POTENTIAL) if name in ground.table.columns))[list(rows)]
    potential = table.select(pl.coalesce(*(pl.col(name).cast(pl.Float64) for name in table.columns[1:]), pl.lit(None, dtype=pl.Float64))).to_series()
    known = frame.hstack(signals.wallets(ground.portfolio.accounts[list(rows)], frame, potential))
    judged = signals.signals_of(known, limits, against).select(signals.FALLING, signals.LOSING)
    inside = of_kind(table[col.KIND], (col.CUSTOMER,)).alias("inside")
    whole = known.hstack(judged).hstack([in_words(frame, against)[BASELINE_WORDS], inside])
    return [_in_signs(one, limits) if one["inside"] else () for one in whole.iter_rows(named=True)]


def _in_signs(one: Mapping[str, Any], limits: Mapping[str, float]) -> tuple[Sign, ...]:
    found = []
    if one[signals.FALLING]:
        now, before, change = one[signals.NOW], one[signals.BASELINE], one[signals.CHANGE]
        text = f"revenue -{-change * 100:.0f}% on {one[BASELINE_WORDS]}: {now:,.0f} against {before:,.0f}"
        found.append(Sign(text, change <= -SEVERE * limits["fall"]))
    if one[signals.LOSING]:
        now, before = one[signals.WALLET] * 100, one[signals.WALLET_BEFORE] * 100
        basis = f" {one[signals.BASIS]}" if one[signals.BASIS] else ""
        found.append(Sign(f"share of wallet -{before - now:.0f} points: {before:.0f}% to {now:.0f}%{basis}", before - now >= SEVERE * limits["wallet_points"]))
    return tuple(found)


def _plans(ground: Ground, has_plan: pl.Series) -> dict[int, Plan]:
    """Return what the plans say that speaks for or against a flag, by the account's row."""
    names = [name for name in _OWN if name in ground.table.columns]
    own = ground.table.select(col.ID, *names).with_row_index("row").filter(has_plan)
    rows = {kind: _rows(ground.frames, kind, ground.today) for kind in _READ}
    found = {}
    for one in own.iter_rows(named=True):
        said: dict[str, Any] = {name: one[name] for name in names if one[name] is not None}
        said |= {KINDS[kind].attribute: tuple(of.get(one[col.ID], ())) for kind, of in rows.items()}
        found[one["row"]] = Plan(one[col.ID], **said)
    return found


def _rows(frames: Mapping[str, pl.DataFrame], kind: str, today: dt.date) -> dict[str, list[Any]]:
    """Return the rows of a kind by account, without those that speak for nothing."""
    frame = frames.get(KINDS[kind].attribute)
    if frame is None:
        return {}
    counting = {
        "stakeholder": pl.col("role").is_in(KEY_ROLES),
        "goal": (pl.col("due") < today) & (pl.col("whose") == "mutual"),
        "channel": (pl.col("actual") > 0) | (pl.col("content_cost") > 0),
    }
    found: dict[str, list[Any]] = {}
    make: Any = KINDS[kind].row
    for one in frame.filter(counting.get(kind, pl.lit(value=True))).select(ACCOUNT_ID, "id", *_READ[kind]).iter_rows(named=True):
        found.setdefault(one.pop(ACCOUNT_ID), []).append(make(**{name: value for name, value in one.items() if value is not None}))
    return found
