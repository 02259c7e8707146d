"""An account's own baseline in words: what one year before is where the data has a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from abmtui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


DATED = "id,name,order date,revenue\n2,B,2019-01-01,5\n1,A,2025-06-01,50\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,name,revenue 2024,revenue 2025\n1,A,100,50\n", "revenue -50% on the year before"),
        ("id,name,revenue 2022,revenue 2025\n1,A,100,50\n", "revenue -50% on the one year that it has before"),
        (f"{DATED}1,A,2024-03-01,100\n", "revenue -50% on the 12 months before"),
        (f"{DATED}1,A,2023-03-01,100\n", "revenue -50% on the one span of 12 months that it has before"),
    ],
)
def test_the_baseline_of_one_year_is_called_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str) -> None:
    """A fall against the year before the last is not told as one against the last."""
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert main(["report", str(path), "--part", "signals"]) == 0
    assert words in capsys.readouterr().out
