"""A text edited in the user's own editor, through a file that only they can read and that is gone afterwards."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path


def edited_outside(text: str, editor: str) -> tuple[str | None, str]:
    """Return (text, "") as the editor command left it, or (None, a sentence) when it could not be used.

    The file is made with mode 0600 and removed whatever happens.
    """
    handle, name = tempfile.mkstemp(prefix="abmtui-", suffix=".txt")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text + "\n" if text else "")
        code = subprocess.run([*shlex.split(editor), name], check=False).returncode  # noqa: S603 -- the command is the user's own EDITOR
        if code:
            return None, f"{editor} ended with code {code}; the text stays as it was"
        return path.read_text(encoding="utf-8").removesuffix("\n"), ""
    except (OSError, ValueError) as error:
        return None, f"{editor} could not be used: {error}"
    finally:
        path.unlink(missing_ok=True)
