"""The Fool screen makes images of nothing that the model is sure of, while one watches."""

import re
import time

import pytest

from explorer import found, number
from process import cpu_seconds
from test_command_line import json_lines
from test_terminal import is_restored

METHODS = ["ascent", "evolution", "cppn"]


def captions(screen):
    """The class, how sure the model is in per cent, and the mark, of each picture that is there."""
    return re.findall(r"(?<![\d.])(\d) +(\d+\.\d) %( ✗)?", "\n".join(screen.lines[5:]))


def has_images(screen):
    return len(captions(screen)) == 10


def confidences(screen):
    """Of each class, in per cent, and whether it is marked."""
    rows = captions(screen)
    assert [int(label) for label, _, _ in rows] == list(range(10)), screen.text
    return [(float(figure), bool(mark)) for _, figure, mark in rows]


def rounds(screen):
    """How many rounds the class that has had most has had."""
    match = re.search(r"round +(\d[\d ]*) ·", screen.text)
    return 0 if match is None else number(match[1])


def press(screen, *keys):
    screen.press(*keys)
    return screen


def open_fool(explore, source, method="ascent", *keys, columns=80, rows=24):
    """Opens the screen with a method chosen."""
    screen = explore(source, columns=columns, rows=rows)
    screen.press("6", *"m" * METHODS.index(method), *keys)
    return screen.wait_for(f"{method} · seed 1")


@pytest.mark.parametrize("method", METHODS)
def test_each_method_makes_the_shipped_model_sure_of_all_classes(
    explore, potemkin, source, method
):
    screen = open_fool(explore, source, method, "+", "+", " ")
    screen.wait_for("10 of 10 at ≥ 99 %", timeout=50).wait_for("done ·")
    assert all(figure >= 99 and mark for figure, mark in confidences(screen))
    # It is what the command makes.
    screen.press("right", "right", "right", "enter")
    screen.wait_for("╭─ class 3 ")
    words = ("fool", "--class", 3, "--method", method, "--seed", 1, "--json")
    (report,) = json_lines(potemkin(*words))
    assert number(found(r"╰─ round (\d[\d ]*) ─", screen)[1]) == report["rounds"]
    assert number(found(r" (\d[\d ]*) queries ─", screen)[1]) == report["queries"]
    shown = float(found(r"class 3 ─+ (\d+\.\d) % ✗", screen)[1])
    assert shown <= report["confidence"] * 100 < shown + 0.1
    screen.press("q")
    assert screen.wait() == 0
    assert is_restored(screen)


def test_the_images_can_be_watched_as_they_are_made(explore, source):
    screen = open_fool(explore, source, "ascent", "-", " ")
    seen, is_slow = [], True
    while "done ·" not in screen.text:
        # The first rounds one by one, whatever else the machine does; then all the others.
        if is_slow and rounds(screen) >= 6:
            is_slow = False
            screen.press("+")
        screen.update(timeout=0.02)
        if screen.is_frame_whole and has_images(screen):
            seen.append(confidences(screen))
    assert len({tuple(picture) for picture in seen}) > 5, "it was not to be watched"
    for label in range(10):
        figures = [picture[label][0] for picture in seen]
        assert figures == sorted(figures), f"the best of {label} fell"
        assert figures[0] < 99 <= figures[-1]


def test_it_can_be_stepped_paused_and_stopped(explore, small_source):
    screen = open_fool(explore, small_source, "evolution")
    press(screen, "n").wait_for("○ paused")
    screen.wait_for(has_images)
    for step in (1, 2, 3):
        press(screen, "n").wait_for(lambda screen, step=step: rounds(screen) == step)
    before = confidences(screen.settle(quiet=0.2))
    spent = cpu_seconds(screen)
    time.sleep(0.5)
    assert confidences(screen) == before and cpu_seconds(screen) - spent <= 0.01
    press(screen, "-", " ").wait_for("● running").wait_for(lambda screen: rounds(screen) > 3)
    press(screen, "s").wait_for("■ stopped")
    assert rounds(screen) < 10


def test_another_method_or_model_makes_it_stale(explore, small_source):
    screen = open_fool(explore, small_source, "cppn", "-", " ")
    screen.wait_for("● running")
    press(screen, "m").wait_for("of what was chosen before · Space anew")
    press(screen, " ").wait_for("ascent · seed 1").wait_for("● running")
    press(screen, "t").wait_for("of the model from before", timeout=30)
    assert "● running" in screen.text
    press(screen, "s").wait_for("■ stopped").wait_for("of the model from before · Space anew")


def test_done_it_costs_nothing(explore, source):
    screen = open_fool(explore, source, "ascent", "+", "+", " ").wait_for("done ·")
    screen.settle()
    before, written = cpu_seconds(screen), len(screen.raw)
    time.sleep(1)
    screen.update(timeout=0)
    assert cpu_seconds(screen) - before <= 0.01 and len(screen.raw) == written


def test_the_mouse_chooses_a_method_a_class_and_enlarges_it(explore, small_source):
    screen = open_fool(explore, small_source)
    screen.click(*screen.find(" cppn "))
    screen.press("n")
    screen.wait_for("cppn · seed 1").wait_for(has_images)
    for _ in range(2):
        screen.click(*picture_of(7))
    screen.wait_for("╭─ class 7 ")
    screen.click(10, 12)
    screen.wait_for(has_images)


def picture_of(label):
    """A cell of the picture of a class, at 80 columns."""
    return 3 + 16 * (label % 5), 9 + 9 * (label // 5)
