"""Cells as people write numbers -> numbers, and which decimal sign a column of them uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.sources.affixes import affix
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

POINT: Final = "."
COMMA: Final = ","
_EMPTY_WORDS_LISTED: Final = """
    - -- --- – — − _ . .. ... ? x na n/a n.a. n.a n/v nv k.a. k.a ka null none nil nan #n/a #n/v #na #nv nul nd n.d. n.d n/d nc n.c. s/d s.d. tbd tba tbc
    unknown unbekannt leer empty (blank) (leer) (null) (none) (empty) ei eitietoa puuttuu saknas okand inconnu desconocido * <na> nat
"""
EMPTY_WORDS: Final = frozenset(_EMPTY_WORDS_LISTED.split())
"""Folded cells that say, in a column of numbers or dates, that there is no value."""

_EDGE: Final = r"(?:^|[^\d.,])"
_END: Final = r"(?:$|[^\d.,])"
_BARE_DASH: Final = r"^[\s$€£¥]*[-–—−]+[\s$€£¥]*$"
_SPLIT: Final = r"^\s*(|\D*[A-Za-zÀ-ž]\.|\D*?[^\d.,])([.,]?\d(?:[\d.,'’\s]*\d)?)(\D*)$"
_REMARK: Final = r"^(.*\d.*?)\s*(?:\s*\[[^\[\]]{1,12}\]|\s*\([^()]*\b(?:19|20)\d\d\b[^()]*\))+\s*$"
_ABOUT: Final = r"^\s*[~≈]\s*"
_MANY: Final = 25
_DIGITS_ONLY: Final = r"^\d(?:[\d.,]*\d)?$"
_LONGEST_AFFIXES: Final = 24
_LONGEST_EMPTY: Final = 16
_TRIED: Final = 2_000
"""Cells from which the commonest frame of the digits is learned."""


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column read as numbers."""

    values: pl.Series
    """Float64; null where the cell is empty, says that there is no value, or is no number."""
    unreadable: pl.Series
    """UInt32 rows whose cell is neither empty nor a number."""
    currencies: Mapping[str, int]
    """Currency code -> cells that name it."""
    percents: int = 0
    """Cells with a percent sign."""
    other_sign: int = 0
    """Cells that can only be read with the other decimal sign, and were."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the cells of one column tell of their decimal sign."""

    point: int = 0
    """Cells that make sense with a decimal point only, such as `1,234.5`."""
    comma: int = 0
    either_point: int = 0
    """Cells such as `1.234`, which may be about one or over a thousand."""
    either_comma: int = 0
    ungrouped: int = 0
    """Whole numbers over 999 without any sign: the column groups no thousands."""
    small: int = 0
    """Whole numbers below 1,000 without any sign."""
    rounded: int = 0
    """Cells that may go either way and end in 0, as three fixed decimals or whole thousands do, but not the shortest decimals."""

    @property
    def sign(self) -> str:
        """The decimal sign the cells decide on, or empty; a column without either sign is read with a point."""
        if self.point != self.comma:
            return POINT if self.point > self.comma else COMMA
        if not self.either_point and not self.either_comma:
            return POINT
        if self.point or self.comma or bool(self.either_point) == bool(self.either_comma):
            return ""
        mark, other = (POINT, COMMA) if self.either_point else (COMMA, POINT)
        if self.ungrouped:
            return mark
        # Neither three fixed decimals nor the shortest ones look like this; whole thousands do.
        return other if self.small and (self.rounded or self.either_point + self.either_comma >= _MANY) else ""


def _patterns(sign: str, group: str) -> tuple[str, str]:
    """Regexes of cells that decide for `sign`, and of cells that may go either way with it."""
    s, g = (rf"\{mark}" for mark in (sign, group))
    decides = rf"\d{s}-|\d{g}\d{{3}}{s}\d|{_EDGE}\d*{s}(?:\d{{1,2}}|\d{{4,}}){_END}|\d{g}\d{{3}}{g}\d{{3}}|{_EDGE}0{s}\d|\d{{4}}{s}\d"
    return decides, rf"{_EDGE}[1-9]\d{{0,2}}{s}\d{{3}}{_END}"


