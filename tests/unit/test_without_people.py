"""Without people: no stakeholder's name comes out in any format, whatever plan and wherever it stands; what is counted stays."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.formats import Formats
from abmtui.plan.gates import Process
from abmtui.plan.model import ChannelRow, Goal, Note, Plan, RedFlag, Score, Stakeholder, Touch
from abmtui.report.account_page import AccountPage, Standing
from abmtui.report.documents import FORMS, account_document
from abmtui.report.frames_without_people import accounts_without, everybody, known_people, personal_columns, rows_without
from abmtui.report.markdown import as_markdown
from abmtui.report.plan_blocks import plan_blocks
from abmtui.report.plan_views import VIEWS
from abmtui.report.text import as_text
from abmtui.report.without_people import PERSON, hidden, without_people
from abmtui.store.plan_file import PlanFile
from abmtui.store.rollup_frames import frames_of
from abmtui.wording import folded

TODAY = dt.date(2026, 11, 22)
# Letters of which no word of the program is made, so that a name found is a name that came out.
WORDS = st.text(alphabet="qxzjåéö", min_size=4, max_size=7).map(lambda word: word.capitalize())
NAMES = st.one_of(st.tuples(WORDS, WORDS).map(" ".join), st.tuples(WORDS, WORDS).map(", ".join), WORDS.map("Dr. {} Jr.".format), WORDS)


def about(name: str, shape: int) -> str:
    """A text that names a person in one of the ways in which people do."""
    last = name.rsplit(maxsplit=1)[-1] if "," not in name and not name.endswith("Jr.") else name.replace("Dr. ", "").split()[0].strip(",")
    return ("call {0} first", "{0}'s idea", "with M. {1} on Monday", "({1})", "{2} signs", "ask {1}, then go")[shape].format(name, last, name.upper())


def planned(names: list[str], shapes: list[int]) -> Plan:
    """A plan that names its people in every text that it has."""
    people = tuple(
        Stakeholder(
            f"s-{place}", name, title=about(name, 0), role="economic buyer", topics=(about(name, 1),), personal_stake=about(name, 2), note=about(name, 0)
        )
        for place, name in enumerate(names)
    )
    texts = [about(name, shape) for name, shape in zip(names, shapes, strict=True)]
    text = " and ".join(texts)
    return Plan(
        id="a-1",
        name="Neste",
        strategy=text,
        next_step=text,
        next_step_owner=text,
        pain_points=tuple(texts),
        our_team=("Anna: product manager",),
        stakeholders=people,
        channels=(
            ChannelRow("c-1", "s-0", text, "email", text, text, "g-1", answers=tuple(texts), insight=text, content_asset=text),
            ChannelRow("c-2", names[0]),
        ),
        flags=(RedFlag("f-1", "reorganisation", "high", status="open", evidence=text, action=text, note=text),),
        goals=(Goal("g-1", text, our_benefit=text, their_benefit=text),),
        touches=(Touch("t-1", TODAY, "email", ("s-0",), "Anna", text, text, "asked"), Touch("t-2", TODAY, topic=text, insight=text)),
        notes=(Note("n-1", text, TODAY, text),),
        scores=(Score("k-1", "trust", 3, text, "asked", TODAY),),
        extra={"later": {text: [text, 1]}},
    )


def written(plan: Plan) -> dict[str, str]:
    """The plan in every format in which it can be handed on."""
    page = AccountPage(without_people(plan), Standing({}), Process(), TODAY, Formats(), people=False)
    nothing: Any = None
    document = account_document(page, nothing, None)
    found = {form.name: form.write(document).decode() for form in FORMS.values() if form.name != "xlsx"}
    with zipfile.ZipFile(io.BytesIO(FORMS["xlsx"].write(document))) as book:
        found |= {name: book.read(name).decode() for name in book.namelist()}
    blocks = (*plan_blocks(page.plan), *(block for name in ("brief",) for block in VIEWS[name].blocks(page.plan, TODAY, Formats())))
    return {**found, "plan text": as_text(blocks), "plan markdown": as_markdown(blocks)}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(NAMES, st.integers(0, 5)), min_size=1, max_size=4, unique_by=lambda item: item[0]))
def test_no_name_comes_out_in_any_format(people: list[tuple[str, int]]) -> None:
    """Whatever people are called and wherever a plan names them, whole, by the last name, in capitals or with initials."""
    names, shapes = [name for name, _ in people], [shape for _, shape in people]

    for form, text in written(planned(names, shapes)).items():
        said = folded(text)
        for name in names:
            words = [folded(word.strip(",")) for word in name.split() if word not in {"Dr.", "Jr."}]
            last = words[0] if "," in name else words[-1]
            assert last not in said.replace(folded(PERSON), ""), (form, name)


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=4, unique=True))
def test_counts_and_references_stay(names: list[str]) -> None:
    """As many rows of every kind as before, each with its id; references and picked words are as they were; twice is as once."""
    plan = planned(names, [0] * len(names))
    bare = without_people(plan)

    assert [row.id for row in bare.stakeholders] == [row.id for row in plan.stakeholders]
    assert [person.name for person in bare.stakeholders] == [f"person {place + 1}" for place in range(len(names))]
    assert (bare.channels[0].audience, bare.channels[0].goal, bare.channels[0].channel) == ("s-0", "g-1", "email")
    assert {len(getattr(bare, kind)) for kind in ("flags", "goals", "notes", "scores")} == {1}
    assert bare.touches[0].who == ()
    assert bare.touches[0].insight == ""
    assert bare.our_team == ()
    assert without_people(replace(bare, touches=())).strategy == bare.strategy


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Mika Rautasalo", "to M. Rautasalo by Friday", "to [person] by Friday"),
        ("Mika Rautasalo", "Rautasalo's budget", "[person]'s budget"),
        ("Eva Strömvall", "STROMVALL and Strömvall", "[person] and [person]"),
        ("Anna Long", "a long way; Ms Long knows it", "a long way; Ms [person] knows it"),
        ("anna long", "a long way", "a [person] way"),
        ("Matthias van Berg", "a van for van Berg and Berg", "a van for [person] and [person]"),
        ("Salo, Anna", "Anna Salo or Salo", "[person] or [person]"),
        ("Dr. Matthias Wulff", "Matthias Wulff", "[person]"),
        ("Ana Peña", "Pen\u0303a came", "[person] came"),
        ("Mika Rautasalo", "Rautasalonkatu 3", "Rautasalonkatu 3"),
        ("Tadeusz Mazur-Zych", "Coffee with Tadeusz; Zych pays", "Coffee with [person]; [person] pays"),
        ("Anna Hietala", "Anna Keskitalo meets Anna", "Anna Keskitalo meets [person]"),
        ("Prof. May", "in May", "in [person]"),
        ("May Wong", "in May", "in May"),
        ("?", "why?", "why?"),
        ("", "nothing", "nothing"),
    ],
)
def test_how_names_are_found(name: str, text: str, expected: str) -> None:
    """The whole name and the last name, with initials, in any case and with or without accents; never inside a word."""
    assert hidden([name])(text) == expected


def test_a_person_keeps_the_day_of_the_last_touch() -> None:
    """Who was there is left out of the touches; when a person was met last still stands in the person's row."""
    plan = Plan(stakeholders=(Stakeholder("s-1", "Anna Salo"),), touches=(Touch("t-1", TODAY, who=("s-1",)), Touch("t-2", None, who=("s-1",))))

    assert without_people(plan).stakeholders[0].last_touch == TODAY


