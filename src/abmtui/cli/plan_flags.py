"""`abmtui plan flags, accept, dismiss`: the red flags of an account, and what a person decides about the proposed ones."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.delivery import formats_of
from abmtui.cli.exits import StoppedError
from abmtui.cli.options import CONFIG, PLANS, READING, Shared, examples, shared
from abmtui.cli.plan_desk import desk_of
from abmtui.cli.streams import narrate, put_text, say
from abmtui.problems import exit_code

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from abmtui.cli.plan_desk import Desk
    from abmtui.plan.model import Plan
    from abmtui.plan.proposals import Proposal, Sign

_SOURCE: Final = Shared("--source", "The source whose figures are asked; its plans folder is used. May be given again.", "FILE", several=True)
_WHICH: Final = (PLANS, _SOURCE, CONFIG, *READING)
_NOTE: Final = "TYPE is a flag's type or its first letters, NUMBER its number in `abmtui plan flags ACCOUNT`."


@click.command(
    "flags", epilog=examples('abmtui plan flags "Wärtsilä Oyj" --source accounts.csv', "abmtui plan flags 004711 --format json --source accounts.csv")
)
@click.argument("account")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How it is written; text by default.")
@shared(*_WHICH)
def flags_command(account: str, form: str, **given: Any) -> int:
    """List the red flags of an account: open, closed, proposed, dismissed."""
    from abmtui.report.flag_blocks import flag_blocks, flag_data
    from abmtui.report.text import as_text

    desk = desk_of(given)
    meant = desk.account(account)
    opened = desk.store.open(meant.id, meant.name)
    found, _ = _proposed(desk, opened.plan)
    if form == "json":
        from abmtui.report.figures_json import safe_json

        put_text(safe_json(flag_data(opened.plan, found, _today())) + "\n")
    else:
        put_text(as_text(flag_blocks(opened.plan, found, _today(), formats_of(desk.config))))
    narrate(opened.problems)
    return exit_code(opened.problems)


@click.command("accept", epilog=examples("abmtui plan accept 004711 reorganisation --source accounts.csv", note=_NOTE))
@click.argument("account")
@click.argument("which", metavar="TYPE|NUMBER")
@shared(*_WHICH)
def accept_command(account: str, which: str, **given: Any) -> int:
    """Make a proposed red flag one of the plan: open, raised today, with its evidence; print its id."""
    from abmtui.plan.flag_edits import accepted, review_day

    desk = desk_of(given)
    opened = desk.open(desk.account(account))
    found, abc_class = _proposed(desk, opened.plan)
    proposal = _meant(which, found)
    today = _today()
    plan, row_id = accepted(opened.plan, proposal, today, review_day(opened.plan, abc_class, desk.config.review_days, today))
    return _saved(desk.save(opened, plan), row_id)


@click.command("dismiss", epilog=examples("abmtui plan dismiss 004711 1 --reason 'seasonal, as every year' --source accounts.csv", note=_NOTE))
@click.argument("account")
@click.argument("which", metavar="TYPE|NUMBER")
@click.option("--reason", default="", help="Why it is no red flag; needed.")
@shared(*_WHICH)
def dismiss_command(account: str, which: str, reason: str, **given: Any) -> int:
    """Decide against a proposed red flag: it is silent until what it rests on is another; print the decision's id."""
    from abmtui.plan.flag_edits import dismissed
    from abmtui.wording import cleaned

    why = cleaned(reason).strip()
    if not why:
        raise StoppedError("say why it is no red flag: --reason TEXT")
    desk = desk_of(given)
    opened = desk.open(desk.account(account))
    proposal = _meant(which, _proposed(desk, opened.plan)[0])
    plan, row_id = dismissed(opened.plan, proposal, why, _today(), desk.store.author)
    return _saved(desk.save(opened, plan), row_id)


def _saved(code: int, row_id: str) -> int:
    if code < 2:  # noqa: PLR2004  # saved, perhaps with something to mend
        put_text(f"{row_id}\n")
    return code


def _proposed(desk: Desk, plan: Plan) -> tuple[tuple[Proposal, ...], str]:
    """Return what is proposed of the account, and its class in the book; without a source the plan alone is asked."""
    from abmtui.plan.proposals import proposals

    signs, abc_class = _known(desk, plan.id)
    return proposals(plan, _today(), signs), abc_class


def _known(desk: Desk, account_id: str) -> tuple[tuple[Sign, ...], str]:
    if desk.workspace is None:
        say("note: without a source only the plan is asked; name it with --source, and its figures speak too")
        return (), ""
    from abmtui.portfolio import columns as col
    from abmtui.review.proposals import account_signs
    from abmtui.workspace.measured import View

    measured = desk.workspace.measured(View(desk.workspace.request.view.measure))
    row = measured.table[col.ID].index_of(account_id)
    if row is None:
        return (), ""
    return account_signs(measured.review.ground, row), measured.table[col.ABC_CLASS][row] or ""


def _meant(which: str, found: Sequence[Proposal]) -> Proposal:
    """Return the proposal that a number or a type means; raise StoppedError for none or several."""
    from abmtui.wording import folded

    if which.isdecimal():
        meant = [one for number, one in enumerate(found, 1) if number == int(which)]
    else:
        exact = [one for one in found if folded(one.type) == folded(which).strip()]
        meant = exact or [one for one in found if folded(one.type).startswith(folded(which).strip())]
    if len(meant) == 1:
        return meant[0]
    there = "; ".join(f"{number} {one.type}" for number, one in enumerate(found, 1) if one in (meant or found))
    if meant:
        raise StoppedError(f"{len(meant)} proposals begin with `{which}`; give the number of one: {there}")
    raise StoppedError(f"no red flag `{which}` is proposed" + (f"; there is: {there}" if there else "; none is proposed of this account now"))


def _today() -> dt.date:
    return datetime.now().astimezone().date()
