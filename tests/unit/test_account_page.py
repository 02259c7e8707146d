"""One account on one page and the brief for sales: parts made once, cut with a count, empty ones named, every choice by what the plan says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from abmtui.formats import Formats
from abmtui.plan.gates import Gate, Process, process_of
from abmtui.plan.model import ChannelRow, GateStep, Goal, Offering, Plan, RedFlag, Score, Stakeholder, Touch
from abmtui.report.account_page import AccountPage, Standing, page_data
from abmtui.report.account_parts import page_blocks
from abmtui.report.cut_rows import cut_cell, cut_rows
from abmtui.report.text import as_text
from abmtui.report.view_brief import answered, blocks, decision, last_insights, next_step, to_see

TODAY = dt.date(2026, 11, 22)
PLAIN = Formats()


def day(text: str) -> dt.date:
    """A day as it is written."""
    return dt.date.fromisoformat(text)


def page(plan: Plan, standing: Standing | None = None, process: Process | None = None) -> str:
    """The page of a plan as text."""
    return as_text(page_blocks(AccountPage(plan, standing or Standing({}), process or Process(), TODAY, PLAIN, "EUR")))


def brief(plan: Plan) -> dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """The brief's sentences and rows by heading."""
    return {block.heading: (block.sentences, block.rows) for block in blocks(plan, TODAY, PLAIN)}


def test_an_empty_plan_is_a_few_words() -> None:
    """Without a plan and without an account in the source the page says so, and names what nobody wrote down."""
    text = page(Plan(id="1", name="Neste"))

    assert text.startswith("Neste\n  The source has no such account")
    assert "Next step: none" in text
    assert "Nothing written down of: standing, money, people, channel plan, red flags" in text
    assert len(text.splitlines()) == 4


def test_long_plans_are_cut_with_a_count() -> None:
    """A plan of any length stays on the page: every list counts what it leaves out, none of it silently."""
    many = range(40)
    plan = Plan(
        id="1",
        stakeholders=tuple(Stakeholder(f"s-{place}", f"Person {place}") for place in many),
        channels=tuple(ChannelRow(f"c-{place}", message="m", when="monthly") for place in many),
        flags=tuple(RedFlag(f"f-{place}", "reorganisation") for place in many),
        goals=tuple(Goal(f"g-{place}", f"Goal {place}") for place in many),
        touches=tuple(Touch(f"t-{place}", TODAY, insight=f"i {place}") for place in many),
        scores=tuple(Score(f"k-{place}", f"criterion {place}", 3) for place in many),
        offerings=tuple(Offering(f"o-{place}", f"Offering {place}") for place in many),
    )
    text = page(plan)

    assert [line.strip() for line in text.splitlines() if line.strip().startswith("+")] == [
        "+ 34 more", "+ 34 more", "+ 37 more", "+ 37 more", "+ 37 more", "+ 37 more", "+ 37 more",
    ]  # fmt: skip
    assert "40 people, 0 deciders, 0 reached." in text
    assert len(text.splitlines()) < 75


def test_what_weighs_most_comes_first() -> None:
    """Deciders before the champion before the others by influence; open flags by severity; rows by date, done ones last; goals by their day."""
    plan = Plan(
        id="1",
        stakeholders=(
            Stakeholder("s-1", "Influential", influence=5),
            Stakeholder("s-2", "Champ", role="champion"),
            Stakeholder("s-3", "Boss", role="decision maker", reached_by="sales"),
            Stakeholder("s-4", "Gone", left=True),
        ),
        channels=(
            ChannelRow("c-1", message="past", when=day("2026-01-01"), status="done"),
            ChannelRow("c-2", "s-3", "later", when=day("2027-01-01"), budget=100.0, actual=40.0),
            ChannelRow("c-3", message="sooner", when=day("2026-12-01"), content_asset="Calculator", content_status="ready", content_cost=900.0),
        ),
        flags=(RedFlag("f-1", "low one", "low", raised=TODAY), RedFlag("f-2", "high one", "high", raised=day("2026-11-20")), RedFlag("f-3", status="resolved")),
        goals=(
            Goal("g-1", "second", due=day("2027-01-01"), current=5, target=10, unit="%"),
            Goal("g-2", "first", due=day("2026-10-01")),
            Goal("g-3", status="reached"),
        ),
    )
    text = page(plan)

    for earlier, later in (("Boss", "Champ"), ("Champ", "Influential"), ("sooner", "later"), ("later", "past"), ("high one", "low one"), ("first", "second")):
        assert text.index(earlier) < text.index(later), (earlier, later)
    assert "3 people, 1 decider, 1 reached, 1 left." in text
    assert "Gone" not in text
    assert "2 open, 1 closed." in text
    assert "5 of 10 %" in text
    assert "Content: 1 asset, EUR 900 (1 ready)." in text
    assert "1 Oct !" in text
    assert "Channel budget EUR 100 (1 of 3 rows say it) · spent EUR 40 (1 of 3 rows say it)" in text


