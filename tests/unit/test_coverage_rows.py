"""Every row of docs/coverage.toml works: its command, played on the sample portfolio, says its words, and its test exists."""

from __future__ import annotations

import io
import re
import shutil
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from abmtui.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
ROWS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "docs" / "coverage.toml").read_text("utf-8"))
PROMISED = [
    "A1",
    "A2",
    "A3",
    "A4",
    "A5",
    "A6",
    "A7",
    "A8",
    "A9",
    "A10",
    "A11",
    "A12",
    "A13",
    "A14",
    "A15",
    "A16",
    "A17",
    "A18",
    "A19",
    "A20",
    "A21",
    "A22",
    "A23",
    "A24",
    "A25",
    "A26",
    "A27",
    "A28",
    "A29",
    "A30",
    "A31",
    "A32",
    "A33",
    "A34",
    "B1",
    "B2",
    "B3",
    "B4",
    "B5",
    "B6",
    "B7",
    "B8",
    "B9",
    "B10",
    "B11",
    "B12",
    "B13",
    "B14",
    "B15",
    "B16",
    "B17",
    "C1",
    "C2",
    "C3",
    "C4",
    "C5",
    "C6",
    "C7",
    "C8",
    "C9",
    "C10",
    "C11",
    "C12",
    "C13",
    "C14",
    "C15",
    "C16",
    "C17",
    "C18",
    "C19",
    "C20",
    "C21",
    "C22",
    "C23",
    "D1",
    "D2",
    "D3",
    "D4",
    "D5",
    "D6",
    "D7",
    "D8",
    "D9",
    "D10",
    "D11",
    "D12",
    "D13",
    "D14",
    "D15",
    "D16",
    "D17",
    "D18",
    "D19",
    "D20",
    "E1",
    "E2",
    "E3",
    "E4",
    "E5",
    "E6",
    "E7",
    "E8",
    "E9",
    "E10",
    "E11",
    "E12",
    "E13",
    "E14",
    "E15",
    "E16",
    "E17",
    "E18",
    "E19",
    "E20",
    "E21",
    "E22",
    "E23",
    "E24",
]
"""The rows of the field's sources that are said to work."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample portfolio."""
    folder = tmp_path_factory.mktemp("rows") / "demo"
    shutil.copytree(ROOT / "sample_data", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


@cache
def said(words: tuple[str, ...]) -> str:
    """Return what a command writes to stdout; the same command is played once."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(words))
    assert code in {0, 1}, f"{' '.join(words)}: exit code {code}: {err.getvalue()[-400:]}"
    out.seek(0)
    return out.read()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take no config and no language from the machine."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("ABMTUI_CONFIG", "LC_ALL", "LC_NUMERIC", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_every_promised_row_has_an_entry() -> None:
    """No row is forgotten, and none is there that nobody promised."""
    assert sorted(ROWS) == sorted(PROMISED)


@pytest.mark.parametrize("row", PROMISED)
def test_the_command_of_a_row_says_its_words(row: str, demo: Path) -> None:
    """The row's command shows on the sample what the row names."""
    entry = ROWS[row]
    answer = said(tuple(word.replace("DEMO", str(demo)) for word in entry["command"]))
    assert entry["words"], row
    for words in entry["words"]:
        assert words in re.sub(r"[ \t]+", " ", answer), f"{row}: {words!r} is not said by {' '.join(entry['command'])}"


@pytest.mark.parametrize("row", PROMISED)
def test_the_test_of_a_row_exists(row: str) -> None:
    """The test that holds the row is there under its name."""
    file, _, name = ROWS[row]["test"].partition("::")
    assert f"def {name}(" in (ROOT / file).read_text("utf-8"), f"{row}: {ROWS[row]['test']}"
