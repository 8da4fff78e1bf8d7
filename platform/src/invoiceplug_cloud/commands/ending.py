"""How a command ends that cannot go on: one sentence on standard error, and an exit status."""

from __future__ import annotations

import click

EXIT_OK = 0
EXIT_DIFFERENT = 1
EXIT_USAGE = 2
EXIT_MISSING_EXTRA = 3
EXIT_INTERNAL = 70


def fail(sentence: str, status: int) -> int:
    """Says the sentence; the status."""
    click.echo(sentence, err=True)
    return status


def missing_extra(command: str, missing: ModuleNotFoundError) -> int:
    """Says what is not installed and how it is; the status."""
    hint = "Install it with: pip install 'invoiceplug-cloud[local]'"
    sentence = f"MISSING_EXTRA: `{command}` needs {missing.name}, which is not installed. {hint}"
    return fail(sentence, EXIT_MISSING_EXTRA)


def require_local_extra() -> None:
    """Raises ModuleNotFoundError naming the first part of the extra `local` that is missing; imports none of them."""
    from importlib.util import find_spec

    for module in ("boto3", "ministack", "hypercorn", "pypdfium2"):
        if find_spec(module) is None:
            raise ModuleNotFoundError(module, name=module)