def test_the_process_on_the_page() -> None:
    """Where it stands, what is unmet, what comes next; nothing where no gate was entered."""
    gates = (Gate("Target", ("named",)), Gate("Value shown", ("decider met", "value agreed")), Gate("Decision"))
    plan = Plan(id="1", gates=(GateStep("p-1", "Target", passed=TODAY), GateStep("p-2", "Value shown", entered=day("2026-11-12"), met=("value agreed",))))
    text = page(plan, process=process_of(plan, gates, TODAY, "A"))

    assert "1 of 3 gates passed." in text
    assert "At Value shown for 10 days: 1 of 2 criteria met; unmet: decider met." in text
    assert "Next gate: Decision." in text
    assert "Process" not in page(Plan(id="1"), process=process_of(Plan(), gates, TODAY, "A"))


def test_the_data_of_a_page() -> None:
    """JSON has the whole plan and, of an account in the source, where it stands; without one that is null."""
    plan = Plan(id="1", name="Neste", strategy="Win")
    known = Standing({"rank": 3, "class": "A"}, "revenue", health="good", due=TODAY, money=(("revenue", 5.0),))

    assert page_data(AccountPage(plan, Standing({}), Process(), TODAY, PLAIN))["standing"] is None
    found = page_data(AccountPage(plan, known, Process(), TODAY, PLAIN))
    assert (found["standing"]["rank"], found["standing"]["review_due"], found["standing"]["money"]) == (3, "2026-11-22", {"revenue": 5.0})
    assert page_data(AccountPage(plan, replace(known, due=None), Process(), TODAY, PLAIN))["standing"]["review_due"] is None
    assert found["plan"]["strategy"] == "Win"


# The brief.


def test_topics_are_counted_over_people_and_touches() -> None:
    """One topic however it is spelled: people who care about it, touches that were about it; who left does not count."""
    plan = Plan(
        stakeholders=(Stakeholder("s-1", topics=("Uptime", "fuel")), Stakeholder("s-2", topics=("uptime",)), Stakeholder("s-3", topics=("boats",), left=True)),
        touches=(Touch("t-1", topic="UPTIME "), Touch("t-2", topic="price"), Touch("t-3")),
    )

    assert brief(plan)["What interests them"][1] == (("Uptime", "2", "1"), ("fuel", "1", "-"), ("price", "-", "1"))


def test_the_last_insights_come_first() -> None:
    """By date, with who said it, source and channel; those of channel rows among them, a row that lies ahead has no date yet."""
    plan = Plan(
        stakeholders=(Stakeholder("s-1", "Anna"),),
        touches=(
            Touch("t-1", day("2026-01-01"), "email", ("s-1",), insight="old", source="asked"),
            Touch("t-2", insight="undated", topic="fuel"),
            Touch("t-3"),
        ),
        channels=(ChannelRow("c-1", channel="webinar", when=day("2026-05-01"), insight="row"), ChannelRow("c-2", when=day("2027-05-01"), insight="ahead")),
    )

    assert [(found[0], found[1]) for found in last_insights(plan, TODAY)] == [
        (day("2026-05-01"), "row"),
        (day("2026-01-01"), "old"),
        (None, "undated"),
        (None, "ahead"),
    ]
    assert brief(plan)["Learnt last"][0] == (
        "1 May 2026: row (a channel row, observed, webinar)",
        "1 Jan 2026: old (Anna, asked, email)",
        "undated: undated (fuel)",
        "+ 1 more",
    )


def test_whom_to_see_next() -> None:
    """An unreached decider first, then who was never met, then who went longest without a touch, the influential before the others."""
    plan = Plan(
        stakeholders=(
            Stakeholder("s-1", "Lately", last_touch=day("2026-11-01")),
            Stakeholder("s-2", "Long ago", last_touch=day("2020-01-01")),
            Stakeholder("s-3", "Never", influence=1),
            Stakeholder("s-4", "Never but strong", influence=5),
            Stakeholder("s-5", "Boss", role="economic buyer", last_touch=day("2026-11-10")),
            Stakeholder("s-6", "Left", left=True),
        ),
        touches=(Touch("t-1", day("2026-11-20"), who=("s-1",)), Touch("t-2", day("2019-01-01"), who=("s-2",)), Touch("t-3", None, who=("s-3",))),
    )

    assert [(person.name, why, met) for person, why, met in to_see(plan)] == [
        ("Boss", "decider unreached", day("2026-11-10")),
        ("Never but strong", "never met", None),
        ("Never", "never met", None),
        ("Long ago", "longest without a touch", day("2020-01-01")),
        ("Lately", "longest without a touch", day("2026-11-20")),
    ]


