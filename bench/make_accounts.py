"""Write an invented portfolio of N accounts, Pareto-distributed, for runs of speed: make_accounts.py N OUT.parquet|OUT.csv."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Final

import polars as pl


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PLACES: Final = _words("""
    Kuusilahti Björkvåg Sjøvarden Königsaue Flußtal Éclusière Peñaluz Conceiçal Żurawiec Křivoústí Çınardere Zeeduin Montelarice Harrowmere Quillhaven
    Saltmarrow Bluffpoint Granitefall Ανεμόεσσα 白鷹 澄江湾 푸른여울 Maranhós Œuvremer Tervaköngäs Łęgowiec Østvær Hößling Copperlea Winterquay
""")
TRADES: Final = _words("""
    Shipping Marine Power Energy Mining Ferries Paper Chemicals Steel Optics Tools Foods Textiles Motors Plastics Water Telecom Logistics Robotics Pharma
""")
FORMS: Final = _words("GmbH AB Oy Inc. LLC S.A. plc B.V. Ltd Kft.")
SYLLABLES: Final = _words("ka lo mi ra ten vos ul bri sol nar ek dun tha ri mo za pel gor in ves")
REGIONS: Final = ("Nordics", "DACH", "Western Europe", "Americas", "Asia Pacific")


def accounts(total: int) -> pl.DataFrame:
    """Return `total` accounts; the same on every run."""
    rng = random.Random(1896)
    revenue = [round(9_000 * rng.paretovariate(1.14), 2) for _ in range(total)]
    return pl.DataFrame(
        {
            "Account ID": [f"{number:08d}" for number in range(total)],
            "Account": [
                f"{rng.choice(PLACES)} {''.join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).title()} {rng.choice(TRADES)} {rng.choice(FORMS)}"
                for _ in range(total)
            ],
            "Industry": [rng.choice(TRADES) for _ in range(total)],
            "Region": [rng.choice(REGIONS) for _ in range(total)],
            "Owner": [f"Manager {rng.randrange(40):02d}" for _ in range(total)],
            "Revenue 2024": [round(value * rng.uniform(0.6, 1.3), 2) for value in revenue],
            "Revenue 2025": revenue,
            "Margin": [round(value * rng.uniform(0.05, 0.45), 2) for value in revenue],
            "Cost to serve": [round(value * rng.uniform(0.01, 0.2) + 800, 2) for value in revenue],
            "Hours": [rng.randrange(2, 400) for _ in range(total)],
        }
    )


def write(total: int, target: Path) -> Path:
    """Write `total` accounts to `target` unless they are there already, and return it."""
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        frame = accounts(total)
        if target.suffix == ".csv":
            frame.write_csv(target)
        else:
            frame.write_parquet(target)
    return target


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(write(int(sys.argv[1]), Path(sys.argv[2])))
