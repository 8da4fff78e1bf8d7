"""Unpacking one stream: all of it or what can be had, and never more than asked for."""

from __future__ import annotations

import base64
import zlib

import pikepdf
import pytest

from invoiceplug.front_door.preflight.filters import unpacked

TEXT = b"Invoice 4711 " * 50
FLATE = ["/FlateDecode"]


def lzw(codes: list[int]) -> bytes:
    """The codes in nine bits each, which holds for the first 255 of them after a 256."""
    bits = "".join(f"{code:09b}" for code in codes)
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def test_filters_are_undone_in_their_order() -> None:
    raw = base64.a85encode(zlib.compress(TEXT)) + b"~>"
    assert unpacked(raw, ["/ASCII85Decode", "/Fl"], 1_000).data == TEXT


def test_no_more_is_unpacked_than_asked_for() -> None:
    content = unpacked(zlib.compress(TEXT), FLATE, 20)
    assert (content.size, content.whole) == (21, True)


@pytest.mark.parametrize("damage", [lambda raw: raw[:-30], lambda raw: raw[:60] + b"\xff" * 30, lambda raw: b"junk"])
def test_of_a_damaged_stream_there_is_what_can_be_had(damage: object) -> None:
    numbers = b" ".join(b"%d" % (n * n) for n in range(900))
    content = unpacked(damage(zlib.compress(numbers)), FLATE, 10_000)  # type: ignore[operator]
    assert not content.whole
    assert numbers.startswith(content.data[:40])


def test_the_length_of_lzw_is_known_before_it_is_unpacked() -> None:
    with pikepdf.new() as pdf:
        for codes in ([256, 65, 66, 258, 260, 257], [256, 65, 258, 259, 260, 257], [256, 65, 65, 256, 66, 257]):
            raw = lzw(codes)
            real = pikepdf.Stream(pdf, raw, Filter=pikepdf.Name.LZWDecode).read_bytes()
            assert unpacked(raw, ["/LZWDecode"], len(real)).data == real
            assert unpacked(raw, ["/LZWDecode"], len(real) - 1).size == len(real)


def test_runs() -> None:
    assert unpacked(b"\x02abc\xfex\x80", ["/RL"], 9).data == b"abcxxx"
    assert unpacked(b"\x02abc\xfex\x80", ["/RL"], 5).size > 5


def test_a_pictures_own_filter_ends_it() -> None:
    assert unpacked(zlib.compress(b"jpeg"), ["/FlateDecode", "/DCTDecode"], 9).data == b"jpeg"


def test_an_unknown_filter_is_named() -> None:
    assert unpacked(b"", ["/Crypt"], 9).unknown == "/Crypt"
