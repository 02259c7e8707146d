"""What the search remembers between letters."""

from __future__ import annotations

from functools import partial

from abmtui.portfolio.search_memory import Memory


def test_an_answer_is_worked_out_once_and_the_oldest_is_forgotten() -> None:
    """Asking again makes an answer young."""
    asked: list[int] = []

    def work_out(key: int) -> str:
        asked.append(key)
        return f"answer {key}"

    memory: Memory[int, str] = Memory(2)
    for key in (1, 2, 1, 3, 1, 2):
        assert memory.answer(key, partial(work_out, key)) == f"answer {key}"
    assert asked == [1, 2, 3, 2]
    assert memory.known() == (1, 2)
