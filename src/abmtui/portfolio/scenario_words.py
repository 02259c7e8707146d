"""A change as a person writes and reads it: one line of words becomes a change, a change becomes that line again."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import fuzz, process

from abmtui.portfolio.columns import FIELDS
from abmtui.portfolio.effort import EFFORTS
from abmtui.portfolio.scenario_changes import Add, Change, Grow, Lose, Merge, Move, Who
from abmtui.portfolio.scenario_numbers import NUMBER, amount_of, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FORMS: Final[Mapping[str, str]] = {
    "lose": """lose "NAME", or lose region = 'Nordics'""",
    "add": 'add "NAME" revenue=500000 margin=120k',
    "grow": """grow "NAME" by 10%, grow class = 'A' by -5%, grow all by 3%, grow hours of "NAME" by 20%""",
    "merge": 'merge "NAME" "NAME"',
    "move": """move 40 hours from class = 'C' to class = 'A', move 10% of hours from "NAME" to all""",
    "free": """free 60% of hours from class = 'C'""",
}
"""How each kind of change is written: what an error shows."""
LONGEST: Final = 2_000
"""Letters of a line; no condition is longer."""
ALL: Final = "all"
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAMES: Final = re.compile(r'(?:"(?:[^"]|"")+"[\s,]*)+')
_EMPTY: Final = re.compile(r'(?:^|\s)""\s*(?:$|\s|,)')
_NAME: Final = re.compile(r'"((?:[^"]|"")+)"')
_VALUE: Final = re.compile(r"""\s*([A-Za-z_][\w.]*)\s*=\s*("(?:[^"]|"")*"|'[^']*'|\S+)""")
_GROW: Final = re.compile(r"(?P<who>.+?)\s+by\s+(?P<percent>[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?)\s*%", re.DOTALL)
_OF: Final = re.compile(r"(?P<column>[a-z_]+)\s+of\s+")
_MOVE: Final = re.compile(rf"(?P<amount>{NUMBER})\s*(?P<percent>%)?\s*(?:of\s+)?(?P<column>[a-z_]+)\s+from\s+(?P<source>.+?)", re.DOTALL | re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\0+(?:\s+(?:into|with|and|to)\s+\0+)+", re.IGNORECASE)
_TO: Final = re.compile(r"\s+to\s+", re.IGNORECASE)
_WHOLE: Final = 100
_NUMBERS: Final = tuple(name for name, field in FIELDS.items() if field.unit not in {"text", "date", "percent", "score"})


class Parsed(NamedTuple):
    """A line understood, or the sentence that says why it is not."""

    change: Change | None = None
    problem: str = ""


def parsed(line: str) -> Parsed:
    """The change that a line says. Whether its accounts and columns exist is seen when it is applied."""
    text = " ".join(line.split("\n")).strip()
    verb, _, rest = text.partition(" ")
    read = _READERS.get(verb.lower())
    if len(text) > LONGEST:
        return Parsed(problem=f"a change has at most {LONGEST:,} letters; this has {len(text):,}")
    if read is None:
        near = process.extractOne(verb.lower(), list(FORMS), scorer=fuzz.ratio, score_cutoff=50)
        hint = f"did you mean {near[0]}: {FORMS[near[0]]}" if near else "; ".join(FORMS.values())
        return Parsed(problem=f"a change begins with {', '.join(FORMS)}; {hint}")
    try:
        return Parsed(read(rest.strip()))
    except _MisreadError as wrong:
        return Parsed(problem=f"{wrong}; it is written: {FORMS[verb.lower()]}")


def text_of(change: Change) -> str:
    """The line that says a change; read again it is the same change."""
    match change:
        case Lose(who):
            return f"lose {_who_text(who)}"
        case Add(name, values):
            return " ".join((f"add {_quoted(name)}", *(f"{column}={_value_text(value)}" for column, value in values)))
        case Grow(who, percent, column):
            return f"grow {column + ' of ' if column else ''}{_who_text(who)} by {amount_of(percent)}%"
        case Merge(who):
            return f"merge {_who_text(who)}"
        case _:
            return _move_text(change)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of several changes written one behind the other, with `;` or a line break between them."""
    cuts = [-1, *(place for place, letter in enumerate(_blanked(text)) if letter in ";\r\n"), len(text)]
    pieces = (text[start + 1 : end].strip() for start, end in pairwise(cuts))
    return tuple(piece for piece in pieces if piece)


class _MisreadError(Exception):
    """Why a line is not understood."""


def _lose(rest: str) -> Lose:
    return Lose(_who(rest))


def _merge(rest: str) -> Merge:
    if _BETWEEN.fullmatch(_blanked(rest)):
        raise _MisreadError("the names stand one behind the other, no word between them")
    who = _who(rest)
    if len(who.names) == 1:
        raise _MisreadError("it takes two accounts to merge")
    return Merge(who)


def _add(rest: str) -> Add:
    name = _NAME.match(rest)
    if name is None:
        raise _MisreadError("a new account has a name in double quotes")
    values, place = [], name.end()
    while value := _VALUE.match(rest, place):
        values.append((value[1], _value(value[2])))
        place = value.end()
    if rest[place:].strip():
        raise _MisreadError(f"{rest[place:].strip()} is no COLUMN=NUMBER")
    if not values:
        raise _MisreadError("a new account has at least one number")
    return Add(_plain(name[1]), tuple(values))


def _grow(rest: str) -> Grow:
    found = _GROW.fullmatch(rest)
    if found is None:
        raise _MisreadError("it ends with by and a percentage")
    percent = float(found["percent"].replace(",", "."))
    if percent < -_WHOLE:
        raise _MisreadError("nothing can shrink by more than 100%")
    if percent == math.inf:
        raise _MisreadError("that is more than can be reckoned with")
    who, of = found["who"], _OF.match(found["who"])
    if of is not None and of["column"] in _NUMBERS:
        return Grow(_who(who[of.end() :]), percent, of["column"])
    return Grow(_who(who), percent)


def _move(rest: str) -> Move:
    blank = _blanked(rest)
    to = list(_TO.finditer(blank))
    if not to:
        raise _MisreadError("it says from whom to whom")
    return _effort(rest[: to[-1].start()], _who(rest[to[-1].end() :]))


def _free(rest: str) -> Move:
    return _effort(rest, None)


def _effort(text: str, target: Who | None) -> Move:
    found = _MOVE.fullmatch(text)
    if found is None:
        raise _MisreadError("it says how much of what from whom")
    column = found["column"].lower()
    if column not in EFFORTS:
        raise _MisreadError(f"{column} is no effort; there is {', '.join(EFFORTS)}")
    amount = number_of(found["amount"])
    if amount is None or amount < 0 or (found["percent"] and amount > _WHOLE):
        raise _MisreadError(f"{found['amount']}{found['percent'] or ''} cannot be moved")
    return Move(amount, _who(found["source"]), target, column, bool(found["percent"]))


_READERS: Final[Mapping[str, Callable[[str], Change]]] = {"lose": _lose, "add": _add, "grow": _grow, "merge": _merge, "move": _move, "free": _free}


def _who(text: str) -> Who:
    """Accounts: names in double quotes, `all`, or a condition (a single name may stand without quotes)."""
    text = text.strip()
    if text.startswith('"') and text.count('"') % 2:
        text += '"'
    if not text:
        raise _MisreadError("it says which accounts")
    if _EMPTY.search(text):
        raise _MisreadError('a name is missing between ""')
    if _NAMES.fullmatch(text):
        return Who(tuple(_plain(name) for name in _NAME.findall(text)))
    return Who() if text.lower() == ALL else Who(condition=text)


def _move_text(change: Move) -> str:
    much = f"{amount_of(change.amount)}{'% of' if change.percent else ''} {change.column} from {_who_text(change.source)}"
    return f"free {much}" if change.target is None else f"move {much} to {_who_text(change.target)}"


def _who_text(who: Who) -> str:
    return _all_quoted(who.names) if who.names else who.condition or ALL


def _all_quoted(names: Sequence[str]) -> str:
    return " ".join(_quoted(name) for name in names)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _plain(text: str) -> str:
    return text.replace('""', '"')


def _value(text: str) -> str:
    if text[0] == '"' and len(text) > 1:
        return _plain(text[1:-1])
    return text[1:-1] if text[0] == "'" and len(text) > 1 else text


def _value_text(text: str) -> str:
    return text if re.fullmatch(r"[\w.+-]+", text) else _quoted(text)


def _blanked(text: str) -> str:
    """The text with what stands in quotes blotted out, letter for letter."""
    return _QUOTED.sub(lambda found: "\0" * len(found[0]), text)
