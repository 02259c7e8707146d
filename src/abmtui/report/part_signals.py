"""Signals, whitespace and who belongs into which DRM programme: the part of a review in words, rows and JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio import signals
from abmtui.portfolio.whitespace import WHITESPACE
from abmtui.report.blocks import LONGEST_LIST, Block
from abmtui.report.drm_enrolment import enrolment_block, enrolment_data, enrolments
from abmtui.report.explained import Explained
from abmtui.report.first_accounts import first_accounts
from abmtui.report.signal_figures import LIFETIME_VALUE, SALES_CYCLE, signal_figures
from abmtui.review import drm
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.formats import Formats
    from abmtui.report.signal_figures import SignalFigures
    from abmtui.workspace.reviewed import Reviewed

_ROWS: Final = 12
_ENROLLED: Final = 6
"""Accounts shown of each DRM programme."""
_REVENUE: Final = pl.col(signals.NOW)
_MOST_SIGNALS: Final = (pl.col(signals.SIGNALS), _REVENUE)

EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "falling_revenue",
        "Falling revenue",
        "share",
        "The last 12 months, or the latest whole year, against the mean of the account's own earlier years, three at most; against the prior period where that is all there is.",
        "revenue / mean of its own earlier years - 1 <= -limits.fall",
    ),
    Explained(
        "long_silence",
        "Long silence",
        "count",
        "Days since the last order beside the account's own rhythm; needs order dates, and an account with fewer than three gaps has no rhythm.",
        "days since the last order > limits.silence x median of its own gaps between days with an order",
    ),
    Explained(
        "falling_wallet",
        "Falling share of wallet",
        "points",
        "The source's share of wallet beside its column of the prior one, or revenue and its own baseline, both over the same potential.",
        "share now - share before <= -limits.wallet_points",
    ),
    Explained(
        "signals",
        "Signals",
        "count",
        "How many of the three hold; no score and no weights. From limits.churn_signals on it is a matter of churn prevention.",
        "falling revenue + long silence + falling share of wallet",
    ),
    Explained(
        "whitespace",
        "Whitespace",
        "points",
        "What the account could still buy a year. The plan's potential counts before the source's; where neither says it, the plan's offerings do, each for itself. 0 where revenue is above potential; an offering without a current figure is not bought yet.",
        "potential - revenue of the last 12 months or the latest whole year",
    ),
    Explained("lifetime_value", "Lifetime value", "points", "A person's estimate, kept in the plan; never worked out here.", "as the plan says"),
    Explained(
        "drm_programmes",
        "DRM programmes by rule",
        "count",
        "Which programmes of digital relationship management an account of programme DRM belongs into.",
        "up-selling: whitespace / potential > limits.upselling; onboarding: customer for at most limits.onboarding_days; churn prevention: signals >= limits.churn_signals",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the signals, where there is room to grow, and the DRM programmes by rule."""
    words = _Words(signal_figures(reviewed), formats)
    return (
        words.signals(),
        words.signalling(),
        words.hints(),
        words.room(),
        words.offerings(),
        words.valued(),
        *words.drm(),
        enrolment_block(enrolments(reviewed)),
    )


def data(reviewed: Reviewed) -> dict[str, Any]:
    """Return signals, whitespace, DRM programmes and hints; lists are the first twenty, counts are of all."""
    figures = signal_figures(reviewed)
    room, signalling, hints = figures.room, figures.signalling, figures.hints
    return {
        "accounts": signalling.height,
        "judged": figures.judged,
        "not_judged": figures.accounts.height - figures.judged,
        "revenue": figures.now,
        **{name: int(figures.accounts[name].sum()) for name in (signals.FALLING, signals.SILENCE, signals.LOSING)},
        "list": [
            {"id": row[col.ID], "name": row[col.NAME], "signals": row[signals.SIGNALS], "reasons": row[signals.REASONS]}
            for row in first_accounts(signalling, LONGEST_LIST, *_MOST_SIGNALS).to_dicts()
        ],
        "whitespace": {
            "total": float(room[WHITESPACE].sum()) if room.height else None,
            "accounts": room.height,
            "without_potential": int(figures.accounts[col.POTENTIAL].null_count()),
            "above_potential": figures.above_potential,
            "list": first_accounts(room, LONGEST_LIST, pl.col(WHITESPACE)).select(col.ID, col.NAME, col.POTENTIAL, signals.NOW, WHITESPACE).to_dicts(),
            "offerings": figures.offerings.head(LONGEST_LIST).to_dicts(),
        },
        "lifetime": first_accounts(figures.valued, LONGEST_LIST, _REVENUE).select(col.ID, col.NAME, LIFETIME_VALUE, SALES_CYCLE).to_dicts(),
        "drm": {name: figures.programme(name).height for name in drm.PROGRAMMES},
        "drm_accounts": {
            name: first_accounts(figures.programme(name), LONGEST_LIST, _REVENUE).select(col.ID, col.NAME, reasons=drm.WHY).to_dicts()
            for name in drm.PROGRAMMES
        },
        "drm_enrolled": enrolment_data(enrolments(reviewed)),
        "flag_hints": [
            {"id": row[col.ID], "name": row[col.NAME], "reasons": row[signals.REASONS]} for row in first_accounts(hints, LONGEST_LIST, _REVENUE).to_dicts()
        ],
        "flag_hint_accounts": hints.height,
    }


