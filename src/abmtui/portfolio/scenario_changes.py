"""What a scenario is made of: changes to accounts as values, none of which knows a portfolio."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Who:
    """Which accounts a change is about: those of these names or ids, else those that meet a condition, else all."""

    names: tuple[str, ...] = ()
    condition: str = ""
    """One SQL condition over the accounts as they really are, class, rank and the plans' columns included."""


@dataclass(frozen=True, slots=True)
class Lose:
    """The accounts leave."""

    who: Who


@dataclass(frozen=True, slots=True)
class Add:
    """A new account comes; a column that is not named is empty, the kind is customer."""

    name: str
    values: tuple[tuple[str, str], ...]
    """(column, value as it was written)."""


@dataclass(frozen=True, slots=True)
class Grow:
    """The accounts grow, or shrink, by percent.

    Without a column revenue, margin and cost of goods grow alike, and so by as much as the margin the profit; what is spent on the
    account (cost to serve, hours, budget), its potential and its past stay.
    """

    who: Who
    percent: float
    column: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """The accounts become one, under the name and id of the first: money and hours summed, the rest as `columns.FIELDS` says."""

    who: Who


@dataclass(frozen=True, slots=True)
class Move:
    """Effort goes from accounts to accounts: taken in proportion to what each has of it, dealt out in proportion to revenue."""

    amount: float
    """In the column's unit, or percent of what the accounts have of it."""
    source: Who
    target: Who | None
    """None: the effort is freed and given to nobody."""
    column: str = "hours"
    percent: bool = field(default=False)


Change = Lose | Add | Grow | Merge | Move


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a scenario: a change as it was written, which may be switched off."""

    text: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes that belong together, in the order in which they are applied; without a name it is kept nowhere."""

    name: str = ""
    steps: tuple[Step, ...] = ()
