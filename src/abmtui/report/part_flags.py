"""Red flags: the part of a review in words, rows and JSON; open by type, overdue reviews, proposed and dismissed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.proposals import CLOSED
from abmtui.plan.vocabulary import FLAG_TYPES, LEVELS
from abmtui.portfolio import columns as col
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.report.listed import LONGEST_LIST, ROWS, account_block, accounts
from abmtui.review.proposals import first_proposed, proposed
from abmtui.wording import counted

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.plan.proposals import Proposal
    from abmtui.review.proposals import Proposed
    from abmtui.workspace.reviewed import Reviewed

_DAYS: Final = "days_open"
_LATE: Final = "days_late"
_TYPE: Final = "type"
NONE: Final = "No plan in view has a red flag: key 4 on an account and `a` raises one, or `abmtui plan add ACCOUNT flag type=...`."
EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "open_flags",
        "Open red flags",
        "count",
        "Flags of plans in view that are not resolved, lost or cancelled.",
        "status open or mitigating, or a word of your own",
    ),
    Explained(
        _DAYS,
        "Days open",
        "count",
        "How long a flag has stood; of a closed one until it was closed. Not known without the day it was raised.",
        "today - raised",
    ),
    Explained(
        "flags_proposed",
        "Proposed red flags",
        "count",
        "What figures or plan speak for and nobody decided about; never while a flag of the type is open, nor while what it rests on was dismissed or led to a flag that is closed.",
        "revenue or share of wallet fell by its limit; a decider, champion or executive sponsor left; a return is no, or unknown of a key account, or money was spent "
        "without a known outcome; a mutual goal is open behind its day",
    ),
    Explained(
        "flags_dismissed",
        "Dismissed proposals",
        "count",
        "Proposals that a person decided against, with the reason.",
        "a fall proposes anew when it grew by 5 points",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows."""
    found = (_open(reviewed, formats), _overdue(reviewed, formats), _closed(reviewed, formats), *_proposed(reviewed, formats), _dismissed(reviewed, formats))
    return tuple(block for block in found if block.rows or block.sentences)


def data(reviewed: Reviewed) -> dict[str, Any]:
    """Return the part's data for JSON; lists are the first twenty, counts are of all."""
    flags, found, dismissed = _standing(reviewed), _within(reviewed), _named(reviewed, "dismissals")
    late = _late(flags)
    first = first_proposed(reviewed.standing.ground, found, LONGEST_LIST)
    return {
        "open": flags.height,
        "accounts": flags[col.ID].n_unique(),
        "by_type": [
            {"type": one[_TYPE], "open": one["open"], "longest_days": one[_DAYS], **{level: one[level] for level in LEVELS}} for one in _types(flags).to_dicts()
        ],
        "overdue_reviews": late.height,
        "overdue": late.head(LONGEST_LIST).select(col.ID, col.NAME, _TYPE, pl.col("review_by").dt.to_string(), _LATE).to_dicts(),
        "proposed": {
            "flags": sum(found.types().values()),
            "accounts": found.accounts,
            "by_type": dict(sorted(found.types().items(), key=_place)),
            "list": [{**_account(reviewed, row), "flags": [_plain(one) for one in flagged]} for row, flagged in first],
        },
        "dismissed": dismissed.height,
        "dismissals": dismissed.head(LONGEST_LIST).select(col.ID, col.NAME, _TYPE, "reason", pl.col("date").dt.to_string(), "author").to_dicts(),
    }


def _named(reviewed: Reviewed, frame: str) -> pl.DataFrame:
    """Return the plans' rows of a kind in view, with id and name of their accounts; the ids of rows are left out."""
    rows = reviewed.rows_of(frame)
    if rows.is_empty():
        return pl.DataFrame(schema=_SCHEMAS[frame])
    table = reviewed.standing.ground.table.select(col.ID, col.NAME)
    names = table.filter(pl.col(col.ID).is_in(rows["account_id"].unique().implode()))
    return (
        rows.drop("id")
        .join(names, left_on="account_id", right_on=col.ID, how="left", maintain_order="left")
        .rename({"account_id": col.ID})
        .select(*_SCHEMAS[frame])
    )


_SCHEMAS: Final[dict[str, dict[str, pl.DataType]]] = {
    "flags": {
        col.ID: pl.String(),
        col.NAME: pl.String(),
        **{name: pl.String() for name in (_TYPE, "severity", "status", "evidence", "resolution")},
        **{name: pl.Date() for name in ("raised", "review_by", "closed")},
    },
    "dismissals": {col.ID: pl.String(), col.NAME: pl.String(), **{name: pl.String() for name in (_TYPE, "reason", "author")}, "date": pl.Date()},
}


def _standing(reviewed: Reviewed) -> pl.DataFrame:
    """Return the open flags in view, with how long they have stood and how late their review is."""
    today = pl.lit(reviewed.today)
    flags = _named(reviewed, "flags").filter(~pl.col("status").is_in(CLOSED))
    return flags.with_columns((today - pl.col("raised")).dt.total_days().alias(_DAYS), (today - pl.col("review_by")).dt.total_days().alias(_LATE))


