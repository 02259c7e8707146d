"""How often the search finds the right company: S&P 500 names looked up among SEC names, as spelled, with a typo, and by their first half.

Usage: python bench/search_quality.py constituents.csv company_tickers.parquet

The first file is github datasets/s-and-p-500-companies data/constituents.csv (columns Security, CIK), the second github
dgunning/edgartools edgar/reference/data/company_tickers.parquet (columns cik, name). A hit is right when its CIK is. The list counted
is the one on the screen: exact hits, then the likely ones; equals stand in the order of the second file. Writes
bench/results/search_quality.json.
"""

from __future__ import annotations

import json
import platform
import random
import string
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from abmtui.portfolio.search import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SEED = 500
RESULTS = Path(__file__).parent / "results" / "search_quality.json"
Counts = dict[str, int]


def measured(constituents: Path, companies: Path, seed: int = SEED) -> dict[str, Counts]:
    """For each way to ask: number of names, and how many have the right company first, among five, among ten."""
    listed = pl.read_parquet(companies, columns=["cik", "name"])
    ciks = [int(cik) for cik in listed["cik"]]
    asked = pl.read_csv(constituents, columns=["Security", "CIK"]).filter(pl.col("CIK").is_in(ciks)).rows()
    index = SearchIndex(listed["name"])
    source = random.Random(seed)
    ways: dict[str, Callable[[str], str]] = {
        "as spelled": str,
        "one typo": lambda name: mistyped(name, source),
        "first half": lambda name: name[: (len(name) + 1) // 2],
    }
    return {way: counted(((found(index, ask(name), ciks), cik) for name, cik in asked)) for way, ask in ways.items()}


def found(index: SearchIndex, query: str, ciks: list[int]) -> list[int]:
    """The companies found, best first, each once."""
    rows = [*index.exact(query).rows, *index.fuzzy(query).rows]
    return list(dict.fromkeys(ciks[row] for row in rows))


def counted(answers: Iterable[tuple[list[int], int]]) -> Counts:
    """How many answers have the right company first, among five, among ten."""
    counts = {"asked": 0, "first": 0, "among five": 0, "among ten": 0}
    for companies, right in answers:
        counts["asked"] += 1
        for name, most in (("first", 1), ("among five", 5), ("among ten", 10)):
            counts[name] += right in companies[:most]
    return counts


def mistyped(name: str, source: random.Random) -> str:
    """The name with one letter or digit left out, doubled by another, changed, or swapped with the next sign."""
    place = source.choice([place for place, letter in enumerate(name) if letter.isalnum()])
    before, letter, after = name[:place], name[place], name[place + 1 :]
    other = source.choice(string.ascii_lowercase)
    return before + source.choice([after, other + letter + after, other + after, after[:1] + letter + after[1:]])


def main(arguments: list[str]) -> int:
    """Measure, print and write down."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    counts = measured(Path(arguments[0]), Path(arguments[1]))
    versions = {"python": platform.python_version(), "polars": version("polars"), "rapidfuzz": version("rapidfuzz")}
    text = json.dumps({"seed": SEED, "counts": counts, "versions": versions}, indent=1)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text + "\n")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
