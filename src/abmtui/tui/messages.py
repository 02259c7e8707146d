"""What screens ask of the app or tell it: values only, for whoever listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.plan.model import Plan


@dataclass
class PlanChanged(Message):
    """An edit was committed and is on the screen; it wants to be saved."""

    plan: Plan
    what: str
    """The edit in words, raw: "Mika Laine: role champion"."""


@dataclass
class Reviewed(Message):
    """A person looked the account through."""

    account: str
    """The account's id."""


@dataclass
class Snoozed(Message):
    """The account is to stay out of the review until a day."""

    account: str
    until: dt.date


@dataclass
class NextAsked(Message):
    """The next account of the review is wanted."""

    account: str
    """The id of the one that is left."""


@dataclass
class ValueAsked(Message):
    """What the portfolio knows of an account's value is to be worked out."""

    account: str
    """The account's id."""


@dataclass
class HistoryAsked(Message):
    """What was changed in an account's plan is to be read."""

    account: str
    """The account's id."""


@dataclass
class UndoAsked(Message):
    """The last edit is to be taken back."""


@dataclass
class RedoAsked(Message):
    """The edit that was taken back last is to be made again."""


@dataclass
class Decided(Message):
    """A review of the account ended in a decision: it wants to be saved, and the account to be stamped, in one step."""

    plan: Plan
    what: str
    """The decision in words, raw."""
