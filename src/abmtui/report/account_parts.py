"""The parts of an account's page, a function each: rows cut to a page, what is left out counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from abmtui.plan import vocabulary as words
from abmtui.plan.finding import CLOSED_ROWS
from abmtui.plan.vocabulary import DECIDER_ROLES
from abmtui.portfolio import columns as col
from abmtui.report.account_page import NOT_IN_SOURCE
from abmtui.report.blocks import Block
from abmtui.report.cut_rows import cut_cell, cut_rows
from abmtui.report.view_brief import last_insights, next_step, one_line
from abmtui.report.without_people import last_met
from abmtui.wording import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from abmtui.plan.model import ChannelRow, Goal, RedFlag, Stakeholder
    from abmtui.report.account_page import AccountPage

PEOPLE: Final = 6
CHANNELS: Final = 6
FLAGS: Final = 3
GOALS: Final = 3
SCORES: Final = 3
OFFERINGS: Final = 3
INSIGHTS: Final = 3
_SEVERE: Final = {"high": 0, "medium": 1, "low": 2}
_REACHED: Final = ("sales", "marketing", "both")
_LAST: Final = 10**9


def _head(page: AccountPage) -> Block:
    plan = page.plan
    said = [" · ".join(_figures(page)) or f"{NOT_IN_SOURCE[:1].upper()}{NOT_IN_SOURCE[1:]}.", *_health(page)]
    if plan.strategy.strip():
        said.append(f"Strategy: {one_line(plan.strategy)}")
    said.append(f"Next step: {next_step(plan, page.today, page.formats)}")
    said += [f"{label}: {text}" for label, text in _account(page) if text]
    return Block(plan.name or plan.id, tuple(said))


def _figures(page: AccountPage) -> list[str]:
    if not page.standing.values:
        return []
    formats, value = page.formats, page.of(col.VALUE)
    tier = " ".join(part for part in (page.of(col.PROGRAMME), page.of("tier")) if part)
    found = (
        f"id {page.plan.id}",
        f"rank {formats.number(page.of(col.RANK))}" if page.of(col.RANK) is not None else f"not in the book of {page.standing.metric}",
        f"{page.money(value)} {page.standing.metric}" if value is not None else "",
        f"{formats.percent(page.of(col.SHARE))} of the book" if page.of(col.SHARE) is not None else "",
        f"{formats.change(page.of(col.CHANGE))} on the prior period" if page.of(col.CHANGE) is not None else "",
        f"class {page.of(col.ABC_CLASS)}" if page.of(col.ABC_CLASS) else "",
        tier,
        "key account" if page.plan.key_account else "",
    )
    return [text for text in found if text]


def _health(page: AccountPage) -> list[str]:
    known = page.standing
    if not known.values:
        return []
    due = "review never done" if known.due is None else f"review {'was' if known.due < page.today else 'is'} due {page.formats.date(known.due)}"
    health = f"Health: {known.health}" + (f": {known.health_reason}" if known.health_reason else "")
    return [health, f"Review need: {known.need or 'none'} · {due} · as of {page.formats.date(page.today)}"]


def _account(page: AccountPage) -> tuple[tuple[str, str], ...]:
    plan = page.plan
    asked = f" (asked {page.day(plan.satisfaction_date)})" if plan.satisfaction_date else ""
    returns = " · ".join(f"{whose} {value}" for whose, value in (("ours", plan.our_roi), ("theirs", plan.their_roi)) if value)
    stages = ", ".join(part for part in (plan.lifecycle_stage, plan.relationship_stage, plan.awareness) if part)
    terms = (
        f"contract ends {page.formats.date(plan.contract_end)}" if plan.contract_end else "",
        f"satisfaction {plan.satisfaction} of 5{asked}" if plan.satisfaction is not None else "",
        f"return {returns}" if returns else "",
    )
    return (
        ("Manager", " · ".join(part for part in (plan.owner, f"marketer {plan.marketer}" if plan.marketer else "") if part)),
        ("Terms", " · ".join(part for part in terms if part)),
        ("Stage", stages),
        ("Pain points", "; ".join(plan.pain_points)),
        ("Needs", "; ".join(plan.motivations)),
    )


def _standing(page: AccountPage) -> Block:
    rows = [(line.label, (line.value or "undefined") + (f" ({line.by})" if line.by else ""), cut_cell(line.reason, 90)) for line in page.standing.decided]
    return Block("Standing", columns=("", "Now", "Because"), rows=tuple(rows), numbers=False)


def _money(page: AccountPage) -> Block:
    worth = [f"{name} {page.money(value)}" for name, value in page.standing.money if value is not None]
    course, trend = (page.of("sparkline") or "").strip(), page.of("trend")
    said = [_begun(" · ".join(worth)), _course(page, course, trend), _signals(page), _planned(page)]
    return Block("Money", tuple(text for text in said if text))


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _course(page: AccountPage, course: str, trend: float | None) -> str:
    """Return the account's periods as bars with their slope."""
    return f"Course {course}{f' {page.formats.change(trend)} a year' if trend is not None else ''}" if course else ""


