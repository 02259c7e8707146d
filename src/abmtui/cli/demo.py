"""`abmtui demo`: the bundled sample portfolio, as the user's own copy that is kept between runs."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli import places
from abmtui.cli.exits import StoppedError
from abmtui.cli.opening import request_of
from abmtui.cli.opening_screen import screen
from abmtui.cli.options import CONFIG, VIEWING, examples, settings, shared
from abmtui.cli.streams import narrate, put_text, say
from abmtui.cli.terminal import need_screen
from abmtui.problems import Severity

if TYPE_CHECKING:
    from abmtui.config import Config
    from abmtui.workspace.request import OpenRequest

NAME: Final = "demo"
ACCOUNTS: Final = "accounts.csv"
"""The sample's table of accounts."""


@click.command(
    "demo",
    epilog=examples(
        "abmtui demo                     the copy in your data folder, kept between runs",
        "abmtui demo ~/abm-demo          a copy of its own in that folder",
        "abmtui demo --fresh             a new copy; the old one is kept beside it",
        'abmtui report "$(abmtui demo --path)/accounts.csv"',
        note="Your edits stay in the copy. --fresh begins anew and keeps the old copy beside it under another name.",
    ),
)
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--fresh", is_flag=True, help="Make a new copy; the old one, with its edited plans, is moved aside.")
@click.option("--path", "only_path", is_flag=True, help="Make the copy if there is none and print its folder; open nothing.")
@shared(CONFIG, *VIEWING)
def demo_command(folder: str | None, *, fresh: bool, only_path: bool, **given: Any) -> int:
    """Open the sample portfolio: an invented supplier with customers, prospects and plans."""
    if not only_path:
        need_screen(stdin_is_source=False)
    from abmtui.config import read_config

    copy = sample_copy(Path(folder).expanduser() if folder else places.data_folder() / NAME, fresh=fresh)
    if only_path:
        put_text(f"{copy}\n")
        return 0
    path = Path(given["config"]) if given["config"] else _own_config(copy)
    config, problems = read_config(path)
    narrate(problems)
    return screen(_request(settings(config, given), copy))


def demo_request(config: Config) -> OpenRequest:
    """Return the request for the sample portfolio with these settings of the user, for the start screen; raise StoppedError when it cannot be copied."""
    from abmtui.config import read_config

    copy = sample_copy(places.data_folder() / NAME, fresh=False)
    own, _ = read_config(_own_config(copy))
    return _request(replace(own, me=config.me or own.me, locale=config.locale, theme=config.theme, low_bandwidth=config.low_bandwidth), copy)


def _request(config: Config, copy: Path) -> OpenRequest:
    placed = replace(config, source=(str(copy / ACCOUNTS),), plans=str(copy / "plans"))
    return replace(request_of(placed, {}), title=f"sample portfolio in {_short(copy)}")


def _short(path: Path) -> str:
    """Return the path with `~` for the user's home."""
    with suppress(ValueError, RuntimeError):
        return str(Path("~") / path.relative_to(Path.home()))
    return str(path)


def _own_config(copy: Path) -> Path | None:
    from abmtui.config import FILE_NAME

    path = copy / FILE_NAME
    return path if path.is_file() else None


def sample_folder() -> Path:
    """Return the bundled sample: inside the installed package, else in the checkout; raise StoppedError when neither is there."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "sample_data", package.parent.parent / "sample_data"):
        if (folder / ACCOUNTS).is_file():
            return folder
    raise StoppedError("the sample portfolio is missing from this installation; install abmtui again", Severity.SOURCE)


def sample_copy(target: Path, *, fresh: bool) -> Path:
    """Return the folder of the user's copy, made when it is not there; `fresh` moves an older one aside first, never deleting it."""
    if target.exists() and not (target / ACCOUNTS).is_file() and (not target.is_dir() or any(target.iterdir())):
        raise StoppedError(f"{target} is there already and holds no sample portfolio; name another folder")
    if (target / ACCOUNTS).is_file() and not fresh:
        return target
    sample = sample_folder()
    try:
        _copied(sample, target)
    except OSError as error:
        raise StoppedError(f"the sample portfolio could not be copied to {target}: {error.strerror or error}", Severity.UNSAVED) from error
    return target


def _copied(sample: Path, target: Path) -> None:
    """Copy beside the target and rename, so that a broken copy never stands there as a whole one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        shutil.copytree(sample, half, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "__pycache__", ".*"))
        for path in (half, *half.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
        if target.exists() and any(target.iterdir()):
            aside = target.with_name(f"{target.name}-until-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}")
            target.rename(aside)
            say(f"note: the old copy is kept in {aside}")
        os.replace(half, target)  # noqa: PTH105  # an empty folder is replaced in one step
    finally:
        with suppress(OSError):
            shutil.rmtree(half)
