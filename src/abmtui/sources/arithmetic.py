"""Arithmetic over a user's columns, as `--map` takes it, becomes one polars expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.sources.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST: Final = 2_000
_DEEPEST: Final = 50
_TOKENS: Final = re.compile(r'"(?:[^"]|"")*"|[^\s+\-*/()"]+|[+\-*/()]|"')
_NUMBER: Final = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_OPERATORS: Final = frozenset("+-*/()")


@dataclass(frozen=True, eq=False)
class Formula:
    """Arithmetic that was understood."""

    expression: pl.Expr
    """Over columns that are numbers already; null where an operand that decides is missing."""
    columns: tuple[str, ...]
    """The headers it names, once each."""


class _NotUnderstoodError(Exception):
    """Why a formula is none; a clause that goes on from "the formula"."""


def formula(text: str, headers: Sequence[str]) -> tuple[Formula | None, str]:
    """Return the formula, or None and why it is none.

    In sums an empty cell counts as 0 beside a filled one, as in a spreadsheet; in products and quotients it makes the result empty.
    """
    if len(text) > LONGEST:
        return None, f"has {len(text):,} characters; at most {LONGEST:,} are read"
    try:
        parser = _Parser(_TOKENS.findall(text), headers)
        expression = parser.sum(0)
        parser.done()
    except _NotUnderstoodError as reason:
        return None, str(reason)
    finite = pl.when(expression.is_finite()).then(expression)
    return Formula(finite, tuple(dict.fromkeys(parser.columns))), ""


class _Parser:
    """Reads tokens from left to right, products before sums."""

    def __init__(self, words: list[str], headers: Sequence[str]) -> None:
        self.words = words
        self.place = 0
        self.headers = headers
        self.columns: list[str] = []

    def _next(self) -> str:
        return self.words[self.place] if self.place < len(self.words) else ""

    def done(self) -> None:
        """Raise unless everything was read and a column was named."""
        if word := self._next():
            ending = " " + word.strip('"')
            spaced = [header for header in self.headers if ending in header]
            hint = f'; a header with blanks stands in double quotes: "{spaced[0]}"' if spaced else ""
            raise _NotUnderstoodError(f"is not understood from {word} on{hint}")
        if not self.columns:
            raise _NotUnderstoodError("names no column")

    def sum(self, depth: int) -> pl.Expr:
        left = self.product(depth)
        while (sign := self._next()) in {"+", "-"}:
            self.place += 1
            right = self.product(depth)
            both = left.is_null() & right.is_null()
            whole = left.fill_null(0.0) + right.fill_null(0.0) if sign == "+" else left.fill_null(0.0) - right.fill_null(0.0)
            left = pl.when(~both).then(whole)
        return left

    def product(self, depth: int) -> pl.Expr:
        left = self.factor(depth)
        while (sign := self._next()) in {"*", "/"}:
            self.place += 1
            right = self.factor(depth)
            left = left * right if sign == "*" else left / right
        return left

    def factor(self, depth: int) -> pl.Expr:
        if depth > _DEEPEST:
            raise _NotUnderstoodError(f"has more than {_DEEPEST} brackets inside each other")
        word = self._next()
        self.place += 1
        if word == "-":
            return -self.factor(depth + 1)
        if word == "(":
            inner = self.sum(depth + 1)
            if self._next() != ")":
                raise _NotUnderstoodError("lacks a closing bracket")
            self.place += 1
            return inner
        return self.column(word)

    def column(self, word: str) -> pl.Expr:
        """A header, quoted or not, else a number."""
        if not word or word in _OPERATORS or word == '"':
            raise _NotUnderstoodError(f"lacks a column {'at its end' if not word else f'before {word}'}")
        name = word[1:-1].replace('""', '"') if word.startswith('"') else word
        if name in self.headers:
            self.columns.append(name)
            return pl.col(name)
        if word == name and _NUMBER.fullmatch(word):
            return pl.lit(float(word))
        raise _NotUnderstoodError(f'names "{name}", and there is no such column{nearest(name, self.headers)}')