FILE = PlanFile(plan=planned(["Anna Salo", "Mika Laine"], [0, 2]))


def test_frames_are_without_people_too() -> None:
    """The plans' rows as frames say what the plan says without people; other accounts are untouched."""
    frames = frames_of([FILE])
    people = known_people(frames["stakeholders"])
    ids = frozenset(frames["stakeholders"]["id"]) | frozenset(frames["goals"]["id"])
    bare = without_people(FILE.plan)

    found = rows_without(frames["channels"], "channel", people, ids)
    assert found["message"][0] == bare.channels[0].message
    assert found["audience"].to_list() == [row.audience for row in bare.channels]
    touches = rows_without(frames["touches"], "touch", people, ids)
    assert [len(who or ()) for who in touches["who"].to_list()] == [0, 0]
    assert touches["insight"].to_list()[0] is None
    assert touches["insight"].to_list()[1] == bare.touches[1].insight
    assert rows_without(frames["stakeholders"], "stakeholder", people, ids)["name"].to_list() == ["person 1", "person 2"]
    assert rows_without(frames["notes"].clear(), "note", people).is_empty()
    assert known_people(None) == {}
    assert everybody(None)("Anna Salo") == "Anna Salo"


def test_accounts_hide_only_their_own_people() -> None:
    """A company that is called like somebody else's buyer keeps its name; lists of texts are looked through as well."""
    people = known_people(frames_of([FILE])["stakeholders"])
    frame = pl.DataFrame(
        {
            "id": ["a-1", "b"],
            "name": ["Salo Oy", "Laine Oy"],
            "next_step": ["ask Salo", "ask Salo"],
            "pain_points": [["Laine's idea"], ["Laine"]],
            "our_team": [["A"], ["B"]],
        }
    )

    found = accounts_without(frame, frame["id"], people)

    assert found["name"].to_list() == ["Salo Oy", "Laine Oy"]
    assert found["next_step"].to_list() == ["ask [person]", "ask Salo"]
    assert found["pain_points"].to_list() == [["[person]'s idea"], ["Laine"]]
    assert found["our_team"].to_list() == [None, None]
    assert accounts_without(frame, frame["id"], {})["next_step"].to_list() == ["ask Salo", "ask Salo"]


def test_columns_of_the_source_that_hold_people() -> None:
    """A contact column of the file is known by its header; our own fields never are one."""
    from abmtui.portfolio.model import EMPTY

    table = pl.DataFrame({"id": ["1"], "owner": ["Bo"], "Contact person": ["x"], "E-mail": ["y"], "Emails sent": [1], "contacted": [1]})

    assert personal_columns(replace(EMPTY, accounts=table)) == ("Contact person", "E-mail")
