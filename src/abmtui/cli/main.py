"""`abmtui`: the first word chooses the command, and every way out is an exit code."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

import click

from abmtui import __version__
from abmtui.cli.exits import StoppedError, guarded
from abmtui.cli.options import WITH_VALUE
from abmtui.cli.words import with_command_first

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: Final = {
    "open": ("abmtui.cli.opening_screen", "Open a portfolio on the screen (what `abmtui SOURCE` does)."),
    "demo": ("abmtui.cli.demo", "Open the sample portfolio: your own copy, kept between runs."),
    "report": ("abmtui.cli.reporting", "The figures of the review, or one account on one page: text, Markdown, JSON, HTML, XLSX."),
    "accounts": ("abmtui.cli.listing", "The table of accounts without the screen: text, CSV, JSON, Parquet, XLSX."),
    "plan": ("abmtui.cli.plans", "List, show and edit account plans."),
    "check": ("abmtui.cli.checking", "Read source, config and plans, and print what should be mended."),
    "init": ("abmtui.cli.setup", "Write a commented config."),
    "config": ("abmtui.cli.setup", "Show the settings in force, with file, key and line."),
}
"""Command -> the module that holds it, read only when the command runs, and its line in the help."""

HELP: Final = """Review an account portfolio and edit account plans in the terminal.

    abmtui [SOURCE...]           open the portfolio: files, globs, a folder, - for stdin
    abmtui COMMAND [SOURCE...]   the same data without the screen

\b
Examples:
  abmtui demo                                       look at the sample portfolio
  abmtui accounts-2026.csv                          open a file
  abmtui report sales.csv --map name=CUSTOMERNAME --map revenue=SALES
  abmtui accounts sales.xlsx --sort revenue:desc --limit 20
  abmtui plan show "Wärtsilä Oyj" --source accounts-2026.csv

\b
Exit codes: 0 done, 1 done but something to mend, 2 usage or config, 3 source missing or
empty, 4 a plan changed meanwhile, 5 could not be saved."""


class Commands(click.Group):
    """The commands, each imported when it is asked for, so that help and version answer at once."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of that name; its function is `NAME_command` of its module."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[name][0]), f"{name}_command")
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table above, importing none."""
        with formatter.section("Commands (each has its own --help)"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


_SETTINGS: Final = {"help_option_names": ["-h", "--help"], "terminal_width": 96, "max_content_width": 96}
"""The help is as wide in a pipe as on a terminal."""
root: Final = Commands("abmtui", help=HELP, context_settings=_SETTINGS, options_metavar="", subcommand_metavar="[COMMAND] [SOURCE...] [OPTIONS]")
root.params.append(
    click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, help="Show the version.", callback=lambda ctx, _, asked: _version(ctx, asked=asked)
    )
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `abmtui` with these words (those of the command line by default) and return the exit code; never raises."""
    words = list(sys.argv[1:] if argv is None else argv)
    return guarded(lambda: _run(words))


def _run(words: list[str]) -> int:
    try:
        with root.make_context("abmtui", with_command_first(words, COMMANDS, WITH_VALUE)) as context:
            return int(root.invoke(context) or 0)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.exceptions.Abort as stop:
        raise KeyboardInterrupt from stop
    except click.ClickException as error:
        raise StoppedError(_usage(error)) from error


def _usage(error: click.ClickException) -> str:
    """Return what is wrong in the words of a sentence, with the help that tells the right way."""
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx is not None else "abmtui"
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return f"say what `{path}` is to do; `{path} --help` lists it"
    what = error.format_message().rstrip(".")
    return f"{what[:1].lower()}{what[1:]}{'' if what.endswith('?') else ';'} see `{path} --help`"


def _version(context: click.Context, *, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(f"abmtui {__version__}")
        context.exit()
