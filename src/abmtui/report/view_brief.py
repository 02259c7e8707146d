"""The brief for sales: what interests the account, what was learnt last, whom to see next, what is open and what answers its needs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Final

from abmtui.plan import vocabulary as words
from abmtui.report.blocks import Block
from abmtui.report.cut_rows import cut_cell, cut_rows
from abmtui.report.without_people import last_met
from abmtui.wording import counted, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan, Stakeholder

TOPICS: Final = 4
INSIGHTS: Final = 3
TO_SEE: Final = 4
NEEDS: Final = 6
NOTHING: Final = "nothing answers it"
_CLOSED: Final = ("cancelled",)
_UNREACHED: Final = ("", "none")


def blocks(plan: Plan, today: dt.date, formats: Formats) -> tuple[Block, ...]:
    """Return the brief, the decision and the next step first; a part with nothing to go by says so in a sentence."""
    return (_head(plan, today, formats), _topics(plan), _insights(plan, today, formats), _to_see(plan, today, formats), _open(plan), _needs(plan))


def _head(plan: Plan, today: dt.date, formats: Formats) -> Block:
    return Block(f"Brief for sales: {plan.name or plan.id}", (f"Decision: {decision(plan, today, formats)}", f"Next step: {next_step(plan, today, formats)}"))


def decision(plan: Plan, today: dt.date, formats: Formats) -> str:
    """Return how far the account's decisions are: of each offering, else the gate it stands at."""
    staged = [
        f"{offering.name or 'an offering'}: {offering.stage or 'stage not known'}"
        + (f", expected {formats.day(offering.expected, today)}" if offering.expected else "")
        for offering in plan.offerings
        if offering.stage or offering.expected
    ]
    gate = next((step for step in plan.gates if step.passed is None), None)
    at = [f"gate {gate.name}" + (f" since {formats.day(gate.entered, today)}" if gate.entered else "")] if gate else []
    return "; ".join((*staged, *at)) or "not known: no offering has a decision stage and no gate was entered"


def next_step(plan: Plan, today: dt.date, formats: Formats) -> str:
    """Return the next step with its owner and day, late ones marked."""
    if not plan.next_step:
        return "none"
    due = formats.day(plan.next_step_due, today)
    late = " !" if plan.next_step_due is not None and plan.next_step_due < today else ""
    return " · ".join(part for part in (one_line(plan.next_step), plan.next_step_owner, f"{due}{late}") if part)


def one_line(text: str) -> str:
    """Return a text of several lines as one."""
    return " ".join(text.split())


def _topics(plan: Plan) -> Block:
    people = Counter(_key(topic) for person in plan.stakeholders if not person.left for topic in set(person.topics))
    touched = Counter(_key(touch.topic) for touch in plan.touches if touch.topic)
    spelled: dict[str, str] = {}
    for topic in (*(topic for person in plan.stakeholders if not person.left for topic in person.topics), *(touch.topic for touch in plan.touches)):
        spelled.setdefault(_key(topic), topic)
    ranked = sorted((key for key in spelled if key), key=lambda key: (-(people[key] + touched[key]), -people[key], key))
    rows = [(cut_cell(spelled[key]), str(people[key] or "-"), str(touched[key] or "-")) for key in ranked]
    none = () if rows else ("No topics yet: what each person cares about stands in their row, what was talked of in the touches.",)
    return Block("What interests them", none, ("Topic", "People", "Touches"), cut_rows(rows, TOPICS))


def last_insights(plan: Plan, today: dt.date) -> list[tuple[dt.date | None, str, str, str, str]]:
    """Return (date, insight, from whom or what, source, channel) of touches and channel rows, the newest first, undated ones last."""
    names = {person.id: person.name for person in plan.stakeholders}
    found = [
        (touch.date, touch.insight, ", ".join(names.get(who, who) for who in touch.who) or touch.topic, touch.source, touch.channel)
        for touch in plan.touches
        if touch.insight
    ]
    found += [
        (row.when if isinstance(row.when, dt.date) and row.when <= today else None, row.insight, "a channel row", "observed", row.channel)
        for row in plan.channels
        if row.insight
    ]
    return sorted(found, key=lambda item: (item[0] is None, -(item[0] or dt.date.min).toordinal()))


