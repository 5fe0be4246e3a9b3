"""Draws pictures of the program's screens as SVG, each from a real run.

Usage: POTEMKIN_DATA=DIR picture.py OUTPUT.svg COLUMNS×ROWS THEME KEY...
A KEY is a name that `Screen.press` knows, a character, or "wait:TEXT" for a text to come on screen.
"""

import html
import re
import sys

from screen import Screen

CELL_WIDTH, CELL_HEIGHT = 8.4, 17.0
FONT = "'DejaVu Sans Mono','Cascadia Mono','SF Mono',Menlo,Consolas,monospace"
UNFINISHED = re.compile(rb"\x1b(\[[0-9:;?]*)?$")
DIRECT_COLOUR = re.compile(rb"([34]8):2::(\d+):(\d+):(\d+)")
# The part of its cell that a block fills: left, top, width, height.
BLOCKS = {"▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 0.5), "█": (0, 0, 1, 1)} | {
    glyph: (0, 0, eighths / 8, 1) for eighths, glyph in enumerate(" ▏▎▍▌▋▊▉") if eighths
} | {
    glyph: (0, 1 - eighths / 8, 1, eighths / 8)
    for eighths, glyph in enumerate(" ▁▂▃▄▅▆▇") if eighths
}
# The (column, row) of each bit of a braille glyph's eight dots.
DOTS = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]


class TrueColourScreen(Screen):
    """A screen whose emulator understands colours of red, green and blue with colons."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        feed = self.stream.feed
        rest = b""

        def feed_whole_sequences(data):
            nonlocal rest
            data = rest + data
            cut = UNFINISHED.search(data)
            end = cut.start() if cut else len(data)
            rest = data[end:]
            feed(DIRECT_COLOUR.sub(rb"\1;2;\2;\3;\4", data[:end]))

        self.stream.feed = feed_whole_sequences


def colour(value, default):
    return f"#{value}" if re.fullmatch("[0-9a-f]{6}", value) else default


def runs(screen, row):
    """Cells of one row that look alike: (first column, text, foreground, background, bold)."""
    found = []
    for column in range(screen.size[0]):
        cell = screen.cell(column, row)
        look = (colour(cell.fg, "#d0d0d6"), colour(cell.bg, "#101014"), cell.bold)
        joins = found and found[-1][2] == look
        if joins and not is_drawn(cell.data) and not is_drawn(found[-1][1]):
            found[-1][1] += cell.data
        else:
            found.append([column, cell.data, look])
    return [(column, text, *look) for column, text, look in found]


def is_drawn(text):
    """Whether a glyph is drawn as shapes, so as not to depend on the reader's fonts."""
    return text in BLOCKS or "\u2800" <= text <= "\u28ff"


def dots(glyph, left, top, fill):
    """A braille glyph."""
    bits = ord(glyph) - 0x2800
    places = [place for bit, place in enumerate(DOTS) if bits >> bit & 1]
    circles = "".join(
        f'<circle cx="{left + (column + 0.5) * CELL_WIDTH / 2:.2f}" '
        f'cy="{top + (row + 0.5) * CELL_HEIGHT / 4:.2f}" r="1.2"/>'
        for column, row in places
    )
    return f'<g fill="{fill}" shape-rendering="auto">{circles}</g>' if circles else ""


def rectangle(x, y, width, height, fill):
    return f'<rect x="{x:.1f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"/>'


def draw(screen):
    """The screen as SVG."""
    columns, rows = screen.size
    width, height = columns * CELL_WIDTH, rows * CELL_HEIGHT
    base = colour(screen.cell(0, 0).bg, "#101014")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'font-family="{FONT}" font-size="14" shape-rendering="crispEdges" xml:space="preserve">',
        rectangle(0, 0, width, height, base),
    ]
    for row in range(rows):
        top = row * CELL_HEIGHT
        for column, text, foreground, background, bold in runs(screen, row):
            left = column * CELL_WIDTH
            if background != base:
                parts.append(
                    rectangle(left, top, len(text) * CELL_WIDTH, CELL_HEIGHT, background)
                )
            if text in BLOCKS:
                x, y, w, h = BLOCKS[text]
                parts.append(
                    rectangle(
                        left + x * CELL_WIDTH, top + y * CELL_HEIGHT,
                        w * CELL_WIDTH, h * CELL_HEIGHT, foreground,
                    )
                )
            elif is_drawn(text):
                parts.append(dots(text, left, top, foreground))
            elif text.strip():
                weight = ' font-weight="bold"' if bold else ""
                parts.append(
                    f'<text x="{left:.1f}" y="{top + 13:.1f}" fill="{foreground}"{weight} '
                    f'textLength="{len(text) * CELL_WIDTH:.1f}">{html.escape(text)}</text>'
                )
    return "\n".join([*parts, "</svg>\n"])


def main(output, size, theme, *keys):
    columns, rows = map(int, size.replace("×", "x").split("x"))
    screen = TrueColourScreen("--theme", theme, columns=columns, rows=rows)
    screen.wait_for("ε_min 0").settle()
    for key in keys:
        if key.startswith("wait:"):
            screen.wait_for(key.removeprefix("wait:"), timeout=60)
        else:
            screen.press(key)
            screen.update()
    screen.settle(quiet=0.05, timeout=1)
    with open(output, "w", encoding="utf-8") as file:
        file.write(draw(screen))
    screen.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