def _types(flags: pl.DataFrame) -> pl.DataFrame:
    """Return a row a type: open, of each severity, the most days; the most frequent first."""
    levels = ((pl.col("severity") == level).sum().alias(level) for level in LEVELS)
    return flags.group_by(_TYPE).agg(pl.len().alias("open"), *levels, pl.col(_DAYS).max()).sort("open", _TYPE, descending=[True, False])


def _late(flags: pl.DataFrame) -> pl.DataFrame:
    return flags.filter(pl.col(_LATE) > 0).sort(_LATE, col.NAME, _TYPE, descending=[True, False, False])


def _open(reviewed: Reviewed, formats: Formats) -> Block:
    flags = _standing(reviewed)
    if flags.is_empty():
        return Block("Red flags", (NONE,))
    undated = int(flags["raised"].null_count())
    sentences = [f"{counted(flags.height, 'red flag')} of {accounts(formats, flags[col.ID].n_unique())} {'is' if flags.height == 1 else 'are'} open."]
    sentences += [f"{counted(undated, 'flag')} without the day it was raised: not in the days."] if undated else []
    rows = tuple(
        (one[_TYPE] or "without a type", *(formats.number(one[name]) for name in ("open", *reversed(LEVELS))), formats.number(one[_DAYS]) or "-")
        for one in _types(flags).head(ROWS).iter_rows(named=True)
    )
    return Block(
        "Red flags", tuple(sentences), ("Type", "Open", *(level.capitalize() for level in reversed(LEVELS)), "Most days"), rows, about=("open_flags", _DAYS)
    )


def _overdue(reviewed: Reviewed, formats: Formats) -> Block:
    late = _late(_standing(reviewed))
    if late.is_empty():
        return Block("Reviews of red flags past their day")
    columns = {
        "Flag": lambda one: one[_TYPE] or "without a type",
        "Severity": lambda one: one["severity"] or "-",
        "Review by": lambda one: formats.day(one["review_by"], reviewed.today),
        "Late": lambda one: counted(one[_LATE], "day"),
    }
    said = f"{counted(late.height, 'open flag')} should have been looked at again."
    return account_block("Reviews of red flags past their day", (said,), late, columns)


def _closed(reviewed: Reviewed, formats: Formats) -> Block:
    """Return the flags closed last, with how each ended."""
    closed = _named(reviewed, "flags").filter(pl.col("status").is_in(CLOSED)).sort("closed", col.NAME, descending=[True, False], nulls_last=True)
    if closed.is_empty():
        return Block("Closed red flags")
    columns = {
        "Flag": lambda one: one[_TYPE] or "without a type",
        "Ended": lambda one: one["status"],
        "On": lambda one: formats.day(one["closed"], reviewed.today) or "-",
        "Days": lambda one: formats.number((one["closed"] - one["raised"]).days) if one["closed"] and one["raised"] else "-",
        "Resolution": lambda one: one["resolution"] or "-",
    }
    return account_block("Closed red flags", (), closed, columns)


def _within(reviewed: Reviewed) -> Proposed:
    return proposed(reviewed.standing.ground).within(reviewed.measured.mask)


def _place(item: tuple[str, int]) -> int:
    return FLAG_TYPES.index(item[0])


def _proposed(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    found = _within(reviewed)
    types = found.types()
    if not types:
        return (Block("Proposed red flags", ("Neither figures nor plans in view speak for a red flag that is not open or decided.",)),)
    total = sum(types.values())
    said = f"{counted(total, 'red flag')} of {accounts(formats, found.accounts)} {'is' if total == 1 else 'are'} proposed: `abmtui plan flags ACCOUNT`, or key 4 on the account."
    kinds = tuple((name, formats.number(count)) for name, count in sorted(types.items(), key=_place))
    first = first_proposed(reviewed.standing.ground, found, ROWS)
    rows = [(_account(reviewed, row), one) for row, flagged in first for one in flagged]
    more = f"Of the first {len(first)} accounts of {formats.number(found.accounts)}, the largest first:" if found.accounts > len(first) else ""
    return (
        Block("Proposed red flags", (said,), ("Type", "Proposed"), kinds, about=("flags_proposed",)),
        Block(
            "What proposed flags rest on",
            (more,) if more else (),
            ("Account", "Flag", "Severity", "Evidence"),
            tuple((account[col.NAME], one.type, one.severity, one.evidence) for account, one in rows),
            numbers=False,
            accounts=tuple(account[col.ID] for account, _ in rows),
        ),
    )


def _dismissed(reviewed: Reviewed, formats: Formats) -> Block:
    dismissed = _named(reviewed, "dismissals").sort("date", col.NAME, descending=[True, False], nulls_last=True)
    if dismissed.is_empty():
        return Block("Dismissed proposals")
    columns = {
        "Flag": lambda one: one[_TYPE] or "without a type",
        "Because": lambda one: one["reason"] or "-",
        "On": lambda one: formats.day(one["date"], reviewed.today) or "-",
        "By": lambda one: one["author"] or "-",
    }
    return account_block("Dismissed proposals", (), dismissed, columns, about=("flags_dismissed",))


def _account(reviewed: Reviewed, row: int) -> dict[str, str]:
    table = reviewed.standing.ground.table
    return {name: str(table[name][row]) for name in (col.ID, col.NAME)}


def _plain(one: Proposal) -> dict[str, str]:
    return {"type": one.type, "severity": one.severity, "evidence": one.evidence}
