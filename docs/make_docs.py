"""Writes docs/ from the program itself: keys, commands, settings and pictures; a test fails when they are stale."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
NOW = dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC)
"""The pictures' clock."""


def commands_page() -> str:
    """Return every command's help as a page."""
    import click

    from abmtui.cli.main import COMMANDS, main
    from abmtui.cli.plans import plan_command

    plan = plan_command.list_commands(click.Context(plan_command))
    parts = ["# Commands\n\nWritten from the program by `make docs`.\n"]
    for words in ([], *([name] for name in COMMANDS), *(["plan", name] for name in plan)):
        said = io.StringIO()
        with redirect_stdout(said):
            main([*words, "--help"])
        parts.append(f"\n## {' '.join(['abmtui', *words])}\n\n```\n{said.getvalue().strip()}\n```\n")
    return "".join(parts)


def keys_page() -> str:
    """Return every screen's keys as a page."""
    from textual.binding import Binding

    from abmtui.tui.bases.line_table import LineTable
    from abmtui.tui.screens.account import AccountScreen
    from abmtui.tui.screens.agenda import AgendaScreen
    from abmtui.tui.screens.help import key_name
    from abmtui.tui.screens.import_preview import ImportPreview
    from abmtui.tui.screens.numbers import NumbersScreen
    from abmtui.tui.screens.portfolio import PortfolioScreen
    from abmtui.tui.screens.review import ReviewScreen
    from abmtui.tui.screens.review_rest import ReviewRestScreen
    from abmtui.tui.screens.segments import SegmentsScreen
    from abmtui.tui.screens.start import StartScreen
    from abmtui.tui.screens.value_grid import ValueGridScreen
    from abmtui.tui.screens.what_if import WhatIfScreen
    from abmtui.tui.widgets.row_table import RowTable
    from abmtui.tui.widgets.search_bar import SearchBar

    parts = ["# Keys\n\nWritten from the program by `make docs`. In a text field letters are text.\n"]
    owners = {
        "Portfolio": PortfolioScreen,
        "Any table": LineTable,
        "Search line": SearchBar,
        "Account": AccountScreen,
        "Rows of an account": RowTable,
        "Review": ReviewScreen,
        "Quiet accounts": ReviewRestScreen,
        "Agenda": AgendaScreen,
        "Import": ImportPreview,
        "Pages of figures": NumbersScreen,
        "Segments": SegmentsScreen,
        "Value and needs": ValueGridScreen,
        "What-if": WhatIfScreen,
        "Start": StartScreen,
    }
    for title, owner in owners.items():
        parts.append(f"\n## {title}\n\n| key | does | id |\n|---|---|---|\n")
        for binding in owner.BINDINGS:
            assert isinstance(binding, Binding)
            face = binding.key_display or " ".join(key_name(key) for key in binding.key.split(","))
            parts.append(f"| `{face}` | {binding.tooltip or binding.description} | {binding.id} |\n")
    return "".join(parts)


def coverage_page() -> str:
    """Return every row of the field's sources that works, with the keys and the command that show it."""
    import tomllib

    rows = tomllib.loads((DOCS / "coverage.toml").read_text("utf-8"))
    lines = [
        "# What works, row by row\n\nWritten by `make docs` from coverage.toml; a test plays every command on the demo and looks for the words.\n\n",
        "| row | what | keys on the demo | command |\n|---|---|---|---|\n",
    ]
    for name, row in rows.items():
        words = " ".join(f'"{word}"' if " " in word else word for word in row["command"]).replace("|", "\\|")
        lines.append(f"| {name} | {row['what']} | {row['keys']} | `abmtui {words}` |\n")
    return "".join(lines)


def settings_page() -> str:
    """Return every setting as a page."""
    from abmtui.settings import SETTINGS

    lines = [
        "# Settings\n\nWritten from the program by `make docs`. `abmtui init` writes a config with all of them; `abmtui config show` shows those in force.\n\n"
    ]
    lines.append("| key | default | what it is for |\n|---|---|---|\n")
    lines.extend(f"| `{setting.key}` | `{setting.toml_default()}` | {setting.help} |\n" for setting in SETTINGS.values())
    return "".join(lines)


async def pictures(folder: Path) -> dict[str, str]:
    """Return the SVG of the portfolio, the search, an account and the review, drawn on a copy of the sample in `folder`."""
    from abmtui.config import Config
    from abmtui.sources.request import SourceRequest
    from abmtui.tui.app import AbmApp
    from abmtui.workspace.request import OpenRequest

    shutil.copytree(ROOT / "sample_data", folder / "demo", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    request = OpenRequest(SourceRequest((str(folder / "demo" / "accounts.csv"),)), Config(locale="en"), title="accounts.csv")
    app = AbmApp(request, author="docs", now=lambda: NOW)
    drawn: dict[str, str] = {}
    async with app.run_test(size=(120, 34)) as pilot:

        async def settled() -> None:
            for _ in range(3):
                busy = [worker for worker in app.workers if worker.group != "saves"]
                if busy:  # an empty list would mean every worker, the one that waits for saves too
                    await app.workers.wait_for_complete(busy)
                await pilot.pause()

        def take(name: str) -> None:
            drawn[name] = app.export_screenshot(title="abmtui")

        await settled()
        take("portfolio")
        await pilot.press("slash", *"marin")
        await settled()
        take("search")
        await pilot.press("escape", "home", "enter")
        await settled()
        take("account")
        await pilot.press("2", "c", "c")
        await settled()
        take("people")
        await pilot.press("3", "c", "c")
        await settled()
        take("channels")
        await pilot.press("7")
        await settled()
        take("value")
        await pilot.press("escape", "a")
        await settled()
        take("agenda")
        await pilot.press("escape", "r")
        await settled()
        take("review")
        await pilot.press("escape", "G")
        await settled()
        take("grid")
        await pilot.press("escape", "i", "tab")
        await settled()
        take("figures")
        await pilot.press("escape", "w", "T", "enter")
        await settled()
        take("what-if")
    return drawn


def made() -> dict[str, str]:
    """Return every generated file of docs/ by name."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = asyncio.run(pictures(Path(folder)))
    pages = {"commands.md": commands_page(), "keys.md": keys_page(), "settings.md": settings_page(), "coverage.md": coverage_page()}
    return pages | {f"{name}.svg": text for name, text in drawn.items()}


if __name__ == "__main__":
    for name, text in made().items():
        (DOCS / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")
