"""The Lab screen attacks the image at hand, question by question, and sweeps over ε."""

import json
import re

import pytest

from explorer import found, number


def steps(screen):
    """How many times the first attack has asked the model."""
    match = re.search(r"· step +(\d[\d ]*) ·", screen.text)
    return 0 if match is None else number(match[1])


def distance(screen):
    return number(found(r"· L∞ (\d\.\d{4})", screen)[1])


def press(screen, *keys):
    screen.press(*keys)
    return screen


def image(screen):
    return number(found(r"─ image (\d+) ", screen)[1])


def open_lab(explore, source, *keys, **options):
    """Opens the Lab on the first image that is read right."""
    screen = explore(source, **options)
    while re.search(r"ε_min +0\.0000", screen.settle().text):
        screen.press("down")
    return press(screen, "5", *keys).wait_for("Space start")


def test_an_attack_comes_to_what_the_command_finds(explore, potemkin, known_source, tmp_path):
    """At full speed, on the first image that falls."""
    path = tmp_path / "table.csv"
    words = ("attack", "bim", "--epsilon", 0.05, "--images", 100, "--csv", path)
    potemkin(*words, *known_source.arguments, data=known_source.data)
    rows = [line.split(",") for line in path.read_text().splitlines()[1:]]
    place, _, _, reading, *_ = next(row for row in rows if row[2] == "fallen")
    screen = explore(known_source)
    screen.press("g", *place, "enter", "5", "enter", *"bim", "enter", "+", "+", " ")
    screen.wait_for(f"bim  reads {reading} ✗")
    assert distance(screen) <= 0.05


def test_an_attack_can_be_stepped_paused_and_stopped(explore, source):
    screen = open_lab(explore, source)
    # In a ball without extent nothing falls, so it goes on as long as its steps do.
    screen.press("down", "down", "enter", "0", "enter", "down", "down", "enter", *"100000", "enter")
    press(screen, "n").wait_for(lambda screen: steps(screen) == 1)
    assert "paused" in screen.text and distance(screen) == 0
    press(screen, "n").wait_for(lambda screen: steps(screen) == 2)
    press(screen, " ").wait_for(lambda screen: steps(screen) > 4)
    press(screen, " ").wait_for("paused")
    before = steps(screen.settle())
    assert steps(screen.settle(quiet=0.3)) == before
    press(screen, "+", "+", " ").wait_for(lambda screen: steps(screen) > before + 100)
    press(screen, "s").wait_for("■ stopped")
    # Nothing of it goes on, and another image begins anew.
    before = image(screen)
    press(screen, "j").wait_for(lambda screen: image(screen) == before + 1 and "●" in screen.text)


def test_two_attacks_are_compared(explore, source):
    screen = open_lab(explore, source, "b", "+", "+")
    screen.wait_for("attack B")
    screen.press(" ")
    screen.wait_for(lambda screen: len(re.findall(r"[AB] \w+ +(?:reads|✓)", screen.text)) == 2)
    assert "A ── B ┄┄" in screen.text


def test_a_sweep_finds_the_robust_accuracy(explore, potemkin, small_source):
    """The small dataset alone, as its few images take no time."""
    screen = open_lab(explore, small_source, "enter", *"fgsm", "enter")
    screen.press("e")
    screen.wait_for("L∞ · 200 images · Wilson 95 %")
    assert screen.text.count("◆") >= 8
    words = ("evaluate", "--attack", "fgsm", "--epsilon", 0.1, "--json")
    result = potemkin(*words, *small_source.arguments, data=small_source.data)
    robust = json.loads(result.stdout)["robustAccuracy"]
    # The last mark of the curve lies as high as that.
    rows = [row for row, line in enumerate(screen.lines) if "◆" in line[:36]]
    top, bottom = (
        next(row for row, line in enumerate(screen.lines) if re.match(rf"│ +{share} % ", line))
        for share in (100, 0)
    )
    assert (bottom - rows[-1]) / (bottom - top) == pytest.approx(robust, abs=0.06)


def test_settings_are_refused_with_what_was_expected(explore, small_source):
    screen = open_lab(explore, small_source, "down", "down", "enter", "9", "enter")
    screen.wait_for('expected a number from 0 to 1, found "9"')
    press(screen, "escape").wait_for("Space start")


def test_training_leaves_an_attack_with_the_model_that_it_began_with(explore, small_source):
    screen = open_lab(explore, small_source)
    screen.press("down", "down", "enter", "0", "enter", "down", "down", "enter", *"100000", "enter")
    press(screen, " ").wait_for(lambda screen: steps(screen) > 1)
    screen.press("t")
    screen.wait_for("of the model from before ─")
    before = steps(screen)
    screen.wait_for(lambda screen: steps(screen) > before + 10)
    press(screen, " ").wait_for("paused")
    press(screen, "s").wait_for("■ stopped").wait_for("of the model from before · Space anew")
    # What nobody asks for any more is ended.
    press(screen, " ").wait_for("●")
    press(screen, "up", "up", "right").wait_for("of what was chosen before").wait_for("■ stopped")


def shares(screen):
    """The share that each transformation destroys, in per cent, as far as they are on show."""
    rows = re.findall(r"│ (\w+ -?[\d.]+) +[━╾╸─·]+ +(\d+) % ", screen.text)
    return {name: int(share) for name, share in rows}


@pytest.mark.parametrize(("columns", "rows", "count"), [(120, 36, 19), (80, 24, 14)])
def test_photographs_destroy_what_the_command_finds(
    explore, potemkin, known_source, columns, rows, count
):
    screen = open_lab(explore, known_source, columns=columns, rows=rows)
    screen.press("enter", *"fgsm", "enter", "p")
    screen.wait_for("Wilson 95 %", timeout=60)
    screen.wait_for(lambda screen: "…" not in screen.text)
    words = ("physical", "--attack", "fgsm", "--epsilon", 0.05, "--images", 200, "--json")
    result = potemkin(*words, *known_source.arguments, data=known_source.data)
    report = json.loads(result.stdout)
    found_shares = shares(screen)
    assert len(found_shares) == count
    rates = {rate["name"]: rate for rate in report["transformations"]}
    for name, share in found_shares.items():
        assert share == pytest.approx(100 * rates[name]["rate"], abs=0.51)
    fallen = number(found(r"of (\d[\d ]*) fallen", screen)[1])
    assert fallen == rates["JPEG 30"]["adversarial"] > 0
    for kind in ("conatural", "true", "re-focused", "benign"):
        assert number(found(rf"{kind} (\d+)", screen)[1]) == report["errors"][kind]


def test_photographs_are_stopped_with_the_key_or_the_mouse(explore, source):
    screen = open_lab(explore, source)
    # In a ball without extent nothing falls, so it goes on as long as its steps do.
    screen.press("down", "down", "enter", "0", "enter", "down", "down", "enter", *"100000", "enter")
    press(screen, "p").wait_for("% of 200 images").wait_for("p stop photos")
    press(screen, "p").wait_for("stopped").wait_for("p photos")
    screen.click(*screen.find("p photos"))
    screen.wait_for("% of 200 images")
    screen.click(*screen.find("p stop photos"))
    screen.wait_for("stopped")


def test_a_finished_attack_tells_its_kind_of_error(explore, known_source):
    screen = open_lab(explore, known_source, "+", "+", "down", "down", "enter", *"0.3", "enter")
    kind = r"pgd  reads \d ✗ (conatural|re-focused|true) · step"
    press(screen, " ").wait_for(lambda screen: re.search(kind, screen.text))