def _signals(page: AccountPage) -> str:
    count = page.of("signals")
    return f"Churn signals {page.formats.number(count)}: {page.of('signal_reasons') or ''}" if count else ""


def _planned(page: AccountPage) -> str:
    """Return budget and money spent of the channel rows that say any; cancelled ones do not count."""
    rows = [row for row in page.plan.channels if row.status != "cancelled"]
    found = []
    for label, name in (("channel budget", "budget"), ("spent", "actual")):
        amounts = [getattr(row, name) for row in rows if getattr(row, name) is not None]
        found += [f"{label} {page.money(sum(amounts))} ({len(amounts)} of {counted(len(rows), 'row')} say it)"] if amounts else []
    return _begun(" · ".join(found))


def _people(page: AccountPage) -> Block:
    here = [person for person in page.plan.stakeholders if not person.left]
    if not page.plan.stakeholders:
        return Block("People")
    deciders = [person for person in here if person.role in DECIDER_ROLES]
    reached = sum(person.reached_by in _REACHED for person in deciders)
    gone = len(page.plan.stakeholders) - len(here)
    said = f"{counted(len(here), 'person', 'people')}, {counted(len(deciders), 'decider')}, {reached} reached{f', {gone} left' if gone else ''}."
    days = last_met(page.plan)
    rows = [_person(page, person, days.get(person.id)) for person in sorted(here, key=_weight)]
    named = ("Name", "Title") if page.people else ("Person",)
    return Block("People", (said,), (*named, "Role", "Influence", "Support", "Reached by", "Last touch"), cut_rows(rows, PEOPLE), numbers=False)


def _weight(person: Stakeholder) -> tuple[bool, bool, int]:
    return person.role not in DECIDER_ROLES, person.role != "champion", -(person.influence or 0)


def _person(page: AccountPage, person: Stakeholder, day: dt.date | None) -> tuple[str, ...]:
    influence = "" if person.influence is None else str(person.influence)
    who = (cut_cell(person.name, 28), cut_cell(person.title, 28)) if page.people else (person.name,)
    return (*who, person.role, influence, person.support, person.reached_by or "not known", page.day(day) or "never")


def _channels(page: AccountPage) -> Block:
    rows = sorted(page.plan.channels, key=_when)
    shown = [row for row in rows if row.status not in CLOSED_ROWS] + [row for row in rows if row.status in CLOSED_ROWS]
    names = {person.id: person.name for person in page.plan.stakeholders}
    cells = [(*_row(page, row, names), cut_cell(row.call_to_action, 36) or "-", row.status or "-") for row in shown]
    done = sum(row.status in CLOSED_ROWS for row in rows)
    said = (f"{counted(len(rows), 'row')}{f', {done} done or cancelled' if done else ''}.", *_content(page)) if rows else ()
    return Block("Channel plan", said, ("To", "Message", "Channel", "When", "Call to action", "Status"), cut_rows(cells, CHANNELS), numbers=False)


