"""The floors hold in a fresh interpreter: the lower ones load no Textual, write nothing, and help answers without the heavy libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LOWER = (
    "abmtui.problems",
    "abmtui.wording",
    "abmtui.formats",
    "abmtui.durable",
    "abmtui.portfolio.book",
    "abmtui.portfolio.search",
    "abmtui.plan.document",
    "abmtui.plan.edits",
    "abmtui.review.queue",
    "abmtui.sources.reader",
    "abmtui.store.plans",
    "abmtui.store.rollup",
    "abmtui.config",
    "abmtui.workspace.opened",
    "abmtui.workspace.editing",
)


def loaded_by(statement: str, folder: Path) -> set[str]:
    """Return the top-level packages that a statement loads in a fresh interpreter whose home and work folder are `folder`."""
    code = f"import json, sys\n{statement}\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})), file=sys.stderr)"
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, env=environment, check=True)
    return set(json.loads(done.stderr.strip().splitlines()[-1]))


@pytest.mark.parametrize("module", LOWER)
def test_lower_floors_load_no_textual_and_write_nothing(module: str, tmp_path: Path) -> None:
    """Below tui nothing loads Textual or Rich, and importing leaves no file behind."""
    packages = loaded_by(f"import {module}", tmp_path)
    assert packages & {"textual", "rich"} == set()
    assert list(tmp_path.iterdir()) == []


def test_the_package_itself_loads_nothing(tmp_path: Path) -> None:
    """`import abmtui` gives name and version and loads no library."""
    assert loaded_by("import abmtui", tmp_path) & {"textual", "rich", "polars", "click", "babel", "plotext", "rapidfuzz"} == set()


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["report", "--help"], ["plan", "--help"]])
def test_help_answers_without_the_heavy_libraries(words: list[str], tmp_path: Path) -> None:
    """Help and version load neither Textual nor polars, so that they answer at once."""
    statement = f"from abmtui.cli.main import main\ntry:\n    main({words!r})\nexcept SystemExit:\n    pass"
    assert loaded_by(statement, tmp_path) & {"textual", "rich", "polars", "plotext", "rapidfuzz", "babel"} == set()


def test_reading_and_plans_need_no_plot(tmp_path: Path) -> None:
    """The plot library is loaded only when the first plot is drawn."""
    assert "plotext" not in loaded_by("import abmtui.tui.app", tmp_path)
