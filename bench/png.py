"""Makes a screenshot light: the same picture in at most 256 colours."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256


def light(picture: bytes) -> bytes:
    """An 8-bit RGB or RGBA PNG with a palette; its rarest colours become the nearest others.

    Transparency is dropped: a screenshot has none. Raises ValueError for other PNGs.
    """
    chunks = list(_chunks(picture))
    width, height, depth, kind, *_, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    channels = {2: 3, 6: 4}.get(kind)
    if depth != 8 or channels is None or interlaced:
        raise ValueError("not a PNG of a screenshot: 8-bit RGB or RGBA, not interlaced")
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    rows = list(_unfiltered(data, width * channels, channels))
    pixels = [row[at : at + 3] for row in rows for at in range(0, width * channels, channels)]
    counted = Counter(pixels)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    index = {colour: _nearest(colour, palette) for colour in counted}
    packed = bytes(index[pixel] for pixel in pixels)
    lines = b"".join(b"\0" + packed[y * width : (y + 1) * width] for y in range(height))
    return SIGNATURE + b"".join([
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        _chunk(b"PLTE", b"".join(palette)),
        _chunk(b"IDAT", zlib.compress(lines, 9)),
        _chunk(b"IEND", b""),
    ])  # fmt: skip


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not picture.startswith(SIGNATURE):
        raise ValueError("not a PNG")
    at = len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _unfiltered(data: bytes, width: int, step: int) -> Iterator[bytes]:
    """The rows as they were before PNG's filters; `step` bytes are a pixel."""
    before = bytearray(width)
    for start in range(0, len(data), width + 1):
        kind, row = data[start], bytearray(data[start + 1 : start + 1 + width])
        if kind == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, before, strict=True))
        elif kind:
            for at in range(width):
                left = row[at - step] if at >= step else 0
                corner = before[at - step] if at >= step else 0
                row[at] = (row[at] + _predicted(kind, left, before[at], corner)) & 255
        before = row
        yield bytes(row)


def _predicted(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 1:
        return left
    if kind == 3:
        return (left + above) // 2
    guess = left + above - corner
    far = (abs(guess - left), abs(guess - above), abs(guess - corner))
    return (left, above, corner)[far.index(min(far))]


def _nearest(colour: bytes, palette: Sequence[bytes]) -> int:
    red, green, blue = colour
    return min(
        range(len(palette)),
        key=lambda at: (
            (palette[at][0] - red) ** 2
            + (palette[at][1] - green) ** 2
            + (palette[at][2] - blue) ** 2
        ),
    )