def _content(page: AccountPage) -> list[str]:
    """Return how many content assets the rows name, what they cost and how far they are."""
    named = [row for row in page.plan.channels if row.content_asset]
    costs = [row.content_cost for row in named if row.content_cost is not None]
    states = Counter(row.content_status for row in named if row.content_status)
    parts = [f"{count} {state}" for state, count in states.items()]
    told = f" ({', '.join(parts)})" if parts else ""
    cost = f", {page.money(sum(costs))}" if costs else ""
    return [f"Content: {counted(len(named), 'asset')}{cost}{told}."] if named else []


def _row(page: AccountPage, row: ChannelRow, names: dict[str, str]) -> tuple[str, ...]:
    when = row.when if isinstance(row.when, str) else page.day(row.when)
    return cut_cell(names.get(row.audience, row.audience), 24), cut_cell(row.message, 40), row.channel, when or "-"


def _when(row: ChannelRow) -> int:
    return _LAST if row.when is None or isinstance(row.when, str) else row.when.toordinal()


def _flags(page: AccountPage) -> Block:
    still = [flag for flag in page.plan.flags if flag.status in words.OPEN_FLAG_STATUS]
    closed = len(page.plan.flags) - len(still)
    ordered = sorted(still, key=lambda flag: (_SEVERE.get(flag.severity, len(_SEVERE)), flag.raised.toordinal() if flag.raised else _LAST))
    said = (f"{len(still)} open{f', {closed} closed' if closed else ''}.",) if page.plan.flags else ()
    rows = [_flag(page, flag) for flag in ordered]
    return Block("Red flags", said, ("Flag", "Severity", "Status", "Open", "Review by", "Action"), cut_rows(rows, FLAGS), numbers=False)


def _flag(page: AccountPage, flag: RedFlag) -> tuple[str, ...]:
    days = f"{(page.today - flag.raised).days} d" if flag.raised else "-"
    return flag.type, flag.severity or "-", flag.status, days, page.day(flag.review_by) or "-", cut_cell(flag.action, 40) or "-"


def _goals(page: AccountPage) -> Block:
    still = [goal for goal in page.plan.goals if goal.status in {"", "open"}]
    closed = len(page.plan.goals) - len(still)
    ordered = sorted(still, key=lambda goal: goal.due.toordinal() if goal.due else _LAST)
    said = (f"{len(still)} open{f', {closed} closed' if closed else ''}.",) if page.plan.goals else ()
    rows = [(cut_cell(goal.name, 48), goal.whose or "-", _reached(page, goal), _due(page, goal), _owners(goal)) for goal in ordered]
    return Block("Goals", said, ("Goal", "Whose", "Reached", "Due", "Owners"), cut_rows(rows, GOALS), numbers=False)


def _reached(page: AccountPage, goal: Goal) -> str:
    digits = 0 if all(value is None or value == round(value) for value in (goal.current, goal.target)) else 1
    current, target = (page.formats.number(value, digits) for value in (goal.current, goal.target))
    said = f"{current or '?'} of {target}" if target else current
    return f"{said} {goal.unit}".strip() if said else "-"


def _due(page: AccountPage, goal: Goal) -> str:
    return f"{page.day(goal.due)}{' !' if goal.due < page.today else ''}" if goal.due else "-"


def _owners(goal: Goal) -> str:
    return ", ".join(part for part in (goal.sales_owner, goal.marketing_owner) if part) or "-"


