"""Frames of accounts and of the plans' rows as they may be handed on without people: each account's own stakeholders are hidden in its texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.model import KINDS, field_specs
from abmtui.portfolio import columns as col
from abmtui.report.without_people import LEFT_OUT, field_without, hidden
from abmtui.review.standing import Standing
from abmtui.store.rollup import RollUp
from abmtui.store.rollup_frames import FRAMES
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.portfolio.model import Portfolio
    from abmtui.problems import Problem
    from abmtui.report.figures import ReviewFigures
    from abmtui.report.without_people import Hidden
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.reviewed import Reviewed

    Known = Mapping[str, Hidden]
    """Account's id -> what hides its people."""

ACCOUNT: Final = "account_id"
OWN_NAMES: Final = frozenset({col.ID, col.NAME, col.PARENT, ACCOUNT, "file"})
"""Columns that name companies and files, not people."""
_PERSONAL: Final = ("contact", "person", "buyer", "email", "e mail", "mail", "phone", "telephone", "mobile", "ansprechpartner", "kontakt")
"""Words in the headers of a source's own columns that hold people."""


def known_people(stakeholders: pl.DataFrame | None) -> Known:
    """Return what hides the people of each account that has any."""
    if stakeholders is None or stakeholders.is_empty():
        return {}
    named = stakeholders.group_by(ACCOUNT, maintain_order=True).agg(pl.col("name"))
    return {account: hidden(name for name in names if name) for account, names in named.iter_rows()}


def everybody(stakeholders: pl.DataFrame | None) -> Hidden:
    """Return what hides all people of all accounts, for texts that belong to no one account."""
    return hidden(() if stakeholders is None or stakeholders.is_empty() else stakeholders["name"].drop_nulls())


def personal_columns(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the source's own columns (none of our fields) whose header says that they hold people."""
    own = [name for name in portfolio.accounts.columns if name not in col.FIELDS]
    return tuple(name for name in own if set(_PERSONAL) & set(folded(name).replace("_", " ").replace("-", " ").replace(".", " ").split()))


def accounts_without(frame: pl.DataFrame, ids: pl.Series, people: Known) -> pl.DataFrame:
    """Return rows of accounts (`ids` says whose) with their people hidden in every text, our team left out; only accounts with people are looked at."""
    empty = [pl.lit(None, dtype=frame.schema[name]).alias(name) for name in sorted(LEFT_OUT[""]) if name in frame.columns]
    frame = frame.with_columns(empty)
    theirs = ids.is_in(list(people)).fill_null(value=False)
    accounts = ids.filter(theirs).to_list()
    return frame.with_columns(_written(frame[name], theirs, accounts, people) for name in _texts(frame) if name not in OWN_NAMES) if accounts else frame


def _texts(frame: pl.DataFrame) -> list[str]:
    return [name for name, dtype in frame.schema.items() if dtype in {pl.String, pl.List(pl.String)}]


def _written(column: pl.Series, theirs: pl.Series, accounts: Sequence[str], people: Known) -> pl.Series:
    """Return a column with the names hidden in its rows of accounts with people; the other rows are never made into Python values."""
    values = column.filter(theirs).to_list()
    new = [_value(value, people[account]) for value, account in zip(values, accounts, strict=True)]
    if new == values:
        return column
    place = pl.select(pl.when(theirs).then(theirs.cum_sum().cast(pl.Int64) - 1).cast(pl.UInt32)).to_series()
    return column.zip_with(~theirs, pl.Series(column.name, new, dtype=column.dtype).gather(place))


def _value(value: Any, hide: Hidden) -> Any:
    if isinstance(value, list):
        return [hide(item) for item in value]
    return hide(value) if isinstance(value, str) else value


def rows_without(frame: pl.DataFrame, kind: str, people: Known, ids: frozenset[str] = frozenset()) -> pl.DataFrame:
    """Return a frame of the plans' rows as `without_people` leaves them; `ids` are those of the rows that references name."""
    if frame.is_empty():
        return frame
    accounts = frame[ACCOUNT].to_list()
    nobody = hidden(())
    specs = field_specs(KINDS[kind].row)
    columns = []
    for name in (name for name in _texts(frame) if name in specs):
        cells = zip(frame[name].to_list(), accounts, strict=True)
        new = [field_without(specs[name], value, people.get(account, nobody), ids) for value, account in cells]
        columns.append(pl.Series(name, [list(value) if isinstance(value, tuple) else value for value in new], dtype=frame.schema[name]))
    empty = [pl.lit(None, dtype=frame.schema[name]).alias(name) for name in sorted(LEFT_OUT.get(kind, ())) if name in frame.columns]
    changed = frame.with_columns(columns)
    if kind == "touch":
        changed = changed.with_columns(pl.when(pl.col("who").list.len() > 0).then(None).otherwise("insight").alias("insight"))
    changed = changed.with_columns(empty)
    if kind == "stakeholder":
        place = pl.int_range(1, pl.len() + 1).over(ACCOUNT)
        changed = changed.with_columns(pl.format("person {}", place).alias("name"))
    return changed


def review_without_people(review: ReviewFigures) -> ReviewFigures:
    """Return a review with the people hidden in whatever its parts are made from, and in what is to be mended."""
    reviewed = review.reviewed
    if reviewed is None:
        return review
    return replace(review, reviewed=reviewed_without(reviewed), problems=problems_without(review.problems, reviewed.roll_up))


def problems_without(problems: Sequence[Problem], roll_up: RollUp | None) -> tuple[Problem, ...]:
    """Return problems whose words name nobody."""
    hide = everybody(None if roll_up is None else roll_up.stakeholders)
    return tuple(replace(problem, what=hide(problem.what)) for problem in problems)


def reviewed_without(reviewed: Reviewed) -> Reviewed:
    """Return a view beside plans in which nobody is named."""
    roll_up = reviewed.roll_up
    if roll_up is None:
        return reviewed
    return replace(reviewed, measured=measured_without(reviewed.measured, roll_up), roll_up=_roll_up(roll_up))


def measured_without(measured: Measured, roll_up: RollUp) -> Measured:
    """Return a worked-out view in whose table and plans' frames nobody is named."""
    people = known_people(roll_up.stakeholders)
    ground = measured.review.ground
    frames = _frames(ground.frames, people)
    standing = Standing(replace(ground, table=accounts_without(ground.table, ground.table[col.ID], people), frames=frames))
    return replace(measured, table=accounts_without(measured.table, measured.table[col.ID], people), standing=standing)


def _frames(frames: Mapping[str, pl.DataFrame], people: Known) -> dict[str, pl.DataFrame]:
    ids = frozenset(row_id for name in ("stakeholders", "goals") if name in frames for row_id in frames[name]["id"])
    return {name: rows_without(frame, FRAMES[name], people, ids) for name, frame in frames.items()}


def _roll_up(roll_up: RollUp) -> RollUp:
    people = known_people(roll_up.stakeholders)
    plans = roll_up.files["plans"]
    rows = _frames({name: roll_up.files[name] for name in FRAMES}, people)
    return RollUp(roll_up.folder, {**roll_up.files, **rows, "plans": accounts_without(plans, plans["id"], people)}, roll_up.kept)