_POINT_DECIDES, _POINT_EITHER = _patterns(POINT, COMMA)
_COMMA_DECIDES, _COMMA_EITHER = _patterns(COMMA, POINT)


def evidence(cells: pl.Series) -> Evidence:
    """Return what text cells tell of their decimal sign; nothing for typed columns."""
    if cells.dtype != pl.String:
        return Evidence()
    rounded = rf"{_EDGE}[1-9]\d{{0,2}}[.,]\d\d0{_END}"
    patterns = (_POINT_DECIDES, _COMMA_DECIDES, _POINT_EITHER, _COMMA_EITHER, r"^\D*[1-9]\d{3,}\D*$", r"^\D*[1-9]\d{0,2}\D*$", rounded)
    counts = cells.to_frame("cell").select(pl.col("cell").str.contains(pattern).sum().alias(str(index)) for index, pattern in enumerate(patterns)).row(0)
    return Evidence(*(count or 0 for count in counts))


def numbers(cells: pl.Series, decimal: str = POINT) -> Numbers:
    """Return a column as numbers, read with the decimal sign `decimal`; a cell that only the other sign can explain is read with that."""
    none = pl.Series("row", [], dtype=pl.UInt32)
    if cells.dtype.is_numeric():
        raw = cells.cast(pl.Float64)
        values = raw.set(raw.is_nan() | raw.is_infinite(), None)
        return Numbers(values, _rows(raw.is_infinite()), {})
    if cells.dtype != pl.String:
        empty = pl.Series(cells.name, [None], dtype=pl.Float64).new_from_index(0, cells.len())
        return Numbers(empty, _rows(cells.is_not_null()), {})
    values = _plain(cells, decimal)
    rest = _rows(values.is_null() & cells.is_not_null())
    if not rest.len():
        return Numbers(values, none, {})
    return _with_rest(cells, values, rest, decimal)


def _rows(mask: pl.Series) -> pl.Series:
    return mask.fill_null(value=False).arg_true().alias("row").cast(pl.UInt32)


