"""What the explorer's screens say, read off their cells."""

import re

import numpy


def number(text):
    """A number as the program writes it: thousands apart, a minus of its own."""
    return float(text.replace(" ", "").replace("−", "-"))


def found(pattern, screen):
    """The first match on the screen; fails without one."""
    match = re.search(pattern, screen.text)
    assert match, f"{pattern} is not on screen\n{screen.text}"
    return match


# The Explore screen


def epsilon(screen):
    """The number beside the slider."""
    return float(found(r"^\s*(?:ε|eps) (\d\.\d{4}) ", Rows(screen, slider_row(screen)))[1])


def minimal_epsilon(screen):
    """ε_min; None where there is none up to 1."""
    text = found(r"ε_min (none ≤ 1|\d\.\d{4})", screen)[1]
    return None if text.startswith("none") else float(text)


def image_number(screen):
    return int(number(found(r"image (\d[\d ]*?) ─", screen)[1]))


def label(screen):
    return int(found(r"label (\d) ─", screen)[1])


def reading(screen):
    """The digit read off x + εη, and whether the screen calls that right."""
    match = found(r"x \+ εη ─+ reads (\d) ([✓✗]) ─", screen)
    return int(match[1]), match[2] == "✓"


def clean_reading(screen):
    """The digit read off x, and whether the screen calls that right."""
    match = found(r"of [\d ]+ ─+ reads (\d) ([✓✗]) ─", screen)
    return int(match[1]), match[2] == "✓"


def confidences(screen):
    """Of the ten digits in per cent `[10, 2]`: of the clean image, and of the perturbed one."""
    rows = re.findall(
        r"(\d) [✓✗ ] [^\s\d]+ +(\d+(?:\.\d)?) +(\d+(?:\.\d)?) %", screen.text
    )
    assert [int(digit) for digit, _, _ in rows] == list(range(10)), screen.text
    return numpy.array([[float(before), float(now)] for _, before, now in rows])


def is_explored(screen):
    """Whether everything about the wanted image is known."""
    return re.search(r"image \d[\d ]* (─|label)", screen.text) and "ε_min …" not in screen.text


def is_measured(screen):
    """Whether the accuracy of the model is known."""
    return re.search(r"\d %\s*$", screen.lines[0]) is not None


def slider_row(screen):
    for row, line in enumerate(screen.lines):
        if re.match(r"\s*(ε|eps) \d\.\d{4} ", line):
            return row
    raise AssertionError(f"no slider\n{screen.text}")


def knob(screen):
    """The column of the slider's knob."""
    return screen.lines[slider_row(screen)].index("●")


def track(screen):
    """The first and the last column of the slider."""
    columns = [i for i, c in enumerate(screen.lines[slider_row(screen)]) if c in "━─┃●"]
    return columns[0], columns[-1]


class Rows:
    """Some rows of a screen."""

    def __init__(self, screen, *rows):
        self.text = "\n".join(screen.lines[row] for row in rows)


def picture(screen, title):
    """Brightness `[rows · 2, columns]` in 0…1 of the picture in the frame with a title.

    It is drawn in half blocks: the foreground is the upper pixel, the background the lower one.
    """
    column, row = screen.find(f"╭─ {title}")
    width = screen.lines[row][column:].index("╮") - 1
    height = next(i for i in range(1, 60) if screen.cell(column, row + i).data == "╰") - 1
    pixels = numpy.zeros((2 * height, width, 3))
    for y in range(height):
        for x in range(width):
            cell = screen.cell(column + 1 + x, row + 1 + y)
            assert cell.data == "▀", f"{cell} is no half block"
            pixels[2 * y, x] = colour(cell.fg)
            pixels[2 * y + 1, x] = colour(cell.bg)
    # The picture's black is (12, 12, 14), its white (252, 252, 252).
    return (pixels[:, :, 0] - 12) / 240


def colour(name):
    """Red, green and blue of a colour that is given in figures."""
    assert re.fullmatch("[0-9a-f]{6}", name), f"{name} is no colour in figures"
    return [int(name[i : i + 2], 16) for i in (0, 2, 4)]


def is_red(cell):
    red, green, blue = colour(cell.fg)
    return red > 200 and green < 150 and blue < 150


def is_green(cell):
    red, green, blue = colour(cell.fg)
    return green > 150 and red < 150 and blue < 190


# The Train screen


def progress(screen):
    """The epoch under way, the loss and the accuracies in per cent; None where not known."""
    text = screen.text

    def figure(name):
        match = re.search(rf"{name} +(\d+(?:\.\d+)?)", text)
        return float(match[1]) if match else None

    return {
        "epoch": int(found(r"epoch +(\d+)/\d+", screen)[1]),
        "loss": figure("· loss"),
        "train": figure("· train"),
        "test": figure("· test"),
    }


def field(screen, name):
    """What a field of the form says."""
    return found(rf"│ [▸ ] {name} +([^\s│]*)", screen)[1]