def test_needs_and_what_answers_them() -> None:
    """Pain points and needs with the rows that answer them, however spelled; those that nothing answers come first; a cancelled row answers nothing."""
    plan = Plan(
        pain_points=("Late parts", "Fuel bill"),
        motivations=("One price",),
        channels=(
            ChannelRow("c-1", message="Parts in 48 hours", answers=("late parts",)),
            ChannelRow("c-2", channel="email", answers=("Late parts",)),
            ChannelRow("c-3", message="x", answers=("Fuel bill",), status="cancelled"),
        ),
    )

    assert answered(plan) == (("Fuel bill", "pain point", ()), ("One price", "need", ()), ("Late parts", "pain point", ("Parts in 48 hours", "email")))
    assert brief(plan)["Pain points and needs"][0] == ("2 of 3 answered by no channel row.",)
    assert brief(replace(plan, pain_points=("Late parts",), motivations=()))["Pain points and needs"][0] == ("A channel row answers each of them.",)


def test_open_questions() -> None:
    """Nobody who decides, unknown roles and support, guesses, an unknown way of buying; none of them in a plan that says it all."""
    plan = Plan(
        stakeholders=tuple(Stakeholder(f"s-{place}", f"P{place}", source="guessed" if place == 0 else "") for place in range(5)),
        scores=(Score("k-1", "trust", 3, source="guessed"),),
    )
    said = brief(plan)["Open questions"][0]

    assert said == (
        "Who decides? No one is an economic buyer or a decision maker.",
        "What is the role of P0, P1, P2 and 2 more?",
        "Do they support us: P0, P1, P2 and 2 more?",
        "Is it so, or only guessed: P0?",
        "1 score is guessed: trust.",
        "How do they buy? Not known: buying process and buying centre.",
    )
    known = Plan(stakeholders=(Stakeholder("s-1", "A", role="economic buyer", support="mentor"),), buying_process="formal", buying_centre="centralised")
    assert brief(known)["Open questions"][0] == ("None: roles, support and scores are known.",)
    two = replace(known, scores=(Score("k-1", "trust", source="guessed"), Score("k-2", "needs", source="guessed")))
    assert brief(two)["Open questions"][0] == ("2 scores are guessed: trust, needs.",)


def test_how_far_the_decision_is() -> None:
    """Every offering with a stage or an expected day, then the open gate; a plan without any says that it is not known."""
    plan = Plan(
        offerings=(Offering("o-1", "Retrofit", stage="comparison", expected=day("2027-03-19")), Offering("o-2"), Offering("o-3", expected=TODAY)),
        gates=(GateStep("p-1", "Target", passed=TODAY), GateStep("p-2", "Decision", entered=day("2026-06-18"))),
        next_step="Send the\ncalculation",
        next_step_owner="AK",
        next_step_due=day("2026-11-01"),
    )

    assert decision(plan, TODAY, PLAIN) == "Retrofit: comparison, expected 19 Mar; an offering: stage not known, expected 22 Nov; gate Decision since 18 Jun"
    assert decision(Plan(), TODAY, PLAIN).startswith("not known")
    assert next_step(plan, TODAY, PLAIN) == "Send the calculation · AK · 1 Nov !"
    assert next_step(Plan(next_step="Call"), TODAY, PLAIN) == "Call"
    assert decision(Plan(gates=(GateStep("p-1", "Target"),)), TODAY, PLAIN) == "gate Target"


def test_a_brief_of_nothing_says_so_in_every_part() -> None:
    """No part of it is silently missing, and it is short."""
    found = brief(Plan(name="Neste"))

    assert list(found) == ["Brief for sales: Neste", "What interests them", "Learnt last", "Whom to see next", "Open questions", "Pain points and needs"]
    assert all(sentences for sentences, _ in found.values())


def test_cutting() -> None:
    """A list that fits stays whole; a wide text is cut by cells, so that double-width letters count twice."""
    assert cut_rows([("a", "1"), ("b", "2")], 2) == (("a", "1"), ("b", "2"))
    assert cut_rows([("a", "1"), ("b", "2")], 1, lead=1) == (("a", "1"), ("", "+ 1 more"))
    assert cut_cell("a  b\nc") == "a b c"
    assert cut_cell("漢字漢字", 5) == "漢字…"