def _plain(cells: pl.Series, decimal: str) -> pl.Series:
    """Cells of digits, sign, grouping and decimal sign alone; null for every other cell."""
    cell = pl.col("cell")
    if decimal == COMMA:
        shaped = cell.str.contains(r"^[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$")
        text = cell.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
        return cells.to_frame("cell").select(pl.when(shaped).then(text).cast(pl.Float64, strict=False).alias(cells.name)).to_series()
    values = cells.cast(pl.Float64, strict=False)
    values = values.set(values.is_nan() | values.is_infinite(), None)
    if not (values.is_null() & cells.is_not_null()).any():
        return values
    grouped = cell.str.contains(r"^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
    text = pl.when(grouped).then(cell.str.replace_all(",", "", literal=True)).cast(pl.Float64, strict=False)
    return pl.select(cell=cells, value=values).select(pl.coalesce("value", text).alias(cells.name)).to_series()


def _with_rest(cells: pl.Series, values: pl.Series, rest: pl.Series, decimal: str) -> Numbers:
    """Fill in the cells `rest` that need a closer look: signs, currencies, words, the other decimal sign."""
    looked = _without_remarks(cells.gather(rest))
    told = _says_empty(looked)
    parts = _parts(looked)
    affixes = _affixes(parts)
    parts = parts.join(affixes, on=["before", "after"], how="left", maintain_order="left", nulls_equal=True)
    body = pl.col("digits")
    mine, other = _body(body, decimal), _body(body, COMMA if decimal == POINT else POINT)
    read = parts.select(
        value=pl.coalesce(mine, other) * pl.col("factor"),
        other=mine.is_null() & other.is_not_null() & pl.col("factor").is_not_null(),
        currency=pl.col("currency"),
        percent=pl.col("percent"),
    )
    found = read["value"].set(told, None)
    counted = read.filter(found.is_not_null())
    currencies = counted.filter(pl.col("currency") != "").group_by("currency", maintain_order=True).len().rows()
    values = values.scatter(rest, found)
    unreadable = rest.filter(found.is_null() & ~told)
    return Numbers(values, unreadable, dict(currencies), int(counted["percent"].sum()), int(counted["other"].sum()))


def _without_remarks(cells: pl.Series) -> pl.Series:
    """Cells without what people add to a number: a footnote `[3]`, its year `(2023)`, a `~` before it."""
    if not (cells.str.contains("[", literal=True) | cells.str.contains(" (", literal=True) | cells.str.contains(_ABOUT)).any():
        return cells
    return cells.str.replace(_REMARK, "${1}").str.replace(_ABOUT, "")


def _says_empty(cells: pl.Series) -> pl.Series:
    """Which cells say, in a word or a dash, that there is no value (Boolean)."""
    wordy = ~cells.str.contains(r"[0-9]")
    some = cells.filter(wordy & (cells.str.len_bytes() <= _LONGEST_EMPTY)).unique()
    words = [cell for cell in some if folded("".join(cell.split())) in EMPTY_WORDS or not cell.strip()]
    return cells.is_in(pl.Series(words, dtype=pl.String).implode()) | (wordy & cells.str.contains(_BARE_DASH))


def _parts(cells: pl.Series) -> pl.DataFrame:
    """Cells cut into `before`, `digits` and `after`.

    In a long column the commonest frame of the digits is taken off literally first, since the regex takes 0.4 s for a million cells.
    """
    parts = _split(cells.head(_TRIED))
    if cells.len() <= _TRIED:
        return parts
    common = parts.drop_nulls("digits").group_by("before", "after").len().sort("len", "before", "after", descending=[True, False, False]).head(1)
    if not common.height:
        return _split(cells)
    before, after = common.row(0)[:2]
    inside = pl.col("cell").str.strip_prefix(before).str.strip_suffix(after)
    framed = pl.col("cell").str.starts_with(before) & pl.col("cell").str.ends_with(after) & inside.str.contains(_DIGITS_ONLY)
    parts = cells.to_frame("cell").select(before=pl.lit(before), digits=pl.when(framed).then(inside), after=pl.lit(after))
    odd = _rows(parts["digits"].is_null())
    if odd.len():
        others = _split(cells.gather(odd))
        parts = pl.DataFrame([parts[name].scatter(odd, others[name]) for name in parts.columns])
    return parts


def _split(cells: pl.Series) -> pl.DataFrame:
    parts = cells.str.extract_groups(_SPLIT).struct.unnest()
    parts.columns = ["before", "digits", "after"]
    return parts


def _affixes(parts: pl.DataFrame) -> pl.DataFrame:
    """Every pair of what stands before and after digits -> factor, currency, percent; unknown pairs are left away."""
    length = pl.col("before").str.len_bytes() + pl.col("after").str.len_bytes()
    pairs = parts.filter(length <= _LONGEST_AFFIXES).select("before", "after").unique()
    known = [(before, after, found) for before, after in pairs.rows() if (found := affix(before, after))]
    rows = [(before, after, found.factor, found.currency, found.percent) for before, after, found in known]
    schema = {"before": pl.String, "after": pl.String, "factor": pl.Float64, "currency": pl.String, "percent": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _body(digits: pl.Expr, decimal: str) -> pl.Expr:
    """Digits with groups of three (or, in India, two) and a decimal sign -> the number, else null."""
    group = COMMA if decimal == POINT else POINT
    s, g = rf"\{decimal}", rf"\{group}"
    lakhs = r"|\d{1,2}(?:,\d{2})+,\d{3}" if decimal == POINT else ""
    pattern = rf"^(?:\d+|\d{{1,3}}(?:[\s'’]\d{{3}})+|\d{{1,3}}(?:{g}\d{{3}})+{lakhs})?(?:{s}\d+)?$"
    text = digits.str.replace_all(rf"[\s'’{g}]", "").str.replace(decimal, ".", literal=True)
    return pl.when(digits.str.contains(pattern)).then(text).cast(pl.Float64, strict=False)
