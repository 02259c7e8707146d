"""What is said of a reading as a whole: how the columns were understood, rows that may not belong, a total that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.problems import Problem, Severity
from abmtui.sources.money import option
from abmtui.wording import counted, folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.portfolio.model import Portfolio
    from abmtui.sources.request import SourceRequest

_UNDONE_LISTED: Final = """
    cancelled canceled lost closed-lost storniert verloren annule annulee perdu cancelado cancelada perdido perdida peruttu peruutettu havitty menetetty
    avbruten makulerad forlorad geannuleerd verloren annullato perso void voided rejected refunded abgelehnt refuse rechazado hylatty avvisad
"""
_UNDONE: Final = frozenset(_UNDONE_LISTED.split())
_MANY: Final = 200
_SCORES: Final = (1, 5)
"""The scale of needs: alike to different."""


def opening_remarks(rows: pl.DataFrame, mapping: Mapping[str, str], where: str) -> tuple[Problem, ...]:
    """Return how the columns were understood, and which values of a status suggest rows that should not count."""
    if col.REVENUE not in rows.columns:
        return (
            Problem(
                "no column is usable as revenue, in the source or in what was joined; choose one with --map revenue=COLUMN",
                field=col.REVENUE,
                severity=Severity.USAGE,
            ),
        )
    if not {col.ID, col.NAME} & set(rows.columns):
        what = "no column names the accounts, in the source or in what was joined; choose one with --map name=COLUMN"
        return (Problem(what, field=col.NAME, severity=Severity.USAGE),)
    told = ", ".join(f'{name} = "{header}"' for name, header in mapping.items())
    remarks = [Problem(f"understood as {told}", severity=Severity.NOTE)]
    header = mapping.get(col.STATUS, "")
    if not where and col.STATUS in rows.columns:
        said = rows[col.STATUS].drop_nulls().value_counts(sort=True)
        undone = [(word, count) for word, count in said.head(_MANY).rows() if set(folded(word).replace("_", " ").split()) & _UNDONE]
        if undone and said.height > len(undone):
            word, count = undone[0]
            sql = header if header.replace("_", "").isalnum() else f'"{header}"'
            what = f"{counted(count, 'row')} with {word} summed like the others; leave them out with --where \"{sql} <> '{word}'\""
            remarks.append(Problem(what, field=header, severity=Severity.NOTE))
    return tuple(remarks)


def _needs(portfolio: Portfolio) -> tuple[Problem, ...]:
    """Return how many accounts have a score of needs that is none: the zones take it as not scored."""
    if col.NEEDS not in portfolio.accounts.columns:
        return ()
    least, most = _SCORES
    beyond = portfolio.accounts[col.NEEDS].drop_nulls()
    beyond = beyond.filter(~beyond.is_between(least, most))
    if beyond.is_empty():
        return ()
    what = f"{counted(len(beyond), 'account')} with a score beyond {least} to {most}, such as {beyond[0]:g}, {'counts' if len(beyond) == 1 else 'count'} as not scored"
    return (Problem(what, field=option(portfolio.mapping.get(col.NEEDS, col.NEEDS)), severity=Severity.NOTE),)


def closing_remarks(portfolio: Portfolio, request: SourceRequest) -> tuple[Problem, ...]:
    """Return what is wrong with the accounts as a whole, and in a sentence each what was left out."""
    if portfolio.accounts.is_empty():
        what = "no row is chosen by --where" if request.where else "there is no account: every row was left out"
        return (Problem(what, ", ".join(portfolio.sources[:3]), severity=Severity.SOURCE),)
    remarks = []
    for left in portfolio.left_out:
        lines = ", ".join(str(line) for line in left.lines[:5]) + (" ..." if left.rows > len(left.lines[:5]) else "")
        where = f": {'line' if left.rows == 1 else 'lines'} {lines}" if left.lines else ""
        what = f"{counted(left.rows, 'row')} left out, {left.reason}{where}"
        remarks.append(Problem(what, left.file, severity=Severity.NOTE))
    remarks += _needs(portfolio)
    customers = portfolio.accounts.filter(pl.col(col.KIND) == col.CUSTOMER)
    total = customers[col.REVENUE].sum()
    above = int((customers[col.REVENUE] > 0).sum())
    if total <= 0 or not above:
        # Shares and concentration are over the accounts above zero, so that they are there even where negative ones outweigh these.
        over = f"shares and concentration are over {counted(above, 'account')} above zero alone" if above else "shares and concentration are undefined"
        what = f"the total is {total:,.2f}, not positive, so that {over}; is this the right column?"
        remarks.append(Problem(what, field=option(portfolio.mapping.get(col.REVENUE, col.REVENUE))))
    return tuple(remarks)
