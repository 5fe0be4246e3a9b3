"""Explore's slider takes any attack that stays within ε, and its curve fills in."""

import json
import re

import pytest

from explorer import confidences, epsilon, found, image_number, is_explored, knob
from process import cpu_seconds
from test_terminal import is_restored


def choose(screen, name):
    """Chooses an attack from the list, as a person would: down to its name, and Enter."""
    screen.press("a")
    screen.wait_for("Enter chooses")
    screen.press("home")
    for _ in range(20):
        if re.search(rf"▸ {name} ", screen.settle(quiet=0.05).text):
            break
        screen.press("down")
    screen.press("enter")
    return screen.wait_for(lambda screen: f"x′ · {name}" in screen.text)


def open_right(explore, source):
    """Opens the explorer on the first image that is read right."""
    screen = explore(source)
    while re.search(r"ε_min +0\.0000", screen.settle().text):
        screen.press("down")
    return screen


def bound(screen):
    """The smallest ε at which the attack was seen to succeed."""
    return float(found(r"ε_min ≤ (\d\.\d{3,4})", screen)[1])


def is_full(screen):
    """Whether the curve of the image that is wanted is known all over its range."""
    text = screen.text
    return (
        is_explored(screen)
        and re.search(r"ε_min (≤|0\.0)|none ≤", text)
        and not re.search(r" of 51 ε|· [a-z-]+ …", text)
    )


def change(screen):
    """How large the change is that is on screen."""
    return float(found(r"─ L(?:∞|2|0) (\d+(?:\.\d+)?) ─", screen)[1])


def curve(potemkin, source, *words):
    result = potemkin("curve", *words, "--json", *source.arguments, data=source.data)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_the_curve_fills_in_to_what_the_command_finds(explore, potemkin, source):
    screen = choose(open_right(explore, source), "pgd").wait_for(is_full)
    assert "confidence against ε · pgd L∞" in screen.text
    report = curve(potemkin, source, "--image", image_number(screen), "--attack", "pgd")
    smallest = report["minimalEpsilonAtMost"]
    # The command looks at every fifth step of the slider, the screen goes on to a single one.
    assert smallest - 0.005 < bound(screen) <= smallest + 1e-4
    screen.press("]", "]", "]", "]")
    screen.wait_for(lambda screen: is_full(screen) and change(screen) > 0)
    assert epsilon(screen) == 0.04 and change(screen) == pytest.approx(0.04, abs=1e-4)
    point = next(point for point in report["points"] if abs(point["epsilon"] - 0.04) < 1e-6)
    shown = confidences(screen)[:, 1]
    assert shown[report["label"]] == pytest.approx(100 * point["labelConfidence"], abs=0.6)
    assert shown[point["otherDigit"]] == pytest.approx(100 * point["otherConfidence"], abs=0.6)


def test_the_slider_moves_at_once_while_a_slow_attack_is_made(explore, built_in_source):
    screen = choose(explore(built_in_source), "nattack")
    before = knob(screen)
    for _ in range(4):
        screen.press("]")
    screen.wait_for(lambda screen: epsilon(screen) == 0.04, timeout=0.5)
    assert knob(screen) > before
    # The picture says which ε it is of, and that another is wanted.
    assert "x′ · nattack …" in screen.text and "─ ε 0.0000 ─" in screen.text
    # Another attack takes its place at once.
    choose(screen, "pgd").wait_for(is_full, timeout=5)
    screen.press("a", "home", "enter")
    screen.wait_for("x + εη")
    assert "x′" not in screen.text and "≤" not in screen.text


def test_a_curve_belongs_to_its_image(explore, small_source):
    screen = choose(open_right(explore, small_source), "pgd")
    screen.press(*["]"] * 5)
    screen.wait_for(is_full)
    shown = []
    for _ in range(3):
        shown.append(confidences(screen)[:, 1].tolist())
        image = image_number(screen)
        screen.press("down")
        screen.wait_for(lambda screen: is_full(screen) and image_number(screen) == image + 1)
    assert shown[0] != shown[1] != shown[2]


def test_norms_and_ranges(explore, built_in_source):
    screen = choose(explore(built_in_source), "pgd")
    screen.press("n")
    screen.wait_for(lambda screen: "pgd L2" in screen.text and is_full(screen))
    assert re.search(r"\bε 0\.000 ", screen.text)
    screen.press("-", "end")
    screen.wait_for(lambda screen: re.search(r"\bε 5\.000 ", screen.text) and is_full(screen))
    assert change(screen) == pytest.approx(5, abs=0.01)
    # Compare has the ray, and an ε of its own.
    screen.press("4")
    screen.wait_for("x + εη")
    assert epsilon(screen) == 0


def test_training_goes_on_beside_it(explore, small_source):
    screen = choose(explore(small_source), "pgd")
    screen.press(*["]"] * 5)
    screen.wait_for(is_full)
    screen.press("t")
    screen.wait_for("✓ trained", timeout=40)
    screen.wait_for(is_full)
    assert "of the model before" not in screen.text


def test_a_full_curve_uses_no_processor_and_it_quits_in_good_order(explore, built_in_source):
    screen = choose(explore(built_in_source), "pgd")
    screen.wait_for(is_full).settle()
    before, written = cpu_seconds(screen), len(screen.raw)
    screen.settle(quiet=1, timeout=2)
    assert cpu_seconds(screen) - before <= 0.01 and len(screen.raw) == written
    screen.press("q")
    assert screen.wait() == 0
    assert is_restored(screen)


def test_the_mouse_chooses_too(explore, built_in_source):
    screen = explore(built_in_source)
    screen.click(*screen.find("a attack"))
    screen.wait_for("Enter chooses")
    screen.click(*screen.find("square"))
    screen.wait_for("x′ · square")


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["--attack", "pdg"], "found pdg; did you mean pgd?"),
        (["--attack", "deepfool"], "--attack: expected an attack that stays within epsilon (fgsm,"),
        (["--norm", "l2"], "--norm has no meaning without --attack"),
        (["--set", "steps=3"], "--set has no meaning without --attack"),
        (["--attack", "pgd", "--end", 2], "--end: expected a number from 0.0001 to 1, found 2"),
        (["--attack", "pgd", "--set", "step=3"], "expected a setting of pgd"),
    ],
)
def test_bad_words_are_explained(potemkin, small_data, words, sentence):
    result = potemkin("curve", *words, data=small_data)
    assert result.returncode == 2 and sentence in result.stderr, result.stderr


def test_the_table_of_a_curve(potemkin, small_source, tmp_path):
    path = tmp_path / "curve.csv"
    words = ("curve", "--image", 7, "--attack", "pgd", "--norm", "l2", "--set", "steps=10")
    words += ("--step", 0.25, "--end", 2, "--clip", "--csv", path)
    result = potemkin(*words, *small_source.arguments, data=small_source.data)
    assert result.returncode == 0, result.stderr
    assert "pgd, steps 10" in result.stdout and "l2 up to epsilon, clipped" in result.stdout
    header, *lines = path.read_text().splitlines()
    assert header == "epsilon,label_confidence,other_confidence,other_digit,reading,distance"
    rows = [[float(cell) for cell in line.split(",")] for line in lines]
    assert [row[0] for row in rows] == [0.25 * place for place in range(9)]
    assert all(row[5] <= row[0] + 1e-4 for row in rows)
    margins = [other - label for _, label, other, *_ in rows]
    assert margins[-1] > margins[0]
