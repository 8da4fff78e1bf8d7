"""A data folder belongs to one running stack of a version that understands it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from invoiceplug_cloud.local.data_folder import LOG_BYTES, MARKER, DataFolder, DataFolderError


def test_a_new_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "new" / "data") as data:
        assert data.path.stat().st_mode & 0o777 == 0o700
    with DataFolder(tmp_path / "new" / "data"):
        pass  # and can be used again


def test_a_folder_in_use_is_refused_with_the_process_that_uses_it(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "data"):
        with pytest.raises(DataFolderError, match=rf"process {os.getpid()}\)"):
            DataFolder(tmp_path / "data").__enter__()
        with pytest.raises(DataFolderError, match="in use"):  # being refused takes nothing away
            DataFolder(tmp_path / "data").__enter__()


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    with pytest.raises(DataFolderError, match="holds something else"):
        DataFolder(tmp_path).__enter__()
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


@pytest.mark.parametrize(
    ("marker", "says"), [('{"format": 999}', "format 999, this one reads 1"), ("", "damaged"), ("[]", "damaged")]
)
def test_data_of_another_version_are_refused(tmp_path: Path, marker: str, says: str) -> None:
    (tmp_path / MARKER).write_text(marker)
    with pytest.raises(DataFolderError, match=says):
        DataFolder(tmp_path).__enter__()


def test_a_place_where_no_folder_can_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderError, match="cannot be created"):
        DataFolder(tmp_path / "file" / "data").__enter__()


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "data") as data:
        data.log("emulator").write_bytes(b"x" * (LOG_BYTES + 1))
        assert not data.log("emulator").exists()
        assert (data.path / "logs" / "emulator.log.1").stat().st_size == LOG_BYTES + 1