def _insights(plan: Plan, today: dt.date, formats: Formats) -> Block:
    found = last_insights(plan, today)
    said = [
        f"{formats.day(day, today) or 'undated'}: {one_line(text)} ({', '.join(part for part in (whom, source, channel) if part) or 'source not known'})"
        for day, text, whom, source, channel in found[:INSIGHTS]
    ]
    said += [f"+ {len(found) - INSIGHTS} more"] if len(found) > INSIGHTS else []
    return Block("Learnt last", tuple(said) or ("No insights yet: they stand in the touches (key 8) and in the channel rows.",))


def to_see(plan: Plan) -> list[tuple[Stakeholder, str, dt.date | None]]:
    """Return whom to see next with why and the last touch: unreached deciders, then who went longest without a touch, the influential first."""
    days = last_met(plan)
    here = [person for person in plan.stakeholders if not person.left]

    def weight(person: Stakeholder) -> tuple[bool, dt.date, int]:
        return not _unreached_decider(person), days.get(person.id, dt.date.min), -(person.influence or 0)

    return [
        (person, "decider unreached" if _unreached_decider(person) else "longest without a touch" if person.id in days else "never met", days.get(person.id))
        for person in sorted(here, key=weight)
    ]


def _unreached_decider(person: Stakeholder) -> bool:
    return person.role in words.DECIDER_ROLES and person.reached_by in _UNREACHED


def _to_see(plan: Plan, today: dt.date, formats: Formats) -> Block:
    found = to_see(plan)
    rows = [(cut_cell(person.name, 28), person.role or "role unknown", why, formats.day(day, today) or "never") for person, why, day in found]
    none = () if rows else ("Nobody is known at the account yet.",)
    return Block("Whom to see next", none, ("Person", "Role", "Why", "Last touch"), cut_rows(rows, TO_SEE), numbers=False)


def _open(plan: Plan) -> Block:
    return Block("Open questions", tuple(_questions(plan)) or ("None: roles, support and scores are known.",))


def _questions(plan: Plan) -> Iterator[str]:
    here = [person for person in plan.stakeholders if not person.left]
    if here and not any(person.role in words.DECIDER_ROLES for person in here):
        yield "Who decides? No one is an economic buyer or a decision maker."
    for what, found in (
        ("What is the role of", [person.name for person in here if not person.role]),
        ("Do they support us:", [person.name for person in here if not person.support]),
        ("Is it so, or only guessed:", [person.name for person in here if person.source == "guessed"]),
    ):
        if found:
            yield f"{what} {_named(found)}?"
    guessed = [score.criterion for score in plan.scores if score.source == "guessed"]
    if guessed:
        yield f"{counted(len(guessed), 'score')} {'is' if len(guessed) == 1 else 'are'} guessed: {_named(guessed)}."
    unknown = [name for name, value in (("buying process", plan.buying_process), ("buying centre", plan.buying_centre)) if not value]
    if unknown:
        yield f"How do they buy? Not known: {' and '.join(unknown)}."


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""  # noqa: PLR2004  # as many as a line holds
    return ", ".join(names[:3]) + more


def answered(plan: Plan) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return (need, "pain point" or "need", messages of the rows that answer it), those that nothing answers first."""
    answers = [({_key(text) for text in row.answers}, row.message or row.channel or row.id) for row in plan.channels if row.status not in _CLOSED]
    listed = (*((text, "pain point") for text in plan.pain_points), *((text, "need") for text in plan.motivations))
    found = [(text, what, tuple(name for keys, name in answers if _key(text) in keys)) for text, what in listed]
    return tuple(sorted(found, key=lambda item: bool(item[2])))


def _needs(plan: Plan) -> Block:
    found = answered(plan)
    if not found:
        return Block("Pain points and needs", ("None is written down: ask for them (fields pain points, needs and motivations).",))
    open_ones = sum(not rows for _, _, rows in found)
    said = f"{open_ones} of {len(found)} answered by no channel row." if open_ones else "A channel row answers each of them."
    rows = [(cut_cell(text), what, cut_cell("; ".join(by)) or NOTHING) for text, what, by in found]
    return Block("Pain points and needs", (said,), ("They say", "Is a", "Answered by"), cut_rows(rows, NEEDS), numbers=False)


def _key(text: str) -> str:
    return " ".join(folded(text).split())
