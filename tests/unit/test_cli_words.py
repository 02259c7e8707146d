"""The first word of the command line: a command, a source, or a mistake with the nearest command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from abmtui.cli.exits import StoppedError
from abmtui.cli.options import WITH_VALUE
from abmtui.cli.words import first_word, is_uri, looks_like_source, with_command_first

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = ("open", "report", "accounts", "plan")


def told_apart(*words: str) -> list[str]:
    """The words with their command in front."""
    return with_command_first(words, COMMANDS, WITH_VALUE)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), ["open"]),
        (("report", "a.csv"), ["report", "a.csv"]),
        (("a.csv",), ["open", "a.csv"]),
        (("-",), ["open", "-"]),
        (("sales/",), ["open", "sales/"]),
        (("*",), ["open", "*"]),
        (("sal?s",), ["open", "sal?s"]),
        (("c:\\sales",), ["open", "c:\\sales"]),
        (("duckdb://x",), ["open", "duckdb://x"]),
        (("--metric", "margin", "report", "a.csv"), ["report", "--metric", "margin", "a.csv"]),
        (("--metric=margin", "report", "a.csv"), ["report", "--metric=margin", "a.csv"]),
        (("--rollup", "a.csv", "b.csv"), ["open", "--rollup", "a.csv", "b.csv"]),
        (("-o", "report", "accounts", "a.csv"), ["accounts", "-o", "report", "a.csv"]),
        (("--mine",), ["open", "--mine"]),
        (("--", "report"), ["open", "--", "report"]),
        (("--help",), ["--help"]),
        (("-h",), ["-h"]),
        (("--version",), ["--version"]),
        (("report", "--help"), ["report", "--help"]),
        (("--help", "report"), ["report", "--help"]),
        (("a.csv", "report"), ["open", "a.csv", "report"]),
    ],
)
def test_the_first_word_chooses_the_command(words: tuple[str, ...], expected: list[str]) -> None:
    """Options may stand before it, and an option's value is not the first word."""
    assert told_apart(*words) == expected


def test_a_word_that_exists_is_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without any sign in its name opens."""
    (tmp_path / "sales").mkdir()
    monkeypatch.chdir(tmp_path)

    assert told_apart("sales") == ["open", "sales"]


@pytest.mark.parametrize(("word", "said"), [("rport", "`abmtui report`"), ("acounts", "`abmtui accounts`"), ("zzz", "`abmtui --help`")])
def test_a_word_that_is_nothing_is_told_with_the_nearest_command(word: str, said: str) -> None:
    """Usage is exit code 2."""
    with pytest.raises(StoppedError) as stopped:
        told_apart(word)

    assert stopped.value.code == 2
    assert f"`{word}`" in str(stopped.value)
    assert said in str(stopped.value)


def test_a_word_that_no_file_system_takes_is_no_source() -> None:
    """A NUL or an endless name is no crash."""
    assert not looks_like_source("a\x00b")
    assert not looks_like_source("a" * 10_000)


def test_an_address_is_told_from_a_windows_path() -> None:
    """Only a scheme before :// makes an address."""
    assert is_uri("postgres://host/base")
    assert not is_uri("c:/data.csv")
    assert not is_uri("://x")


def test_an_option_without_its_value_has_no_first_word_after_it() -> None:
    """`abmtui --metric` alone is left for the parser to complain about."""
    assert first_word(["--metric"], WITH_VALUE) is None
