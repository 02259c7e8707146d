"""What the cells of a column look like, from a sample: numbers, dates, codes, words for a kind of account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.sources.kinds import KIND_WORDS
from abmtui.sources.values import EMPTY_WORDS
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLED: Final = 2_000
_LONGEST_EMPTY: Final = 7
_WIDE: Final = 60
"""From this many columns on, fewer rows are looked at."""

_NUMBER: Final = (
    r"^\s*[~≈]?[-+−–(]*\s*(?:[A-Za-z]{1,4}[.$]?|[A-Z]{0,2}[$€£¥₹])?\s*[-+−–]?\s*[.,]?\d(?:[\d.,'’\s]*\d)?(?:[eE][-+]?\d+)?\s*"
    r"(?:,-+|:-|[%*]|(?i:(?:k|m|mn|mio|mill?\pL*|bn|mrd|bill?\pL*|tsd|thousands?|t|tkr|mkr|milj\pL*|tusen|tuhatta)?\.?\s*(?:€|£|\$|[a-z]{2,3}|kronor|euro|euros)?))\s*[-−)]?\s*"
    r"(?:\[[^\[\]]{1,12}\]\s*|\([^()]*\b(?:19|20)\d\d\b[^()]*\)\s*)*$"
)
_MONTH: Final = r"(?:jan|ene|gen|tam|feb|f[ée]v|hel|m[aäá]r|mrz|mrt|maa|apr|avr|abr|huh|ma[iyjg]|mei|tou|jun|jui|giu|kes|jul|lug|hei|aug|ao[uû]|ago|elo|sep|set|syy|o[ck]t|ott|out|lok|nov|d[eé][cz]|dic|jou)\pL*"
_DATE: Final = (
    rf"(?i)^\s*(?:\pL{{2,10}}[.,]?\s+)?(?:(?:19|20)\d\d[-/](?:0[1-9]|1[0-2])|\d{{4}}[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|\d{{1,2}}[-/. ]+\d{{1,2}}[-/. ]+\d{{2,4}}"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th|er)?[-/. ]*(?:de )?{_MONTH}\.?[-/., ]*(?:de )?\d{{2,4}}|{_MONTH}\.?[-/. ]+\d{{1,2}}(?:st|nd|rd|th)?,? +\d{{4}}|{_MONTH}\.?[-/. ']+\d{{2,4}}"
    r"|\d{1,2}/\d{4}|\d{4}-?Q[1-4]|Q[1-4][ -/]?\d{4})(?:[T ,].*)?$"
)
_COMPACT: Final = r"^\s*(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?\s*$"
_YEAR: Final = r"^\s*(?:19|20)\d\d(?:\.0)?\s*$"
_CODE: Final = r"^\s*(?:[A-Za-z]{0,6}[-_/. ]?\d[\dA-Za-z]*(?:[-_/.]\d[\dA-Za-z]*)*|[A-Z0-9]{2,12}\d[A-Z0-9]*|[0-9a-fA-F-]{32,36}|00[A-Za-z0-9]{13,16})\s*$"
_WHOLE: Final = r"^[^.,]*$|^\s*\d+\.0\s*$"
"""Without a decimal sign, or a whole number as programs write it that keep all numbers as fractions: `12347.0`."""
_ZERO_LED: Final = r"^\s*0\d"
_SERIAL: Final = r"^\s*[3-6]\d{4}(?:\.\d+)?\s*$"


_HALF, _MOST, _NEARLY_ALL = 0.5, 0.6, 0.95


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares are of the filled cells of the sample, 0 to 1; a column without a filled cell has none."""

    filled: int = 0
    sampled: int = 0
    distinct: int = 0
    numbers: float = 0.0
    dates: float = 0.0
    """With separators or names of months."""
    compact: float = 0.0
    """Such as `20240331` or `202403`."""
    years: float = 0.0
    """Whole numbers between 1900 and 2099."""
    serials: float = 0.0
    """Whole numbers that are days of a spreadsheet's calendar."""
    codes: float = 0.0
    """Short marks with a digit and no blanks, such as `C-0012`."""
    zero_led: float = 0.0
    """Digits with a leading zero: an id and no number."""
    percents: float = 0.0
    kinds: float = 0.0
    """Words for customer, prospect or partner."""
    letters: float = 0.0
    whole: float = 0.0
    """Numbers without a decimal sign."""

    @property
    def numeric(self) -> bool:
        """Whether the column holds numbers."""
        return self.numbers >= _HALF and self.dates < _MOST

    @property
    def textual(self) -> bool:
        """Whether the column can hold names."""
        return self.letters >= _HALF

    @property
    def dated(self) -> bool:
        """Whether the column holds dates."""
        return self.dates >= _MOST or max(self.serials, self.compact, self.dates + self.years) >= _NEARLY_ALL

    @property
    def constant(self) -> bool:
        """Whether one value stands in all of several rows."""
        return self.distinct <= 1 < self.filled


