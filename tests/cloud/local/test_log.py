"""The write-ahead log: order, torn tails, damage, and snapshots."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from invoiceplug_cloud.local.wal import DamagedLogError, Entry, Log


def write(folder: Path, *names: str) -> None:
    async def append() -> None:
        log = Log(folder)
        list(log.replay())
        for name in names:
            await log.durable(log.append({"name": name}))

    asyncio.run(append())


def names(folder: Path) -> list[str]:
    return [entry["name"] for entry in Log(folder).replay()]


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_entries_come_back_in_order_across_runs(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    write(tmp_path, "ä")
    assert names(tmp_path) == ["a", "b", "ä"]


@pytest.mark.parametrize("lost", [1, 7, 20])
def test_a_torn_last_line_is_cut_off_and_the_log_goes_on_after_it(tmp_path: Path, lost: int) -> None:
    write(tmp_path, "a", "b")
    file = only_file(tmp_path)
    file.write_bytes(file.read_bytes()[:-lost])
    write(tmp_path, "c")
    assert names(tmp_path) == ["a", "c"]


def test_zeros_that_a_power_cut_left_at_the_end_are_cut_off(tmp_path: Path) -> None:
    write(tmp_path, "a")
    file = only_file(tmp_path)
    file.write_bytes(file.read_bytes() + bytes(4096))
    assert names(tmp_path) == ["a"]


def test_damage_before_other_entries_is_refused_and_nothing_is_cut(tmp_path: Path) -> None:
    write(tmp_path, "a", "b", "c")
    file = only_file(tmp_path)
    damaged = file.read_bytes().replace(b'"b"', b'"x"')
    file.write_bytes(damaged)
    with pytest.raises(DamagedLogError, match="damaged and others follow"):
        names(tmp_path)
    assert file.read_bytes() == damaged


def test_an_entry_that_is_missing_is_noticed(tmp_path: Path) -> None:
    write(tmp_path, "a", "b", "c")
    file = only_file(tmp_path)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + lines[2])
    with pytest.raises(DamagedLogError, match="entry 3 follows entry 1"):
        names(tmp_path)


def snapshot(folder: Path, *entries: Entry) -> Log:
    log = Log(folder)
    list(log.replay())
    log.replace(list(entries))
    return log


def test_entries_of_a_snapshot_are_never_replayed_again(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    old = only_file(tmp_path)
    content = old.read_bytes()
    snapshot(tmp_path, {"name": "a and b"}).append({"name": "c"})
    old.write_bytes(content)  # as if the machine had stopped between the rename and the deletion
    log = Log(tmp_path)
    assert [entry["name"] for entry in log.replay()] == ["a and b", "c"]
    assert (log.sequence, log.snapshot_entries) == (2, 1)
    assert not old.exists()


def test_a_snapshot_that_was_not_finished_counts_for_nothing(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    (tmp_path / "00000002.tmp").write_bytes(b"half a snapshot")
    assert names(tmp_path) == ["a", "b"]
    assert only_file(tmp_path).name == "00000001.log"
