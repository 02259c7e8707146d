"""The config: its defaults, what it reads, and what it says of every mistake."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from abmtui.config import EMPTY, Config, found_config, read_config
from abmtui.portfolio import columns
from abmtui.problems import Severity
from abmtui.settings import METRICS, SETTINGS, example_text, schema, toml_of

Write = Callable[..., Path]


@pytest.fixture
def config_file(tmp_path: Path) -> Write:
    """A function that writes a config and gives its path."""

    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "abmtui.toml"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_the_example_file_holds_every_setting_at_its_default(config_file: Write) -> None:
    """The example is generated from the settings and reads as the defaults."""
    config, problems = read_config(config_file(example_text()))

    assert problems == ()
    assert config == EMPTY
    assert set(config.places) == set(SETTINGS)


def test_the_project_carries_the_example_as_a_file() -> None:
    """config.example.toml is what `abmtui init` writes."""
    path = Path(__file__).parents[2] / "config.example.toml"

    assert path.read_text(encoding="utf-8") == example_text()


def test_every_example_in_a_comment_is_a_value_that_its_setting_takes(config_file: Write) -> None:
    """The commented examples can be used as they are."""
    lines = [line.removeprefix("# ") for line in example_text().splitlines() if line.startswith("# ") and " = " in line and "FIELD = " not in line]
    text = "\n".join(line for line in lines if not line.startswith("revenue")) + "\n[map]\n" + next(line for line in lines if line.startswith("revenue"))

    config, problems = read_config(config_file(text))

    assert problems == ()
    assert config.me == "Anna Salo"
    assert config.mapping == {"revenue": "Net sales"}


def test_every_setting_has_its_attribute() -> None:
    """The table of settings and the frozen value hold the same defaults."""
    attributes = {field.name for field in dataclasses.fields(Config)} - {"file", "places"}

    assert {setting.name for setting in SETTINGS.values()} == attributes
    for setting in SETTINGS.values():
        value = getattr(EMPTY, setting.name)
        assert (value[setting.part] if setting.part else value) == setting.default


def test_no_config_means_the_defaults() -> None:
    """Without a file there is nothing to complain about."""
    assert read_config(None) == (EMPTY, ())


def test_settings_are_read_with_their_lines(config_file: Write) -> None:
    """Every value arrives, and its place is known."""
    path = config_file('me = "Anna"\nsource = "/data/a.csv"\nperiod = 2025\n\n[classes]\na = 0.7\n[review_days]\nkey = 14\n[map]\nrevenue.2025 = "FY25"\n')

    config, problems = read_config(path)

    assert problems == ()
    assert (config.me, config.source, config.period, config.classes_a) == ("Anna", ("/data/a.csv",), "2025", 0.7)
    assert config.review_days == {"A": 90, "B": 180, "C": 365, "key": 14}
    assert config.mapping == {"revenue.2025": "FY25"}
    assert config.places["classes.a"] == f"{path}:6"


def test_paths_stand_below_the_configs_folder(config_file: Write, tmp_path: Path) -> None:
    """A config works from any folder; absolute paths and stdin stay."""
    config, _ = read_config(config_file('source = ["a.csv", "/b.csv", "-"]\nplans = "p"\njoin = "owners.csv:name=Who"\n'))

    assert config.source == (str(tmp_path / "a.csv"), "/b.csv", "-")
    assert config.plans == str(tmp_path / "p")
    assert config.join == (str(tmp_path / "owners.csv:name=Who"),)


@pytest.mark.parametrize(
    ("text", "line", "key", "what"),
    [
        ('mee = "Anna"', 1, "mee", "did you mean `me`"),
        ("\n[classes]\naa = 0.7", 3, "classes.aa", "did you mean `classes.a`"),
        ("[review_days]\nD = 3", 2, "review_days.D", "no such setting"),
        ("classes.a = 80", 1, "classes.a", "between 0 and 1, such as 0.8, not 80; the default 0.8 is used"),
        ("rollup = 1", 1, "rollup", "true or false"),
        ("[review_days]\nA = -1", 2, "review_days.A", "whole number of days"),
        ('metric = "turnover"', 1, "metric", "revenue, margin, profit, potential"),
        ('period = "2025-Q5"', 1, "period", "2025Q3"),
        ("me = [1]", 1, "me", "text in quotes"),
        ("map = 3", 1, "map", "table of texts"),
        ("[classes]\na = 0.95\nb = 0.8", 2, "classes.a", "below classes.b"),
    ],
)
def test_a_wrong_key_is_told_with_its_line_and_keeps_its_default(config_file: Write, text: str, line: int, key: str, what: str) -> None:
    """FILE:LINE: key: what it must be; nothing else is lost."""
    path = config_file(text)

    config, problems = read_config(path)

    assert [(problem.where, problem.field, problem.severity) for problem in problems] == [(f"{path}:{line}", key, Severity.USAGE)]
    assert what in problems[0].what
    assert isinstance(config, Config)


@pytest.mark.parametrize("text", ["me = ", "me = 'a'\nme = 'b'", "[a\n", "<<<<<<< ours", "a = " + "[" * 3000, "me = '\x00'"])
def test_a_file_that_is_no_toml_is_told_and_the_defaults_hold(config_file: Write, text: str) -> None:
    """A syntax error names file and line and never raises."""
    config, problems = read_config(config_file(text))

    assert config == EMPTY
    assert len(problems) == 1
    assert problems[0].severity == Severity.USAGE
    assert "not valid TOML" in problems[0].what


def test_a_syntax_error_names_its_line(config_file: Write) -> None:
    """The line and column of tomllib reach the user."""
    path = config_file('me = "Anna"\nlocale = oops\n')

    _, problems = read_config(path)

    assert problems[0].where == f"{path}:2"
    assert "column 10" in problems[0].what


def test_a_config_in_another_encoding_names_the_line(config_file: Write) -> None:
    """Latin-1 bytes are told, not guessed."""
    path = config_file('locale = "fi"\nme = "Jyväskylä"\n', "latin-1")

    _, problems = read_config(path)

    assert problems[0].where == f"{path}:2"
    assert "UTF-8" in problems[0].what


def test_a_byte_order_mark_and_windows_lines_are_harmless(config_file: Write) -> None:
    """Editors of other systems may write them."""
    config, problems = read_config(config_file('\ufeffme = "Anna"\r\n[classes]\r\na = 0.7\r\n'))

    assert (config.me, config.classes_a, problems) == ("Anna", 0.7, ())


def test_a_missing_or_oversized_config_is_a_sentence(tmp_path: Path) -> None:
    """A named file that is not there, a folder and a huge file are told."""
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * ((1 << 20) + 1))

    for path, what in ((tmp_path / "none.toml", "No such file"), (tmp_path, "cannot be read"), (large, "over 1 MiB")):
        config, problems = read_config(path)
        assert config == EMPTY
        assert what in problems[0].what
        assert problems[0].where == str(path)


def test_the_config_in_force_is_the_first_of_four(tmp_path: Path) -> None:
    """--config, then ABMTUI_CONFIG, then ./abmtui.toml, then the user's folder."""
    here, user = tmp_path / "here", tmp_path / "user"
    here.mkdir()
    user.mkdir()
    assert found_config(None, {}, here, user) is None
    (user / "config.toml").write_text("")
    assert found_config(None, {}, here, user) == user / "config.toml"
    (here / "abmtui.toml").write_text("")
    assert found_config(None, {}, here, user) == here / "abmtui.toml"
    assert found_config(None, {"ABMTUI_CONFIG": "/elsewhere.toml"}, here, user) == Path("/elsewhere.toml")
    assert found_config("named.toml", {"ABMTUI_CONFIG": "/elsewhere.toml"}, here, user) == Path("named.toml")


def test_a_config_here_is_named_shortly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Problems say `abmtui.toml:1`, not a long path."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "abmtui.toml").write_text("mee = 1\n")

    _, problems = read_config(found_config(None, {}, Path.cwd(), tmp_path / "user"))

    assert problems[0].where == "abmtui.toml:1"


def test_the_schema_names_every_setting() -> None:
    """Tables of the schema hold the dotted keys."""
    properties = schema()["properties"]

    for key in SETTINGS:
        section, _, last = key.rpartition(".")
        assert last in (properties[section]["properties"] if section else properties)


def test_toml_of_writes_texts_that_read_back(config_file: Write) -> None:
    """Quotes, backslashes and controls survive."""
    text = 'a"b\\c\td\x7f'

    config, problems = read_config(config_file(f"me = {toml_of(text)}\n"))

    assert (config.me, problems) == (text, ())


def test_the_metrics_are_those_of_the_portfolio() -> None:
    """The settings stand below the portfolio and spell them again."""
    assert columns.METRICS == METRICS
