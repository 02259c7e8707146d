"""Signals, whitespace and who belongs into which DRM programme: the part of a review in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio import columns as col
from abmtui.portfolio import signals
from abmtui.portfolio.whitespace import WHITESPACE
from abmtui.report.blocks import LONGEST_LIST, Block
from abmtui.report.explained import Explained
from abmtui.report.signal_figures import LIFETIME_VALUE, SALES_CYCLE, signal_figures
from abmtui.review import drm
from abmtui.wording import counted

if TYPE_CHECKING:
    import polars as pl

    from abmtui.formats import Formats
    from abmtui.report.signal_figures import SignalFigures
    from abmtui.workspace.reviewed import Reviewed

_ROWS: Final = 12

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
        "What the account could still buy a year. The plan's potential counts before the source's, then the plan's offerings together; 0 where revenue is above potential.",
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
    return (words.signals(), words.signalling(), words.hints(), words.room(), words.offerings(), words.valued(), words.drm())


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
            for row in signalling.head(LONGEST_LIST).iter_rows(named=True)
        ],
        "whitespace": {
            "total": float(room[WHITESPACE].sum()) if room.height else None,
            "accounts": room.height,
            "without_potential": int(figures.accounts[col.POTENTIAL].null_count()),
            "above_potential": figures.above_potential,
            "list": room.head(LONGEST_LIST).select(col.ID, col.NAME, col.POTENTIAL, signals.NOW, WHITESPACE).to_dicts(),
            "offerings": figures.offerings.head(LONGEST_LIST).to_dicts(),
        },
        "lifetime": figures.valued.head(LONGEST_LIST).select(col.ID, col.NAME, LIFETIME_VALUE, SALES_CYCLE).to_dicts(),
        "drm": {name: figures.programme(name).height for name in drm.PROGRAMMES},
        "drm_accounts": {name: figures.programme(name).head(LONGEST_LIST).select(col.ID, col.NAME, reasons=drm.WHY).to_dicts() for name in drm.PROGRAMMES},
        "flag_hints": [{"id": row[col.ID], "name": row[col.NAME], "reasons": row[signals.REASONS]} for row in hints.head(LONGEST_LIST).iter_rows(named=True)],
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
        """Return the accounts with signals, each with its reasons."""
        found = self._figures.signalling
        rows = tuple((row[col.NAME], str(row[signals.SIGNALS]), self._formats.short(row[signals.NOW]), row[signals.REASONS]) for row in _first(found))
        return self._block("Accounts with signals", found, ("Account", "Signals", "Revenue", "Why"), rows, "No account shows a signal.")

    def hints(self) -> Block:
        """Return the accounts for which a red flag is worth a thought; a person raises it."""
        found = self._figures.hints
        rows = tuple((row[col.NAME], self._formats.short(row[signals.NOW]), row[signals.REASONS]) for row in _first(found))
        none = "No account loses revenue or share of wallet without an open flag that says so."
        heading = "Does regular business go elsewhere? No open flag says so yet"
        return self._block(heading, found, ("Account", "Revenue", "Why"), rows, none)

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
        rows = tuple(
            (
                row[col.NAME],
                formats.short(row[col.POTENTIAL]),
                formats.short(row[signals.NOW]),
                formats.short(row[WHITESPACE]),
                formats.percent(row[WHITESPACE] / row[col.POTENTIAL], 0) if row[col.POTENTIAL] > 0 else "undefined",
            )
            for row in _first(found)
        )
        columns = ("Account", "Potential", "Revenue", "Whitespace", "Of potential")
        return Block("Whitespace", tuple(said), columns, rows, accounts=_ids(found), about=("whitespace",))

    def offerings(self) -> Block:
        """Return the whitespace by offering, as the plans' offerings say."""
        found, formats = self._figures.offerings, self._formats
        if not found.height:
            return Block("Whitespace by offering", ("No plan says what an account could buy of which offering.",))
        rows = tuple(
            (f"{row['account']}: {row['name']}", formats.short(row[col.POTENTIAL]), formats.short(row["current"]), formats.short(row[WHITESPACE]))
            for row in _first(found)
        )
        more = (f"{found.height:,} offerings; the first {_ROWS} are shown.",) if found.height > _ROWS else ()
        columns = ("Account and offering", "Potential", "Current", "Whitespace")
        return Block("Whitespace by offering", more, columns, rows, accounts=tuple(found["account_id"].head(_ROWS)), about=("whitespace",))

    def valued(self) -> Block:
        """Return lifetime value and sales cycle, as plans give them."""
        found, formats = self._figures.valued, self._formats
        rows = tuple(
            (row[col.NAME], formats.short(row[LIFETIME_VALUE]), f"{formats.number(row[SALES_CYCLE], 1)} months" if row[SALES_CYCLE] is not None else "")
            for row in _first(found)
        )
        none = "No plan gives a lifetime value or a sales cycle; they are never worked out here."
        return self._block("Lifetime value and sales cycle, from the plans", found, ("Account", "Lifetime value", "Sales cycle"), rows, none, numbers=True)

    def drm(self) -> Block:
        """Return the DRM programmes by rule with the accounts that belong into them."""
        figures, formats, limits = self._figures, self._formats, self._figures.limits
        rules = {
            drm.UP_SELLING: f"whitespace above {formats.percent(limits['upselling'], 0)} of potential",
            drm.ONBOARDING: f"customer for at most {formats.number(limits['onboarding_days'])} days",
            drm.CHURN_PREVENTION: f"{formats.number(limits['churn_signals'])} signals or more",
        }
        held = {name: figures.programme(name) for name in drm.PROGRAMMES}
        said = tuple(f"{name.capitalize()}: {counted(held[name].height, 'account')} ({rule})." for name, rule in rules.items())
        found = figures.accounts.filter(figures.accounts[drm.BELONGS].is_not_null())
        rows = tuple((row[col.NAME], formats.short(row[signals.NOW]), row[drm.WHY]) for row in _first(found))
        none = "No account of programme DRM belongs into one of them by rule."
        made = self._block("DRM programmes by rule", found, ("Account", "Revenue", "Why"), rows, none, about=("drm_programmes",))
        return Block(made.heading, (*said, *made.sentences), made.columns, made.rows, numbers=False, accounts=made.accounts, about=made.about)

    def _block(self, heading: str, found: pl.DataFrame, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], none: str, **more: Any) -> Block:
        said = (none,) if not found.height else (f"{found.height:,} accounts; the first {_ROWS} are shown.",) * (found.height > _ROWS)
        return Block(heading, said, columns if rows else (), rows, accounts=_ids(found), **({"numbers": False} | more))


def _first(found: pl.DataFrame) -> list[dict[str, Any]]:
    return found.head(_ROWS).to_dicts()


def _ids(found: pl.DataFrame) -> tuple[str, ...]:
    return tuple(found[col.ID].head(_ROWS))
