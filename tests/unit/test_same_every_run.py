"""A report of the same file is the same to the byte at every run, whatever order threads add in."""

from __future__ import annotations

import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from abmtui.cli.main import main

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.mark.parametrize("words", [("accounts.csv", "--group", "segment"), ("transactions.csv",)])
def test_a_report_is_the_same_at_every_run(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums by class, zone, segment and account are added in one order: four reports as JSON are equal."""
    shutil.copytree(SAMPLE, tmp_path / "demo", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "demo")
    said = set()
    for _ in range(4):
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with redirect_stdout(out), redirect_stderr(io.StringIO()):
            assert main(["report", *words, "--format", "json"]) in {0, 1}
        out.seek(0)
        said.add(out.read())
    assert len(said) == 1