def _process(page: AccountPage) -> Block:
    process = page.process
    passed = sum(stage.state == "passed" for stage in process.stages)
    if process.undefined or not page.plan.gates:
        return Block("Process")
    now = process.current
    said = [f"{passed} of {counted(len(process.stages), 'gate')} passed."]
    if now is not None:
        since = f" for {counted(now.days, 'day')}" if now.days is not None else ""
        lacking = f"; unmet: {', '.join(now.unmet)}" if now.unmet else ""
        said.append(f"At {now.gate.name}{since}: {len(now.met)} of {len(now.gate.criteria)} criteria met{lacking}.")
    if process.next is not None:
        said.append(f"Next gate: {process.next.gate.name}.")
    return Block("Process", tuple(said))


def _scores(page: AccountPage) -> Block:
    score, rank, gem, selection = (page.of(name) for name in ("outside_in", "outside_in_rank", "gem", "selection_rank"))
    number = page.formats.number
    said = [f"Outside-in score {number(score, 1)} of 5{f', rank {number(rank)}' if rank is not None else ''}{f', {gem}' if gem else ''}."] if score else []
    said += [f"Selection worksheet: rank {number(selection)}."] if selection is not None else []
    latest = {item.criterion: item for item in sorted(page.plan.scores, key=lambda item: item.date.toordinal() if item.date else 0) if item.score is not None}
    rows = [
        (item.criterion, f"{item.score}", item.source or "-", page.day(item.date) or "-", cut_cell(item.evidence, 48) or "-")
        for item in sorted(latest.values(), key=lambda item: -(item.score or 0))
    ]
    return Block("Scores", tuple(said), ("Criterion", "Score", "Source", "Scored", "Evidence"), cut_rows(rows, SCORES), numbers=False)


def _offerings(page: AccountPage) -> Block:
    ordered = sorted(page.plan.offerings, key=lambda item: -((item.potential or 0.0) - (item.current or 0.0)))
    rows = [
        (cut_cell(item.name, 36), page.money(item.current) or "-", page.money(item.potential) or "-", item.stage or "-", page.day(item.expected) or "-")
        for item in ordered
    ]
    return Block("Offerings", columns=("Offering", "Now", "Potential", "Decision stage", "Expected"), rows=cut_rows(rows, OFFERINGS), numbers=False)


def _insights(page: AccountPage) -> Block:
    found = last_insights(page.plan, page.today)
    met = max(last_met(page.plan).values(), default=None)
    dates = [touch.date for touch in page.plan.touches if touch.date]
    last = max([*dates, *([met] if met else [])], default=None)
    said = (f"{counted(len(page.plan.touches), 'touch', 'touches')}{f', the last on {page.day(last)}' if last else ''}.",) if page.plan.touches else ()
    rows = [(page.day(day) or "-", cut_cell(text), cut_cell(whom, 24) or "-", source or "-") for day, text, whom, source, _ in found]
    return Block("Last insights", said, ("Date", "Insight", "From", "Source"), cut_rows(rows, INSIGHTS, lead=1), numbers=False)


PARTS: Final[tuple[tuple[str, Callable[[AccountPage], Block]], ...]] = (
    ("standing", _standing),
    ("money", _money),
    ("people", _people),
    ("channel plan", _channels),
    ("red flags", _flags),
    ("goals", _goals),
    ("process", _process),
    ("scores", _scores),
    ("offerings", _offerings),
    ("last insights", _insights),
)
"""What each part is called where it is empty, and what makes it; in the order of the page."""


def page_blocks(page: AccountPage) -> tuple[Block, ...]:
    """Return the page's parts in their order; empty ones are left out, and the last sentence of the first names them."""
    parts = [(name, make(page)) for name, make in PARTS]
    empty = [name for name, block in parts if not (block.sentences or block.rows)]
    head = _head(page)
    if empty:
        head = replace(head, sentences=(*head.sentences, f"Nothing written down of: {', '.join(empty)}."))
    return (head, *(block for _, block in parts if block.sentences or block.rows))
