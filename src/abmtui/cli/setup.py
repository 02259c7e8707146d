"""`abmtui init` and `abmtui config`: a config written, and the settings in force with where each comes from."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from abmtui.cli import places
from abmtui.cli.delivery import written
from abmtui.cli.exits import StoppedError
from abmtui.cli.opening import config_in_force
from abmtui.cli.options import CONFIG, examples, shared
from abmtui.cli.streams import narrate, put_text, say
from abmtui.problems import Severity, exit_code

if TYPE_CHECKING:
    from abmtui.config import Config


@click.command("init", epilog=examples("abmtui init", "abmtui init ~/review-2026"))
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--force", is_flag=True, help="Write it although there is one; the old one is kept as abmtui.toml.old.")
def init_command(folder: str, *, force: bool) -> int:
    """Write abmtui.toml into DIR (here by default): every setting at its default, each with a comment."""
    from abmtui.config import FILE_NAME
    from abmtui.settings import example_text

    path = Path(folder).expanduser() / FILE_NAME
    if path.exists() and not force:
        raise StoppedError(f"{path} is there already and was left as it is; --force writes a new one and keeps the old one as {path.name}.old")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            old = path.with_name(f"{path.name}.old")
            os.replace(path, old)  # noqa: PTH105  # says that a file of that name is replaced
            say(f"note: the old config is kept as {old}")
    except OSError as error:
        raise StoppedError(f"{path} could not be written: {error.strerror or error}", Severity.UNSAVED) from error
    written(path, example_text().encode())
    say(f"note: written: {path}")
    return 0


@click.group("config", epilog="In force is the first of: --config FILE, $ABMTUI_CONFIG, ./abmtui.toml, the user's config folder.")
def config_command() -> None:
    """Show the settings in force, and where each comes from."""


@config_command.command("show")
@shared(CONFIG)
def show_command(config: str | None) -> int:
    """Print every setting, with the file and line that sets it."""
    from abmtui.settings import SETTINGS, toml_of

    read, problems = config_in_force(config)
    narrate(problems)
    lines = [f"{key} = {toml_of(value_of(read, key))}" for key in SETTINGS]
    width = min(max(len(line) for line in lines), 60)
    put_text("".join(f"{line:<{width}}  # {read.places.get(key, 'default')}\n" for key, line in zip(SETTINGS, lines, strict=True)))
    return exit_code(problems)


def value_of(config: Config, key: str) -> Any:
    """Return the value of a setting by its key in the file."""
    from abmtui.settings import SETTINGS

    setting = SETTINGS[key]
    value = getattr(config, setting.name)
    return value[setting.part] if setting.part else value


@config_command.command("path")
@shared(CONFIG)
def path_command(config: str | None) -> int:
    """Print the path of the config in force; nothing when there is none."""
    from abmtui.config import FILE_NAME, USER_FILE_NAME, found_config

    path = found_config(config, os.environ, Path.cwd(), places.config_folder())
    if path is None:
        say(f"note: no config: neither ./{FILE_NAME} nor {places.config_folder() / USER_FILE_NAME} is there; `abmtui init` writes one")
        return 0
    put_text(f"{path.absolute()}\n")
    return 0


@config_command.command("validate")
@shared(CONFIG)
def validate_command(config: str | None) -> int:
    """Print what is wrong in the config as FILE:LINE: key: what; exit code 2 when anything is."""
    read, problems = config_in_force(config)
    put_text("".join(f"{problem.sentence()}\n" for problem in problems))
    if not problems:
        say(f"note: {read.file}: in order" if read.file else "note: no config; the defaults are in force")
    return exit_code(problems)


@config_command.command("schema")
def schema_command() -> int:
    """Print the settings as a JSON schema, for editors that check TOML."""
    from abmtui.settings import schema

    put_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
    return 0