class _Words:
    """The figures in words and rows."""

    def __init__(self, figures: SignalFigures, formats: Formats) -> None:
        self._figures = figures
        self._formats = formats

    def signals(self) -> Block:
        """Say how many accounts show which signal."""
        figures, limits, formats = self._figures, self._figures.limits, self._formats
        missing = figures.accounts.height - figures.judged
        if not figures.judged:
            why = "there is neither an earlier period, nor a prior revenue, nor a rhythm of orders" if figures.accounts.height else "no customer is in view"
            return Block("Signals", (f"No signal can be judged: {why}.",))
        several = figures.signalling.filter(figures.signalling[signals.SIGNALS] >= limits["churn_signals"]).height
        count, least = figures.signalling.height, formats.number(limits["churn_signals"])
        told = f"{counted(count, 'account')} of {figures.judged:,} show{'s' * (count == 1)} a signal against the account's own baseline"
        sentences = [f"{told}, {several:,} show{'s' * (several == 1)} {least} or more.", f"Revenue is that of {figures.now}."]
        if figures.silent_to and figures.accounts[signals.SILENCE].count():
            sentences.append(f"Silence is counted up to {figures.silent_to}, the newest date of the data.")
        if missing:
            sentences.append(f"{counted(missing, 'account')} cannot be judged: neither an earlier period nor a rhythm of orders.")
        rows = tuple(
            (label, formats.number(int(figures.accounts[name].sum())), formats.number(int(figures.accounts[name].count())), limit)
            for label, name, limit in (
                ("Falling revenue", signals.FALLING, f"-{formats.percent(limits['fall'], 0)}"),
                ("Long silence", signals.SILENCE, f"{formats.number(limits['silence'], 1)} x usual gap"),
                ("Falling share of wallet", signals.LOSING, f"-{formats.number(limits['wallet_points'])} points"),
            )
        )
        about = ("falling_revenue", "long_silence", "falling_wallet", "signals")
        return Block("Signals", tuple(sentences), ("Signal", "Accounts", "Judged", "Limit"), rows, about=about)

    def signalling(self) -> Block:
        """Return the accounts with signals, each with the numbers of those that hold."""
        found, formats = self._figures.signalling, self._formats
        first = first_accounts(found, _ROWS, *_MOST_SIGNALS)
        rows = tuple(
            (row[col.NAME], str(row[signals.SIGNALS]), formats.short(row[signals.NOW]), *(write(row, formats) for write in _NUMBERS))
            for row in first.to_dicts()
        )
        columns = ("Account", "Signals", "Revenue", "On baseline", "Silent, usual", "Wallet")
        return replace(_listed("Accounts with signals", (found, first), columns, rows, "No account shows a signal."), numbers=True)

    def hints(self) -> Block:
        """Return the accounts for which a red flag is worth a thought; a person raises it."""
        found = self._figures.hints
        first = first_accounts(found, _ROWS, _REVENUE)
        rows = tuple((row[col.NAME], self._formats.short(row[signals.NOW]), row[signals.REASONS]) for row in first.to_dicts())
        none = "No account loses revenue or share of wallet without an open flag that says so."
        heading = "Does regular business go elsewhere? No open flag says so yet"
        return _listed(heading, (found, first), ("Account", "Revenue", "Why"), rows, none)

    def room(self) -> Block:
        """Return the accounts with the largest whitespace."""
        figures, formats = self._figures, self._formats
        found = figures.room
        if not found.height:
            return Block("Whitespace", ("Undefined: neither the source nor a plan says what an account could buy (its potential).",), about=("whitespace",))
        total = formats.short(float(found[WHITESPACE].sum()))
        unknown = figures.accounts[col.POTENTIAL].null_count()
        said = [
            f"{total} over {counted(found.height, 'account')} with a potential; {counted(unknown, 'account')} {'has' if unknown == 1 else 'have'} none and {'is' if unknown == 1 else 'are'} left out."
        ]
        if figures.above_potential:
            said.append(f"{counted(figures.above_potential, 'account')} with revenue above potential: whitespace 0, and a potential to look at again.")
        first = first_accounts(found, _ROWS, pl.col(WHITESPACE))
        if found.height > _ROWS:
            said.append(f"The first {_ROWS} are shown.")
        rows = tuple(
            (
                row[col.NAME],
                formats.short(row[col.POTENTIAL]),
                formats.short(row[signals.NOW]),
                formats.short(row[WHITESPACE]),
                formats.percent(row[WHITESPACE] / row[col.POTENTIAL], 0) if row[col.POTENTIAL] > 0 else "undefined",
            )
            for row in first.to_dicts()
        )
        columns = ("Account", "Potential", "Revenue", "Whitespace", "Of potential")
        return Block("Whitespace", tuple(said), columns, rows, accounts=tuple(first[col.ID]), about=("whitespace",))

    def offerings(self) -> Block:
        """Return the whitespace by offering, as the plans' offerings say."""
        found, formats = self._figures.offerings, self._formats
        if not found.height:
            return Block("Whitespace by offering", ("No plan says what an account could buy of which offering.",))
        rows = tuple(
            (f"{row['account']}: {row['name']}", formats.short(row[col.POTENTIAL]), formats.short(row["current"]), formats.short(row[WHITESPACE]))
            for row in found.head(_ROWS).to_dicts()
        )
        more = (f"{found.height:,} offerings; the first {_ROWS} are shown.",) if found.height > _ROWS else ()
        columns = ("Account and offering", "Potential", "Current", "Whitespace")
        return Block("Whitespace by offering", more, columns, rows, accounts=tuple(found["account_id"].head(_ROWS)), about=("whitespace",))

    def valued(self) -> Block:
        """Return lifetime value and sales cycle, as plans give them."""
        found, formats = self._figures.valued, self._formats
        first = first_accounts(found, _ROWS, _REVENUE)
        rows = tuple(
            (row[col.NAME], formats.short(row[LIFETIME_VALUE]), f"{formats.number(row[SALES_CYCLE], 1)} months" if row[SALES_CYCLE] is not None else "")
            for row in first.to_dicts()
        )
        none = "No plan gives a lifetime value or a sales cycle; they are never worked out here."
        made = _listed("Lifetime value and sales cycle, from the plans", (found, first), ("Account", "Lifetime value", "Sales cycle"), rows, none)
        return replace(made, numbers=True, about=("lifetime_value",))

    def drm(self) -> tuple[Block, ...]:
        """Return the DRM programmes by rule, then the accounts that belong into each of them."""
        figures, formats, limits = self._figures, self._formats, self._figures.limits
        rules = {
            drm.UP_SELLING: f"whitespace above {formats.percent(limits['upselling'], 0)} of potential",
            drm.ONBOARDING: f"customer for at most {formats.number(limits['onboarding_days'])} days",
            drm.CHURN_PREVENTION: f"{formats.number(limits['churn_signals'])} signals or more",
        }
        held = {name: figures.programme(name) for name in drm.PROGRAMMES}
        rows = tuple((name.capitalize(), formats.number(held[name].height), rule) for name, rule in rules.items())
        none = () if figures.enrolled.height else ("No account of programme DRM belongs into one of them by rule.",)
        head = Block("DRM programmes by rule", none, ("Programme", "Accounts", "Whom it is for"), rows, numbers=False, about=("drm_programmes",))
        return (head, *(self._enrolled(name, found) for name, found in held.items() if found.height))

    def _enrolled(self, name: str, found: pl.DataFrame) -> Block:
        first = first_accounts(found, _ENROLLED, _REVENUE)
        rows = tuple((row[col.NAME], self._formats.short(row[signals.NOW]), _reason(row[drm.WHY], name)) for row in first.to_dicts())
        return replace(_listed(f"Belong into {name}", (found, first), ("Account", "Revenue", "Why"), rows, ""), about=("drm_programmes",))


