"""Texts that are no plan: refused with line and column, soon, and never written over."""

from __future__ import annotations

import pytest

from abmtui.plan.document import CannotWriteError, parse
from abmtui.plan.line_map import UnmappedError, line_map, lines_of
from abmtui.plan.model import EMPTY
from abmtui.plan.syntax import MAX_BYTES


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ('id = "1"\nname = "x\n', "x.toml:2", "column 10: the plan cannot be read: Illegal character"),
        ("a = 1\na = 2\n", "x.toml:2", "column 6: the plan cannot be read: Cannot overwrite a value"),
        ("a = [1\n", "x.toml:2", "column 1: the plan cannot be read: Unclosed array; something is not closed"),
        ('\ufeffa = """x', "x.toml:1", "something is not closed"),
        ("a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> theirs\n", "x.toml:2", "column 1: the plan cannot be read: git left conflict marks here"),
        ('s = """\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> theirs\n"""\n', "x.toml:2", "git left conflict marks"),
        ("x = 1\n" + ".".join("a" * 65) + " = 1\n", "x.toml:2", "a key of more than 64 parts"),
        ("a = " + "[" * 100_000, "x.toml:1", "nested too deeply"),
        ("a = " + "9" * 5_000 + "\n", "x.toml:1", "a value cannot be read"),
        ("# " + "x" * MAX_BYTES, "x.toml:1", "larger than 4 MiB"),
        ("# " + "ä" * (MAX_BYTES // 2), "x.toml:1", "larger than 4 MiB"),
    ],
)
def test_a_text_that_is_no_plan_is_broken_with_line_and_column(text: str, where: str, what: str) -> None:
    """One problem names the place and how to mend it; the plan is empty and nothing can be written."""
    read = parse(text, "x.toml")
    assert (read.broken, read.plan, [problem.where for problem in read.problems]) == (True, EMPTY, [where])
    assert what in read.problems[0].what
    with pytest.raises(CannotWriteError):
        read.document.written(EMPTY)


@pytest.mark.parametrize(
    "text", ["a.b.c = 1\n", "x = '1.2.3.4.5'\n", "# " + "a." * 60 + "\n", "x = '" + "." * 5000 + "'\n", "v = '======='\n", "y = '<<<<<<<'\n"]
)
def test_what_only_looks_dangerous_is_read(text: str) -> None:
    """Short dotted keys, rows of dots and lone marks are fine."""
    assert not parse(text).broken


HOSTILE = {
    "marks without end": "<<<<<<< \n" * 200_000,
    "marks in the wrong order": ">>>>>>>\n=======\n<<<<<<<\n" * 100_000,
    "deep keys side by side": (".".join("a" * 64) + " ") * 10_000,
    "quotes": "'\"" * 500_000,
    "quoted keys": "'a'." * 60 + "\n" + "'a'a" * 200_000,
    "one long word": "a" * 1_000_000,
    "blanks": "a" + " " * 1_000_000 + "b",
    "blank lines": "\n" * 1_000_000 + "=",
    "brackets": "[" * 500_000,
    "headers": "[" + "a." * 30 + "a]\n" + "[[b]]\n" * 20_000,
    "long keys": "".join(f"{'.'.join('a' * 60)}.k{number} = 1\n" for number in range(1_000)),
    "an unclosed text": 'a = """' + '"" ' * 300_000,
    "escapes": 'a = "' + "\\\\" * 300_000,
    "comments": "#" * 1_000_000 + "\n= 1",
    "rows that say the same": "[[note]]\n" * 10_000,
    "rows that cannot be read": "[[note]]\ntext = 1\n" * 5_000,
    "hidden id": " " * 500_000 + "\n" + "id" * 100_000,
}


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_hostile_texts_are_answered_soon(kind: str) -> None:
    """A megabyte made to be slow is read or refused in time that grows with its length, not with its square."""
    assert parse(HOSTILE[kind], "x.toml").document.file == "x.toml"


def test_lines_that_no_toml_1_0_has_are_said_by_number() -> None:
    """The line map never guesses: a later TOML's syntax is refused."""
    for text in ("a = [1\n", "a = 1\nno equals\n"):
        with pytest.raises(UnmappedError):
            line_map(text, lines_of(text))


def test_problems_of_a_plan_that_cannot_be_mapped_name_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no line can be told the problem says the file."""

    def unmapped(*_args: object) -> None:
        raise UnmappedError("line 1")

    monkeypatch.setattr("abmtui.plan.document.line_map", unmapped)
    assert [problem.where for problem in parse("owner = 1\n", "x.toml").problems] == ["x.toml"]
