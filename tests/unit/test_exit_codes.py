"""Every way out of a command is an exit code and at most one sentence."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from abmtui.cli import exits, streams
from abmtui.cli.exits import SignalledError, StoppedError, guarded
from abmtui.problems import Problem, Severity, exit_code

ROOT = Path(__file__).parents[2]


@pytest.fixture
def _state_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes into the user's own state folder."""
    monkeypatch.setattr("abmtui.cli.places.state_folder", lambda: tmp_path / "state")


def raising(error: BaseException) -> int:
    """The exit code of a command that ends with this error."""

    def action() -> NoReturn:
        raise error

    return guarded(action)


def run(*words: str, stdin: int | None = subprocess.DEVNULL, tmp_path: Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    """`abmtui WORDS` as a process of its own, away from the user's folders."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    return subprocess.run([sys.executable, "-m", "abmtui", *words], stdin=stdin, capture_output=True, timeout=30, check=False, env=environ, cwd=tmp_path)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoppedError("no"), 2),
        (StoppedError("no", Severity.CHANGED), 4),
        (KeyboardInterrupt(), 130),
        (SignalledError(signal.SIGTERM), 143),
        (SignalledError(signal.SIGHUP), 129),
        (BrokenPipeError(), 0),
        (streams.OutputClosedError(), 0),
        (streams.OutputFailedError("disk full"), 5),
        (SystemExit(3), 3),
        (SystemExit("words"), 1),
        (SystemExit(None), 0),
    ],
)
def test_every_ending_has_its_code(error: BaseException, code: int) -> None:
    """The codes are an API."""
    assert raising(error) == code


@pytest.mark.usefixtures("_state_here")
@pytest.mark.parametrize("error", [ValueError("Anna Salo's note"), type("PanicException", (BaseException,), {})("boom"), RecursionError()])
def test_an_unexpected_error_is_one_sentence_and_a_log_without_its_message(error: BaseException, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The screen has no traceback; the log has one, without the message that may hold people's data, for the user alone."""
    assert raising(error) == 1

    said = capsys.readouterr().err
    logs = list((tmp_path / "state" / "errors").glob("*.log"))
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert len(logs) == 1
    assert str(logs[0]) in said
    assert type(error).__name__ in logs[0].read_text()
    assert "Anna Salo" not in logs[0].read_text()
    assert logs[0].stat().st_mode & 0o777 == 0o600


def test_an_error_that_cannot_be_logged_is_still_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A state folder that is a file does not make it worse."""
    (tmp_path / "state").write_text("")
    monkeypatch.setattr("abmtui.cli.places.state_folder", lambda: tmp_path / "state")

    assert raising(ValueError("x")) == 1
    assert "could not be written" in capsys.readouterr().err


@pytest.mark.usefixtures("_state_here")
def test_only_the_last_logs_are_kept(tmp_path: Path) -> None:
    """A command that fails every minute does not fill the disk."""
    for _ in range(exits._LOGS_KEPT + 3):
        raising(ValueError("x"))

    assert len(list((tmp_path / "state" / "errors").glob("*.log"))) == exits._LOGS_KEPT


def test_terminations_are_exit_codes() -> None:
    """TERM and HUP end a command by its own code, after what was half done is undone; the handlers go away again."""
    undone = []

    def action() -> int:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            signal.pause()
        finally:
            undone.append(True)
        return 0

    before = signal.getsignal(signal.SIGTERM)
    assert guarded(action) == 143
    assert undone == [True]
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_heaviest_problem_gives_the_code() -> None:
    """5, 4, 3, 2, 1: in that order."""
    problems = [Problem("a", severity=severity) for severity in (Severity.NOTE, Severity.SOURCE, Severity.MEND)]

    assert exit_code(problems) == 3
    assert exit_code(()) == 0


def test_narration_is_at_most_a_screenful_and_counts_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    """The heaviest come first; nothing is cut in silence."""
    notes = [Problem(f"note {number}", severity=Severity.NOTE) for number in range(40)]

    streams.narrate([*notes, Problem("bad cell", "a.csv:7", "revenue")])

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == streams.SCREENFUL
    assert lines[0] == "mend: a.csv:7: revenue: bad cell"
    assert lines[1] == "note: note 0"
    assert lines[-1] == "... and 22 more (22 notes); `abmtui check` prints them all"


def test_a_screenful_of_narration_is_told_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Twenty lines need no counting; the same thing is told once."""
    notes = [Problem(f"note {number}", severity=Severity.NOTE) for number in range(streams.SCREENFUL)]

    streams.narrate([*notes, *notes])

    assert len(capsys.readouterr().err.splitlines()) == streams.SCREENFUL


def test_text_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Controls become marks on both streams; data goes as it is."""
    streams.put_text("a\x1b]0;x\x07\n")
    streams.say("b\x9b2J\nc")
    streams.put_bytes(b"\x1b\n")

    out, err = capsys.readouterr()
    assert out == "a␛]0;x␇\n\x1b\n"
    assert err == "b\ufffd2J␊c\n"


def test_a_terminal_that_lacks_a_letter_gets_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locale without UTF-8 is no crash."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))

    streams.put_text("Wärtsilä\n")

    assert raw.getvalue() == b"W?rtsil?\n"


def test_a_closed_stderr_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Narration is not worth failing for."""
    monkeypatch.setattr(sys, "stderr", None)

    streams.say("unheard")


def test_a_closed_stdout_is_exit_5(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Data that went nowhere was not delivered."""
    monkeypatch.setattr(sys, "stdout", None)

    def action() -> int:
        streams.put_text("data\n")
        return 0

    assert guarded(action) == 5
    assert "stdout is closed" in capsys.readouterr().err


def test_a_pipe_that_closes_ends_quietly_with_0(tmp_path: Path) -> None:
    """`abmtui config schema | true`: no message, no traceback at the interpreter's end."""
    reader, writer = os.pipe()
    os.close(reader)
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path)}

    for words in (["config", "schema"], ["--help"]):
        done = subprocess.run([sys.executable, "-m", "abmtui", *words], stdout=writer, stderr=subprocess.PIPE, timeout=30, check=False, env=environ)
        assert (done.returncode, done.stderr) == (0, b"")
    os.close(writer)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_stdout_is_exit_5(tmp_path: Path) -> None:
    """The output that could not be written is told."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path)}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "abmtui", "config", "schema"], stdout=full, stderr=subprocess.PIPE, timeout=30, check=False, env=environ)

    assert done.returncode == 5
    assert b"could not be written" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [("--help",), ("--version",), ("report", "--help"), ("accounts", "--help"), ("plan", "--help"), ("plan", "set", "--help"), ("demo", "--help")]
)
def test_help_and_version_load_nothing_heavy(words: tuple[str, ...], tmp_path: Path) -> None:
    """Neither Textual nor polars nor rapidfuzz is imported to say what a command does."""
    code = (
        "import sys; from abmtui.cli.main import main; code = main(sys.argv[1:]); "
        "heavy = {'textual', 'polars', 'rapidfuzz', 'plotext', 'babel', 'rich', 'xlsxwriter', 'asyncio'} & set(sys.modules); print(sorted(heavy), file=sys.stderr); sys.exit(code)"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=30, check=False, env=environ)

    assert (done.returncode, done.stderr.strip()) == (0, "[]")
    assert done.stdout


@pytest.mark.parametrize("words", [(), ("a.csv",), ("-",), ("demo",), ("open", "a.csv")])
def test_without_a_terminal_the_screen_is_refused_in_one_line(words: tuple[str, ...], tmp_path: Path) -> None:
    """Exit 2, one line that says what to do, no escape byte."""
    (tmp_path / "a.csv").write_text("Customer,Revenue\nA,1\n")
    done = run(*words, tmp_path=tmp_path)

    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
    assert b"abmtui report" in done.stderr
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rport",), "abmtui report"),
        (("report", "--metrik", "margin", "a.csv"), "--metric"),
        (("report", "--metric", "turnover", "a.csv"), "turnover"),
        (("config", "shw"), "show"),
        (("plan",), "abmtui plan --help"),
        (("accounts", "--limit", "many", "a.csv"), "--limit"),
    ],
)
def test_a_usage_error_is_one_sentence_with_the_way_to_help(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, on stderr alone."""
    from abmtui.cli.main import main

    assert main(words) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("abmtui: ")
    assert err.count("\n") == 1
    assert said in err
