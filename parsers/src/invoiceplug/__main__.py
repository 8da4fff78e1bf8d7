"""`invoiceplug`, and `python -m invoiceplug` where its folder is not on the path: the command line."""

from __future__ import annotations

import gc


def main() -> None:
    """Runs the command; a start makes many objects that stay, and to look for garbage among them takes its time."""
    gc.set_threshold(100_000)
    from invoiceplug.cli import main as command

    command()


if __name__ == "__main__":
    main()