def sample(frame: pl.DataFrame) -> pl.DataFrame:
    """Up to 2,000 rows: the first, and others spread evenly over the rest."""
    rows = SAMPLED if frame.width <= _WIDE else SAMPLED // 4
    if frame.height <= rows:
        return frame
    return pl.concat([frame.head(rows // 2), frame.slice(rows // 2).gather_every(max((frame.height - rows // 2) // (rows // 2), 1)).head(rows // 2)])


def profiles(frame: pl.DataFrame) -> Mapping[str, Profile]:
    """Return the profile of every column of a sample."""
    return {column.name: _profile(column) for column in frame}


def _profile(column: pl.Series) -> Profile:
    cells = column.drop_nulls()
    sampled = column.len()
    if column.dtype == pl.String:
        blank = cells.str.strip_chars().is_in(pl.Series([""]).implode()) | cells.is_in(_empty(cells).implode())
        return _of_text(cells.filter(~blank), sampled)
    if column.dtype in (pl.Date, pl.Datetime):
        return Profile(cells.len(), sampled, cells.n_unique(), dates=1.0)
    if column.dtype.is_numeric():
        return _of_numbers(cells.cast(pl.Float64), sampled)
    return Profile(cells.len(), sampled, cells.n_unique() if cells.dtype == pl.Boolean else cells.len())


def _empty(cells: pl.Series) -> pl.Series:
    short = cells.filter(cells.str.len_bytes() <= _LONGEST_EMPTY).unique()
    return pl.Series([cell for cell in short if folded("".join(cell.split())) in EMPTY_WORDS], dtype=pl.String)


def _of_text(cells: pl.Series, sampled: int) -> Profile:
    filled = cells.len()
    if not filled:
        return Profile(sampled=sampled)
    cell = pl.col("cell")
    patterns = {
        "numbers": _NUMBER,
        "dates": _DATE,
        "compact": _COMPACT,
        "years": _YEAR,
        "serials": _SERIAL,
        "codes": _CODE,
        "zero_led": _ZERO_LED,
        "percents": "%",
        "letters": r"\pL",
    }
    shares = cells.to_frame("cell").select(
        *(cell.str.contains(pattern).mean().alias(name) for name, pattern in patterns.items()),
        distinct=cell.n_unique(),
        whole=cell.str.contains(_WHOLE).mean(),
    )
    found = shares.row(0, named=True)
    unique = cells.unique()
    kinds = [word for word in unique if folded(" ".join(word.split())) in KIND_WORDS] if unique.len() <= len(KIND_WORDS) else []
    return Profile(filled=filled, sampled=sampled, kinds=_share(cells.is_in(pl.Series(kinds, dtype=pl.String).implode())), **found)


def _of_numbers(cells: pl.Series, sampled: int) -> Profile:
    filled = cells.len()
    if not filled:
        return Profile(sampled=sampled)
    whole = cells == cells.floor()
    return Profile(
        filled=filled,
        sampled=sampled,
        distinct=cells.n_unique(),
        numbers=1.0,
        compact=_share(cells.is_between(19000101, 20991231)),
        years=_share(whole & cells.is_between(1900, 2099)),
        serials=_share(cells.is_between(30_000, 69_999)),
        codes=_share(whole),
        whole=_share(whole),
    )


def _share(mask: pl.Series) -> float:
    return int(mask.sum()) / mask.len()
