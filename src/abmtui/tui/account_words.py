"""What the account screen is told of an account besides its plan, made from the worked-out view."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.gates import gates_of
from abmtui.portfolio import columns as col
from abmtui.portfolio.rules import KEY
from abmtui.portfolio.scores import SCORE_DAYS
from abmtui.review.moved import change_since, kept_of
from abmtui.review.needs import FALL, REVIEWED, SNOOZED_UNTIL, completed, days_of, due_dates, read
from abmtui.review.own_baseline import in_words, own_evidence
from abmtui.review.proposals import account_signs
from abmtui.review.queue import health_of, reasons_of
from abmtui.review_settings import TIERS
from abmtui.tui.bases.account_facts import AccountFacts
from abmtui.workspace.expected import ages_of, expectations_of
from abmtui.workspace.review_course import measure_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.config import Config
    from abmtui.formats import Formats
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace

OF_SOURCE: Final = (col.OWNER, col.MARKETER, col.TEAM, col.SEGMENT, col.NEEDS)
"""Fields of a plan that the source may know too."""
HIGH_FLAG: Final = "high flag"
"""How the reason begins that an open flag of high severity is."""
_NS: Final = 1e9


def account_facts(measured: Measured, row: int, today: dt.date, formats: Formats, config: Config) -> AccountFacts:
    """Return the facts of one account (row of the table) in words."""
    table, cadence = measured.table, config.review_days
    values = table.row(row, named=True)
    known = None if measured.standing is None else own_evidence(measured.standing.ground, row)
    own = table[row] if known is None else table[row].with_columns(in_words(*known))
    fall = config.limits.get("fall", FALL)
    health, why = health_of(own, 0, today, cadence, fall)
    currency = f"{measured.portfolio.currency} " if measured.portfolio.currency else ""
    return AccountFacts(
        id=values[col.ID],
        name=values[col.NAME],
        abc_class=values[col.ABC_CLASS] or "",
        programme=" ".join(part for part in (values[col.PROGRAMME] or "", tier_of(values, config.tiers)) if part),
        rank="" if values[col.RANK] is None else formats.number(values[col.RANK]),
        share=formats.percent(values[col.SHARE]),
        change=formats.change(values[col.CHANGE]),
        value="" if values[col.VALUE] is None else currency + formats.short(values[col.VALUE]),
        review_state=review_state(measured, row, today, formats, cadence),
        review_reason=reasons_of(own, 0, today, cadence, fall),
        health=health,
        health_reason=health_words(why, values.get("high_flags") or 0),
        gates={name: gates_of(described) for name, described in config.gates.items()},
        outside_in=config.outside_in,
        selection=config.selection,
        score_days=config.limits.get("score_days", SCORE_DAYS),
        signs=() if measured.standing is None else account_signs(measured.standing.ground, row, known),
        review_days=config.review_days,
        templates=config.templates,
        expected=expectations_of(config, *(values.get(name) or "" for name in (col.PROGRAMME, col.OWNER, col.MARKETER))),
        ages=ages_of(config),
        of_source={name: f"{value:g}" if isinstance(value, float) else str(value) for name in OF_SOURCE if (value := values.get(name))},
    )


def health_words(why: str, high_flags: int) -> str:
    """Return the reasons of a health on one line, the flags counted at its end: "decider unreached + 1 high flag"."""
    reasons = [reason for reason in why.split("; ") if reason and not reason.startswith(HIGH_FLAG)]
    flags = [f"{high_flags} high flag{'' if high_flags == 1 else 's'}"] if high_flags and HIGH_FLAG in why else []
    return " + ".join((*reasons, *flags))


def facts_in_review(workspace: Workspace, measured: Measured, row: int, formats: Formats) -> AccountFacts:
    """Return the same with what the review needs: how the account moved since its last one, when the next would be, and who decides."""
    today, days = workspace.today(), workspace.config.review_days
    facts = account_facts(measured, row, today, formats, workspace.config)
    look = today + dt.timedelta(days=completed(measured.table[row], days).select(days_of(days)).item())
    moved, changed = _moved(workspace, measured, row, formats), _changed(workspace, facts.id)
    return replace(facts, next_look=look, moved=moved, author=workspace.author, changed=changed)


def _changed(workspace: Workspace, account: str) -> dt.date | None:
    """Return the day on which an account's plan was last written, as the roll-up knows it; None without a plan, or just after a save."""
    if workspace.roll_up is None:
        return None
    files = workspace.roll_up.plans.filter(pl.col(col.ID) == account)["file"]
    stamps = workspace.roll_up.files["stamps"]
    written = stamps.filter(pl.col("file").is_in(files.implode()) & (pl.col("mtime_ns") > 0))["mtime_ns"]
    return None if written.is_empty() else dt.datetime.fromtimestamp(written[0] / _NS, tz=workspace.now().tzinfo).date()


def _moved(workspace: Workspace, measured: Measured, row: int, formats: Formats) -> str:
    """Return how the account's value moved since it was last reviewed, in words; empty where nothing was kept of it."""
    if workspace.review_log is None:
        return ""
    today, measure = workspace.today(), measure_words(measured.view)
    one = measured.table[row]
    values = one.select(col.ID, col.VALUE, read(one, REVIEWED)).row(0, named=True)
    kept = (one for one in workspace.review_log.all()[0] if one.measure == measure)
    last = kept_of(kept, values[col.ID], values[REVIEWED], today)
    if last is None:
        return ""
    day, value, _ = last
    change = formats.change(change_since(values[col.VALUE], value))
    return f"{measured.view.measure.metric} {change} since {formats.day(day, today)}" if change else ""


def tier_of(values: Mapping[str, Any], tiers: Mapping[str, str]) -> str:
    """Return an account's ABM tier as its plan or the rule says, by the account's own row: no column of all accounts is made for it."""
    said = values.get("plan_tier") if values.get("plan_tier") in TIERS else ""
    programme = values[col.PROGRAMME] or ""
    return said or tiers.get(KEY if values.get(col.KEY_ACCOUNT) else programme, "")


def review_state(measured: Measured, row: int, today: dt.date, formats: Formats, cadence: Mapping[str, int]) -> str:
    """Return when the account was reviewed and is to be reviewed next, or until when it is put off, in words."""
    one = measured.table[row]
    due = due_dates(one, cadence)[0]
    reviewed, snoozed = one.select(read(one, REVIEWED), read(one, SNOOZED_UNTIL)).row(0)
    if snoozed is not None and snoozed > today:
        return f"put off until {formats.day(snoozed, today)}"
    if due is not None and due <= today:
        return ""
    parts = [f"reviewed {formats.day(reviewed, today)}" if reviewed else "", f"next review {formats.day(due, today)}" if due else ""]
    return ", ".join(part for part in parts if part) or "never reviewed"
