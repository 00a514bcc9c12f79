#!/usr/bin/env python3
"""Draws the program's icon as src/app/icon.rs draws the window's: the double peak of a campaign in its phases' colours.

    tools/icon.py              writes assets/icons/promoplan.png and .ico
    tools/icon.py --to DIR     writes them somewhere else, to compare

Needs Python 3.9 or newer and nothing else. The same bytes come out every time.
"""

import argparse
import struct
import zlib
from pathlib import Path

GROUND = (0xFF, 0xFF, 0xFF)
SIZES = (16, 24, 32, 48, 64, 256)
# left, top, right, bottom in 64ths of the side, and the colour of the phase
BARS = (
    (10, 38, 20, 52, (0x0E, 0x87, 0x84)),
    (21, 28, 31, 52, (0x7A, 0x4C, 0xB8)),
    (32, 34, 42, 52, (0x7A, 0x4C, 0xB8)),
    (43, 12, 53, 52, (0xD9, 0x55, 0x2A)),
)
SAMPLES = 8


def inside(x, y, left, top, right, bottom, radius=0.0):
    """Whether a point lies in a rectangle, with round corners or without."""
    if not (left <= x < right and top <= y < bottom):
        return False
    dx = max(left + radius - x, x - (right - radius), 0)
    dy = max(top + radius - y, y - (bottom - radius), 0)
    return dx * dx + dy * dy <= radius * radius or radius == 0


def pixel(column, row, side):
    """Colour and opacity of a pixel, from SAMPLES × SAMPLES points in it."""
    red = green = blue = alpha = 0.0
    for j in range(SAMPLES):
        for i in range(SAMPLES):
            x = (column + (i + 0.5) / SAMPLES) * 64 / side
            y = (row + (j + 0.5) / SAMPLES) * 64 / side
            if not inside(x, y, 0, 0, 64, 64, 12):
                continue
            color = next((bar[4] for bar in BARS if inside(x, y, *bar[:4])), GROUND)
            red, green, blue, alpha = red + color[0], green + color[1], blue + color[2], alpha + 1
    if not alpha:
        return bytes(4)
    mean = [round(value / alpha) for value in (red, green, blue)]
    return bytes(mean + [round(alpha * 255 / SAMPLES**2)])


def png(side):
    rows = b"".join(b"\0" + b"".join(pixel(x, y, side) for x in range(side)) for y in range(side))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def ico(pictures):
    offset = 6 + 16 * len(pictures)
    entries, body = b"", b""
    for side, data in pictures.items():
        entries += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(data), offset + len(body))
        body += data
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + body


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=Path(__file__).parent.parent / "assets" / "icons")
    folder = parser.parse_args().to
    pictures = {side: png(side) for side in SIZES}
    (folder / "promoplan.png").write_bytes(pictures[256])
    (folder / "promoplan.ico").write_bytes(ico(pictures))


if __name__ == "__main__":
    main()
