"""`abmtui SOURCE`: what the command line and the config say reaches the screen as one request."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from abmtui.cli import demo, opening_screen
from abmtui.cli.main import main
from abmtui.config import EMPTY

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.workspace.request import OpenRequest

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[OpenRequest]:
    """The requests that would have opened the screen; run in an empty folder with a terminal."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("ABMTUI_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("Customer,Revenue\nA,1\n")
    requests: list[OpenRequest] = []

    def screen(request: OpenRequest) -> int:
        requests.append(request)
        return 7

    monkeypatch.setattr(opening_screen, "need_screen", lambda **_: None)
    monkeypatch.setattr(opening_screen, "screen", screen)
    return requests


def test_every_shared_option_reaches_the_request(asked: list[OpenRequest]) -> None:
    """The screen's exit code is the command's."""
    words = "a.csv --plans p --map name=Customer --map revenue.2025=Sales --where x=1 --join o.csv --sheet S --encoding cp1252 --delimiter ; --decimal ,"
    code = main([*words.split(), "--filter", "class = 'A'", "--metric", "Margin", "--period", "2025Q3", "--rollup", "--low-bandwidth"])

    assert code == 7
    (request,) = asked
    source, view = request.source, request.view
    assert (source.sources, source.where, source.joins) == (("a.csv",), "x=1", ("o.csv",))
    assert (source.sheet, source.encoding, source.delimiter, source.decimal) == ("S", "cp1252", ";", ",")
    assert source.mapping == {"name": "Customer", "revenue.2025": "Sales"}
    assert (view.measure.metric, view.measure.period, view.rollup, view.filter, view.mine) == ("margin", "2025Q3", True, "class = 'A'", False)
    assert request.low_bandwidth
    assert request.config.plans == "p"


def test_the_command_line_wins_over_the_config(asked: list[OpenRequest], tmp_path: Path) -> None:
    """Mappings are joined, the rest is replaced."""
    (tmp_path / "abmtui.toml").write_text('source = "a.csv"\nmetric = "profit"\nme = "Anna"\n[map]\nname = "Customer"\nrevenue = "Old"\n')

    main(["--map", "revenue=New", "--mine"])

    (request,) = asked
    assert request.source.sources == ("a.csv",)
    assert request.source.mapping == {"name": "Customer", "revenue": "New"}
    assert (request.view.measure.metric, request.view.mine) == ("profit", True)


def test_without_any_source_the_start_screen_opens(asked: list[OpenRequest]) -> None:
    """An empty request is not an error on screen."""
    assert main([]) == 7
    assert asked[0].source.sources == ()


def test_a_wrong_config_does_not_keep_the_screen_from_opening(asked: list[OpenRequest], tmp_path: Path, capsys: Captured) -> None:
    """The defaults hold, and that is said."""
    (tmp_path / "abmtui.toml").write_text("classes.a = 80\n")

    assert main(["a.csv"]) == 7
    assert asked[0].config.classes_a == EMPTY.classes_a
    assert "abmtui.toml:1: classes.a" in capsys.readouterr().err


def test_stdin_is_read_before_the_screen_opens(asked: list[OpenRequest], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes go with the request, and the header calls it stdin."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Customer,Revenue\nA,1\n")))

    main(["-"])

    assert asked[0].source.stdin == b"Customer,Revenue\nA,1\n"
    assert asked[0].title == "stdin"


def test_stdin_is_read_once(asked: list[OpenRequest], capsys: Captured) -> None:
    """Two dashes make no sense."""
    assert main(["-", "-"]) == 2
    assert "only once" in capsys.readouterr().err
    assert not asked


def test_the_start_screens_demo_keeps_the_users_name_and_locale(asked: list[OpenRequest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample is copied when it is chosen."""
    (tmp_path / "sample" / "plans").mkdir(parents=True)
    (tmp_path / "sample" / "accounts.csv").write_text("Customer,Revenue\nA,1\n")
    monkeypatch.setattr(demo, "sample_folder", lambda: tmp_path / "sample")
    (tmp_path / "abmtui.toml").write_text('me = "Anna"\nlocale = "de_DE"\n')
    main(["a.csv"])

    request = demo.demo_request(asked[0].config)

    assert (request.config.me, request.config.locale) == ("Anna", "de_DE")
    assert request.source.sources == (str(tmp_path / "home" / "abmtui" / "demo" / "accounts.csv"),)
