"""Stakeholders over all plans: who is reached and by whom, who is not, which accounts hang on one thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.report.frame_blocks import about, framed
from abmtui.review import alignment
from abmtui.wording import counted

if TYPE_CHECKING:
    import polars as pl

    from abmtui.formats import Formats
    from abmtui.workspace.reviewed import Reviewed

LISTED: Final = 20
NOBODY: Final = "No plan of an account in view names a person: key 2 on an account, or `abmtui plan import stakeholder FILE`."
EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "people_reached",
        "People reached",
        "count",
        "How many of the people in the plans sales, marketing or both reach today; who left does not count.",
        "people whose reached-by is sales, marketing or both",
    ),
    Explained(
        "people_unreached",
        "Outside the reach of sales",
        "count",
        "People whom sales does not reach: marketing does, or nobody; those are where marketing can open a door.",
        "people whose reached-by is none, empty or marketing",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return roles and reach, who is out of reach, thin accounts, personas and where knowledge comes from."""
    every = _people(reviewed)
    if every.is_empty():
        return (Block("Stakeholders", (NOBODY,)),)
    people = alignment.here(every)
    beyond, thin = alignment.out_of_reach(people), alignment.thin(people)
    return (
        about(
            framed("Stakeholders", _reach(every, people), alignment.by_role(people), {"Role": "role", "People": "people", **_REACH}, formats), "people_reached"
        ),
        about(framed("Reached by nobody", _beyond(beyond), beyond, _PERSON, formats), "people_unreached"),
        framed("Accounts on a thin thread", _thin(thin), thin, {"Account": "account", "People": "people", "Lacks": "lacks"}, formats),
        framed("Personas and audiences", (), _personas(reviewed, people), {"Persona or audience": "persona", "People": "people", "Rows": "rows"}, formats),
        framed("How it is known", (), _sources(reviewed, people), {"Source": "source", "People": "people", "Touches": "touches", "Scores": "scores"}, formats),
    )


_PERSON: Final = {"Account": "account", "Person": "name", "Role": "role", "Influence": "influence"}
_REACH: Final = {"By sales": "sales", "By marketing": "marketing", "By nobody": "unreached"}


def data(reviewed: Reviewed) -> dict[str, Any] | None:
    """Return the same for JSON; None where no plan in view names a person."""
    every = _people(reviewed)
    if every.is_empty():
        return None
    people = alignment.here(every)
    beyond = alignment.out_of_reach(people)
    return {
        "people": people.height,
        "left": every.height - people.height,
        "reached": int(people["reached"].sum()),
        "outside_sales": int(_outside(people)),
        "by_role": alignment.by_role(people).to_dicts(),
        "unreached": beyond.select("account_id", "account", "id", "role", "influence").head(LISTED).to_dicts(),
        "thin": alignment.thin(people).head(LISTED).to_dicts(),
        "personas": _personas(reviewed, people).head(LISTED).to_dicts(),
        "sources": _sources(reviewed, people).head(LISTED).to_dicts(),
    }


def _people(reviewed: Reviewed) -> pl.DataFrame:
    rows = reviewed.rows_of("stakeholders")
    return rows if rows.is_empty() else alignment.beside(rows, reviewed.table())


def _outside(people: pl.DataFrame) -> int:
    return people.filter(~people["reached_by"].fill_null("").is_in(("sales", "both"))).height


def _reach(every: pl.DataFrame, people: pl.DataFrame) -> tuple[str, ...]:
    left, accounts = every.height - people.height, people["account_id"].n_unique()
    gone = f"; {left} more left" if left else ""
    reached = int(people["reached"].sum())
    return (
        f"{counted(people.height, 'person', 'people')} at {counted(accounts, 'account')}{gone}.",
        f"{reached} of {people.height} are reached by sales, marketing or both; {_outside(people)} stand outside the reach of sales.",
    )


def _beyond(beyond: pl.DataFrame) -> tuple[str, ...]:
    if beyond.is_empty():
        return ("Everybody is reached by sales, marketing or both.",)
    deciders = int(beyond["decider"].sum())
    return (f"{counted(beyond.height, 'person', 'people')}, {deciders} of them {'decides' if deciders == 1 else 'decide'}.",)


def _thin(thin: pl.DataFrame) -> tuple[str, ...]:
    if thin.is_empty():
        return ("Every account with people has an economic buyer, a champion and more than one thread.",)
    return (f"{counted(thin.height, 'account')} with people and without one of economic buyer, champion or a second thread.",)


def _personas(reviewed: Reviewed, people: pl.DataFrame) -> pl.DataFrame:
    return alignment.personas(people, reviewed.rows_of("channels"))


def _sources(reviewed: Reviewed, people: pl.DataFrame) -> pl.DataFrame:
    return alignment.sources({"people": people, "touches": reviewed.rows_of("touches"), "scores": reviewed.rows_of("scores")})