def _reason(why: str, programme: str) -> str:
    """Return the reason for one programme out of those for several, such as `up-selling: ...; churn prevention: ...; ...`."""
    own = why.partition(f"{programme}: ")[2]
    ends = [place for place in (own.find(f"; {other}: ") for other in drm.PROGRAMMES) if place >= 0]
    return own[: min(ends, default=len(own))]


def _fall(row: Mapping[str, Any], formats: Formats) -> str:
    return formats.change(row[signals.CHANGE]) if row[signals.FALLING] else ""


def _silence(row: Mapping[str, Any], formats: Formats) -> str:
    return f"{formats.number(row[signals.SILENT])} d, {formats.number(row[signals.USUAL])} d" if row[signals.SILENCE] else ""


def _wallet(row: Mapping[str, Any], formats: Formats) -> str:
    return f"{formats.percent(row[signals.WALLET_BEFORE], 0)} to {formats.percent(row[signals.WALLET], 0)}" if row[signals.LOSING] else ""


_NUMBERS: Final = (_fall, _silence, _wallet)
"""How each signal that holds is written."""


def _listed(heading: str, found: tuple[pl.DataFrame, pl.DataFrame], columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], none: str) -> Block:
    """Return a list of accounts in words; `found` are all of them and the first."""
    every, first = found
    said = (f"{every.height:,} accounts; the first {first.height} are shown.",) if every.height > first.height else ()
    return Block(heading, said if rows else (none,), columns if rows else (), rows, numbers=False, accounts=tuple(first[col.ID]))
