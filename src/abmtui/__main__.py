"""`python -m abmtui` is the command `abmtui`."""

from __future__ import annotations

import sys

from abmtui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
