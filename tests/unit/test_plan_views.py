"""`abmtui plan show --view`: every view printed as text and Markdown, none that is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from abmtui.cli.main import main
from abmtui.report.plan_views import VIEWS

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """format = 1
id = "42"
name = "Neste"
owner = "Aino"

[[stakeholder]]
id = "s-aaaaaa"
name = "Mika | Laine"
role = "economic buyer"
influence = 5
interest = 2

[[stakeholder]]
id = "s-bbbbbb"
name = "Anna"
reports_to = "s-aaaaaa"
our_contact = "Aino"

[[channel]]
id = "c-aaaaaa"
audience = "s-bbbbbb"
channel = "webinar"
when = "monthly"
"""


@pytest.fixture(autouse=True)
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one plan, away from the user's own folders."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("ABMTUI_CONFIG", raising=False)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "neste.toml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "plans"


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each view says something, as text and as Markdown, where a name cannot become a column."""
    for form in ("text", "markdown"):
        main(["plan", "show", "Neste", "--view", name, "--format", form, "--plans", "plans"])
        out = capsys.readouterr().out
        assert out.strip()
        assert form == "text" or "Mika | Laine" not in out


def test_the_views_say_what_stands_where(capsys: pytest.CaptureFixture[str]) -> None:
    """The tree hangs Anna below Mika, the grid has Mika's quarter, Aino meets Anna, and nothing is planned for Mika."""
    for name, words in (
        ("people-tree", "└ Anna"),
        ("people-power", "Keep satisfied: 1"),
        ("people-team", "1 person without any of ours: Mika | Laine."),
        ("channels", "Nothing is planned for Mika | Laine (economic buyer)."),
    ):
        assert main(["plan", "show", "42", "--view", name, "--plans", "plans"]) in {0, 1}
        assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--view", "people-tre"), "--view people-tre: there is no such view; did you mean `people-tree`?"),
        (("--view", "xyz"), "there are people-tree, people-power, people-team, channels"),
        (("--view", "channels", "--format", "json"), "--view is for text and Markdown; --format json has the whole plan"),
    ],
)
def test_what_is_no_view_is_refused(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A view that is none, or a format that holds none, is exit 2 with what there is."""
    assert main(["plan", "show", "42", *words, "--plans", "plans"]) == 2
    assert said in capsys.readouterr().err


def test_findings_are_by_the_settings_and_the_source(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Limits and ages of the config count, and with a source the account's class, programme and people, as on the account's screen."""
    config = plans.parent / "abmtui.toml"
    config.write_text("[limits]\ntouches_a_month = 1\n[review_days]\nA = 11\n", "utf-8")
    (plans.parent / "accounts.csv").write_text("id,name,revenue,programme\n42,Neste Oil,100,ABM\n", "utf-8")
    main(["plan", "add", "42", "channel", "audience=Anna", "when=monthly", "--plans", "plans"])
    show = ["plan", "show", "42", "--view", "findings", "--config", str(config)]
    main([*show, "--plans", "plans"])
    out = capsys.readouterr().out
    assert "2 touches within 30 days, more than 1" in out
    assert "for accounts without a class" in out
    assert "ABM without" not in out
    main([*show, "--source", "accounts.csv", "--plans", "plans"])
    out = capsys.readouterr().out
    assert "(11 days for class A)" in out
    assert "ABM without a strategy" in out
