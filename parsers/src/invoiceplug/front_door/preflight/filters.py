"""Unpacking one stream with an end to it, filter by filter."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pikepdf import Name, Pdf, PdfError, Stream, StreamDecodeLevel

PICTURES = frozenset({"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"})
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_BY_QPDF = {
    "/ASCII85Decode": Name.ASCII85Decode, "/A85": Name.ASCII85Decode,
    "/ASCIIHexDecode": Name.ASCIIHexDecode, "/AHx": Name.ASCIIHexDecode,
    "/RunLengthDecode": Name.RunLengthDecode, "/RL": Name.RunLengthDecode,
    "/LZWDecode": Name.LZWDecode, "/LZW": Name.LZWDecode,
}  # fmt: skip
_END_OF_RUNS = 128
_CLEAR, _STOP, _FIRST, _FULL = 256, 257, 258, 4096  # codes of LZW


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out: `size` bytes or more, whether that is all of it, and the filter that nobody here knows."""

    data: bytes = field(repr=False)
    size: int
    whole: bool = True
    unknown: str = ""


def unpacked(raw: bytes, filters: Sequence[str], most: int) -> Unpacked:
    """The stream's bytes, at most one more than `most`; predictors, which make nothing longer, are left to the engine.

    A picture's own filter ends it, and so does one that is not known.
    """
    whole = True
    for name in filters:
        if name in PICTURES:
            break
        if name in _FLATE:
            raw, ended = _inflated(raw, most)
        elif name in _LENGTHS and (size := _LENGTHS[name](raw, most)) > most:
            return Unpacked(b"", size)
        elif name in _BY_QPDF:
            raw, ended = _by_qpdf(raw, _BY_QPDF[name])
        else:
            return Unpacked(b"", 0, whole=False, unknown=name)
        whole = whole and ended
        if len(raw) > most:
            break
    return Unpacked(raw, len(raw), whole)


def _inflated(raw: bytes, most: int) -> tuple[bytes, bool]:
    """The bytes, and whether the stream is whole; of a damaged one, what can be had."""
    inflater = zlib.decompressobj()
    try:
        out = inflater.decompress(raw, most + 1)
        return out, inflater.eof or len(out) > most
    except zlib.error:
        return _inflated_until_it_breaks(raw, most), False


def _inflated_until_it_breaks(raw: bytes, most: int) -> bytes:
    inflater, out = zlib.decompressobj(), bytearray()
    try:
        for begin in range(0, len(raw), 256):
            out += inflater.decompress(raw[begin : begin + 256], most + 1 - len(out))
            if len(out) > most:
                break
    except zlib.error:
        pass
    return bytes(out)


def _by_qpdf(raw: bytes, name: Name) -> tuple[bytes, bool]:
    with Pdf.new() as scratch:
        try:
            return Stream(scratch, raw, Filter=name).read_bytes(StreamDecodeLevel.specialized), True
        except PdfError:
            return b"", False


def _run_length(raw: bytes, most: int) -> int:
    """How many bytes runs unpack to: a count below 128 is followed by so many and one more, one above by one byte."""
    total = at = 0
    while at < len(raw) and raw[at] != _END_OF_RUNS and total <= most:
        count = raw[at]
        total += count + 1 if count < _END_OF_RUNS else 257 - count
        at += count + 2 if count < _END_OF_RUNS else 2
    return total


def _lzw_length(raw: bytes, most: int) -> int:
    """How many bytes LZW data unpacks to, found without unpacking: each code is one byte longer than one before it."""
    lengths: list[int] = []
    total = before = 0
    for code in _lzw_codes(raw, lengths):
        if code == _CLEAR:
            lengths.clear()
            before = 0
            continue
        known = 1 if code < _CLEAR else lengths[code - _FIRST] if code - _FIRST < len(lengths) else before + 1
        if before and len(lengths) < _FULL - _FIRST:
            lengths.append(before + 1)
        total, before = total + known, known
        if total > most:
            break
    return total


def _lzw_codes(raw: bytes, lengths: Sequence[int]) -> Iterable[int]:
    """The codes up to the last; they grow with the table, one code early, as PDF has it by default."""
    buffer = bits = 0
    for byte in raw:
        buffer, bits = (buffer << 8 | byte) & 0xFFFFFF, bits + 8
        width = min(12, max(9, (_FIRST + len(lengths) + 1).bit_length()))
        if bits < width:
            continue
        bits -= width
        code = buffer >> bits & (1 << width) - 1
        if code == _STOP:
            return
        yield code


# those that can lengthen a stream without a bound that qpdf knows
_LENGTHS: dict[str, Callable[[bytes, int], int]] = {
    "/RunLengthDecode": _run_length, "/RL": _run_length, "/LZWDecode": _lzw_length, "/LZW": _lzw_length,
}  # fmt: skip
