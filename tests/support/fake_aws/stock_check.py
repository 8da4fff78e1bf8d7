"""What must hold of the three tables after every step, however far an apply has come."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from invoiceplug_cloud.domain import keys

Rows = list[dict[str, Any]]


def check_stock(jobs: Rows, inventory: Rows, ledger: Rows) -> None:
    """AssertionError naming what is wrong. Rows are plain values, as gateways read them."""
    entries = {(row["id"], row["entry"]): row for row in ledger if row["entry"] in (keys.APPLY, keys.REVERSE)}
    stock = next((row for row in ledger if row["entry"] == keys.STOCK), {"seq": 0})
    _check_totals(inventory)
    _check_sequence(inventory, entries, stock)
    _check_holder(entries, stock)
    _check_jobs(jobs, entries)


def _check_totals(inventory: Rows) -> None:
    moved: dict[str, Decimal] = defaultdict(Decimal)
    for row in inventory:
        if row["entry"].startswith("move#"):
            moved[row["item_id"]] += row["delta"]
    totals = {row["item_id"]: row["on_hand"] for row in inventory if row["entry"] == keys.TOTAL}
    assert totals == moved, f"on hand {totals}, moved {dict(moved)}"
    assert all(total >= 0 for total in totals.values()), f"below zero: {totals}"


def _check_sequence(inventory: Rows, entries: dict[Any, Any], stock: dict[str, Any]) -> None:
    openings = [row["seq"] for row in inventory if row.get("kind") == "opening"]
    changes = [entry["seq"] for entry in entries.values()]
    assert sorted(openings + changes) == list(range(1, stock["seq"] + 1)), f"{openings} + {changes}: {stock}"
    made = {(row["job_id"], row["seq"]) for row in inventory if row.get("kind") in ("apply", "reverse")}
    known = {(entry["id"], entry["seq"]) for entry in entries.values()}
    assert made <= known, f"movements of nobody: {made - known}"


def _check_holder(entries: dict[Any, Any], stock: dict[str, Any]) -> None:
    started = [job_id for (job_id, _), entry in entries.items() if entry["next"] < entry["chunks"]]
    assert started == [stock["holder"]] if "holder" in stock else not started, f"{started} started, {stock}"


def _check_jobs(jobs: Rows, entries: dict[Any, Any]) -> None:
    told = defaultdict(list)
    rows = {row["job_id"]: row for row in jobs if row["entry"] == keys.JOB}
    for row in jobs:
        if row["job_id"] in rows and row["entry"].startswith("event#"):
            told[row["job_id"]].append(row["seq"])
    for partition, row in rows.items():
        within = [row[name]["seq"] for name in ("applied_event", "reversed_event") if name in row]
        assert sorted(told[partition] + within) == list(range(1, row["events"] + 1)), f"events of {row['id']}"
        is_open = entries.get((row["id"], keys.APPLY), {}).get("status") == "applying"
        assert ((row["id"], keys.APPLY) in entries) == (row["status"] in ("applying", "applied", "reversed"))
        assert is_open == (row["status"] == "applying"), f"{row['id']} is {row['status']}"
        reverse = entries.get((row["id"], keys.REVERSE), {}).get("status")
        assert (reverse == "reversed") == (row["status"] == "reversed"), f"{row['id']} is {row['status']}"
