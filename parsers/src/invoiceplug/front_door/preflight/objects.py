"""Every object of the file: how many, what each stream unpacks to, what fonts say of their glyphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from invoiceplug.front_door.preflight.filters import unpacked
from invoiceplug.front_door.preflight.fonts import measure_cmap, width_entries
from invoiceplug.front_door.preflight.meter import Meter

_GREY = bytes([128])


@dataclass(frozen=True, slots=True)
class Written:
    """An object of the file and its dictionary or array as text, the same for every way to write it."""

    object: Any
    text: bytes = field(repr=False)


def count_objects(pdf: Pdf, meter: Meter) -> list[Written]:
    """The dictionaries, arrays and streams of the file; pictures that are too large are grey afterwards."""
    objects = pdf.objects
    meter.note("objects", len(objects))
    found = []
    widths = 0
    for each in objects:
        if isinstance(each, Stream):
            written = Written(each, each.stream_dict.unparse(resolved=True))
            _measure_stream(each, meter)
        elif isinstance(each, Dictionary | Array):
            written = Written(each, each.unparse(resolved=True))
            if b"/W " in written.text:
                widths += width_entries(each)
                meter.note("width_entries", widths)
        else:
            continue
        found.append(written)
    return found


def filters_of(stream: Any) -> list[str]:
    """The names of the stream's filters, in the order in which they are undone."""
    named = stream.get(Name.Filter)
    return [str(each) for each in (named if isinstance(named, Array) else [] if named is None else [named])]


def where(stream: Any) -> str:
    """How messages call a stream."""
    return f"Stream {stream.objgen[0]}"


def _measure_stream(stream: Any, meter: Meter) -> None:
    filters = filters_of(stream)
    meter.note("filters", len(filters), where(stream))
    for row in _predictor_rows(stream):
        meter.note("row_bytes", row, where(stream))
    if stream.get(Name.Subtype) == Name.Image:
        _measure_picture(stream, meter)
        return  # an engine unpacks no more of a picture than its pixels
    content = unpacked(stream.read_raw_bytes(), filters, meter.limits.stream_bytes)
    meter.unpack(content.size, where(stream))
    measure_cmap(content.data, meter, where(stream))


def _predictor_rows(stream: Any) -> Iterator[int]:
    """Bytes of a row, for each filter with a predictor."""
    said = stream.get(Name.DecodeParms)
    for each in said if isinstance(said, Array) else [said]:
        if isinstance(each, Dictionary) and _number(each, "/Predictor", 1) > 1:
            row = _number(each, "/Columns", 1) * _number(each, "/Colors", 1) * _number(each, "/BitsPerComponent", 8)
            yield row // 8


def _measure_picture(stream: Any, meter: Meter) -> None:
    """A picture over the limit becomes one grey pixel, which covers what the picture would cover."""
    pixels = _number(stream, "/Width", 0) * _number(stream, "/Height", 0)
    meter.largest["image_pixels"] = max(pixels, meter.largest.get("image_pixels", 0))
    if pixels <= meter.limits.image_pixels:
        return
    meter.mended.append(f"{where(stream)}, a picture of {pixels:,} pixels, was left out")
    stream.write(_GREY)
    stream.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray
    )


def _number(holder: Object, key: str, otherwise: int) -> int:
    value = holder.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
