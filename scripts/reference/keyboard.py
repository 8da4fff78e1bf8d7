"""The keys of the page, by where they mean something."""

from __future__ import annotations

from typing import Any

from reference.texts import page_texts

LEAD = """# Keyboard

The keys of the page; `?` shows them there. On a Mac, Command stands for Ctrl and Option for Alt. *Help* can switch off
the keys of a single character, for whoever dictates."""


def page() -> str:
    """The reference of all keys."""
    texts = page_texts()
    parts = [LEAD]
    for group in texts["shortcuts"]:
        rows = [f"| {told(each['keys'])} | {texts['does'][each['does']]} |" for each in group["shortcuts"]]
        parts += [f"## {texts['where'][group['where']]}", "\n".join(["| keys | do |", "|---|---|", *rows])]
    return "\n\n".join(parts)


def told(ways: list[list[Any]]) -> str:
    """Each way to press it, keys that are held together joined by a plus."""
    return ", ".join("+".join(f"`{key}`" for key in keys) for keys in ways)
