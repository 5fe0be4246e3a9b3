"""The Train screen trains while one watches, explores, pauses, changes one's mind, and saves."""

import json
import os
import re
import time

import pytest

from explorer import (
    confidences,
    epsilon,
    field,
    image_number,
    is_explored,
    is_measured,
    progress,
    reading,
)
from process import cpu_seconds

FIELDS = ["preset", "network", "hidden sizes", "activation", "epochs", "batch", "learning rate",
          "seed", "adversarial ε", "its weight"]


def focus(screen, name):
    """Goes to a field of the form."""
    screen.press(*["up"] * len(FIELDS), *["down"] * FIELDS.index(name))
    screen.wait_for(f"▸ {name}")


def edit(screen, name, text):
    """Types a text into a field of the form, and confirms it."""
    focus(screen, name)
    screen.press("enter", "ctrl-u", *text, "enter")


def open_training(explore, source, **settings):
    """Opens the Train screen with some settings."""
    screen = explore(source)
    screen.press("2")
    screen.wait_for("hidden sizes")
    for name, text in settings.items():
        edit(screen, name.replace("_", " "), text)
        screen.wait_for(lambda screen: field(screen, name.replace("_", " ")) == text)
    return screen


def start(screen, phase="● training"):
    screen.press("space")
    return screen.wait_for(phase, timeout=30)


def shown_accuracy(screen):
    """The accuracy in the header, in per cent."""
    return float(re.search(r"(\d+\.\d) %\s*$", screen.lines[0])[1])


def evaluate(potemkin, path, source):
    result = potemkin("evaluate", "--model", path, "--json", data=source.data)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


# A run


def test_a_run_shows_how_it_learns(explore, source):
    screen = open_training(explore, source, hidden_sizes="16", epochs="100")
    assert "not started" in screen.text
    start(screen)
    screen.wait_for(lambda screen: progress(screen)["loss"] is not None)
    first = progress(screen)
    screen.wait_for(lambda screen: progress(screen)["epoch"] >= 3, timeout=30)
    later = progress(screen)
    assert later["loss"] < first["loss"]
    assert later["train"] > 80 and later["test"] > 80
    # The header tells of the network that is being trained.
    assert re.search(r"mlp 16 · training · \d\d\.\d %\s*$", screen.lines[0])
    assert re.search(r"\d images/s|\d [kM] images/s", screen.text)
    assert source.name.replace("test", "train") in screen.text
    # The curves are there: dots of braille, and a diamond for each accuracy on test images.
    assert "no run yet" not in screen.text
    assert re.search("[\u2801-\u28ff]", screen.text)
    # The first diamond is that of the legend.
    assert screen.text.count("◆") > 1


def test_a_run_comes_to_its_end(explore, source):
    screen = open_training(explore, source, hidden_sizes="8", epochs="2")
    start(screen, phase="✓ trained")
    screen.settle()
    assert progress(screen)["epoch"] == 2
    assert "100 %" in screen.text
    # The table has a row an epoch.
    rows = re.findall(r"│ +(\d+) +\d\.\d{3} +(\d+\.\d) +(\d+\.\d) +\d+\.\d │", screen.text)
    assert [int(number) for number, _, _ in rows] == [1, 2]
    assert float(rows[-1][2]) == progress(screen)["test"] == shown_accuracy(screen)


def test_exploring_goes_on_while_it_trains(explore, source):
    screen = open_training(explore, source, hidden_sizes="16", epochs="100000", learning_rate="0.01")
    start(screen)
    screen.press("1")
    screen.wait_for(is_explored)
    seen = set()
    screen.wait_for(lambda screen: seen.add(bytes(confidences(screen))) or len(seen) > 3)
    for number in range(1, 8):
        screen.press("right")
        screen.wait_for(lambda screen: epsilon(screen) == pytest.approx(number / 1000))
    screen.press("down", "down")
    screen.wait_for(lambda screen: is_explored(screen) and image_number(screen) == 3)
    assert re.search(r"training [█▏▎▍▌▋▊▉ ]+ +epoch +\d+/100000", screen.lines[-1])


def test_the_network_learns_to_read_the_image(explore, small_source, potemkin):
    """An untrained network's bars are about even; the trained one's label stands out."""
    screen = open_training(explore, small_source, epochs="60", learning_rate="0.02")
    start(screen, phase="✓ trained")
    screen.press("1")
    screen.wait_for(is_explored).settle()
    assert reading(screen)[1]
    assert confidences(screen)[reading(screen)[0], 1] > 60


def test_a_pause_freezes_all(explore, source):
    screen = open_training(explore, source, hidden_sizes="16", epochs="100000")
    start(screen)
    screen.wait_for(lambda screen: progress(screen)["epoch"] >= 2, timeout=30)
    screen.press("space")
    screen.wait_for("○ paused").settle()
    frozen, before = screen.text, cpu_seconds(screen)
    written = len(screen.raw)
    time.sleep(1)
    screen.update()
    assert screen.text == frozen
    assert len(screen.raw) == written
    assert cpu_seconds(screen) - before <= 0.02
    epoch = progress(screen)["epoch"]
    screen.press("space")
    screen.wait_for("● training")
    screen.wait_for(lambda screen: progress(screen)["epoch"] > epoch + 1, timeout=30)


def test_a_stop_keeps_what_was_learned_and_a_reset_does_not(explore, source):
    screen = open_training(explore, source, hidden_sizes="16", epochs="100000")
    before = screen.lines[0]
    start(screen)
    screen.wait_for(lambda screen: progress(screen)["epoch"] >= 5, timeout=30)
    screen.press("s")
    screen.wait_for("■ stopped").settle()
    assert "mlp 16 · training" in screen.lines[0]
    assert progress(screen)["test"] == shown_accuracy(screen)
    screen.press("x")
    screen.wait_for("not started").settle()
    assert screen.lines[0] == before
    # A new run begins anew.
    start(screen)
    assert progress(screen)["epoch"] < 4


def test_t_starts_from_the_explore_screen(explore, source):
    screen = explore(source)
    screen.press("t")
    screen.wait_for("trained", timeout=60)
    assert "epoch 10/10" in screen.lines[-1]
    assert "mlp 64-64 · training" in screen.lines[0]


def test_a_run_that_diverges_says_what_to_do(explore, small_source):
    screen = open_training(
        explore, small_source, hidden_sizes="64,64,64,64", learning_rate="99.5", epochs="50"
    )
    start(screen, phase="training failed")
    assert "diverged" in screen.text and "Lower the learning rate" in screen.text
    screen.press("1", "right")
    screen.wait_for(lambda screen: is_explored(screen) and epsilon(screen) > 0)
    # And a better run can follow.
    screen.press("2")
    edit(screen, "learning rate", "0.05")
    edit(screen, "hidden sizes", "16")
    start(screen, phase="✓ trained")


# The form


def test_fields_take_what_fits_and_say_what_does_not(explore, built_in_source):
    screen = open_training(explore, built_in_source)
    cases = [
        ("hidden sizes", "32,16,8", ["x", "0", "64,,64", "-1", "9999999"]),
        ("activation", "relu", ["rleu", "x", "exponential"]),
        ("hidden sizes", "none", ["64,"]),
        ("network", "rbf", ["cnn", "rbf2"]),
        ("hidden sizes", "20", ["20,20", "0", "none"]),
        ("network", "mlp", []),
        ("adversarial ε", "0.1", ["-0.1", "1.5", "nan"]),
        ("its weight", "0.25", ["2", "x"]),
        ("adversarial ε", "none", []),
        ("epochs", "7", ["0", "-1", "many", "100001", "1.5"]),
        ("batch", "100", ["0", "99999999999999999999"]),
        ("learning rate", "0.25", ["0", "-1", "101", "nan", "inf"]),
        ("seed", "20240229", ["-1", "18446744073709551616", "ε"]),
        ("preset", "study", ["fast", "custom"]),
    ]
    for name, valid, invalid in cases:
        before = field(screen, name)
        for text in invalid:
            edit(screen, name, text)
            screen.wait_for(lambda screen: "✗ expected" in screen.lines[-1])
            # Long sentences are cut at the end of the screen.
            assert f'found "{text}"'[:20] in screen.lines[-1]
            screen.press("escape")
            screen.wait_for(lambda screen: "✗" not in screen.lines[-1])
            assert field(screen, name) == before
        edit(screen, name, valid)
        screen.wait_for(lambda screen: field(screen, name) == valid)
    assert field(screen, "epochs") == "40"
    assert field(screen, "learning rate") == "0.0055"


def test_arrow_keys_change_fields(explore, built_in_source):
    screen = open_training(explore, built_in_source)
    for name, right, left in [
        ("preset", "rbf", "quick"),
        ("network", "softmax", "mlp"),
        ("activation", "relu", "squareplus"),
        ("epochs", "11", "10"),
        ("batch", "64", "32"),
        ("learning rate", "0.2", "0.1"),
        ("seed", "2", "1"),
        ("adversarial ε", "0.005", "none"),
    ]:
        focus(screen, name)
        for key, expected in (("right", right), ("left", left)):
            screen.press(key)
            screen.wait_for(lambda screen: field(screen, name) == expected)
    assert field(screen, "preset") == "quick"
    screen.press("right")
    screen.wait_for(lambda screen: field(screen, "preset") == "custom")


@pytest.mark.parametrize("network, name", [("softmax", "softmax regression"), ("rbf", "rbf 300")])
def test_other_networks_are_trained_by_the_same_trainer(explore, small_source, network, name):
    screen = open_training(explore, small_source, network=network, epochs="2")
    start(screen, phase="✓ trained")
    assert name in screen.lines[0] and name in screen.text
    screen.press("1", "right")
    screen.wait_for(lambda screen: is_explored(screen) and epsilon(screen) > 0)


def test_adversarial_training_starts_from_the_form(explore, small_source):
    screen = open_training(explore, small_source, adversarial_ε="0.1", its_weight="0.6", epochs="2")
    start(screen, phase="✓ trained")
    assert "adversarial ε 0.1" in screen.text


def test_the_mouse_chooses_a_field(explore, built_in_source):
    screen = open_training(explore, built_in_source)
    screen.click(*screen.find("batch"))
    screen.wait_for("▸ batch")


# Saving


def test_what_is_saved_is_what_was_shown(explore, source, potemkin, tmp_path):
    path = tmp_path / "by hand.safetensors"
    screen = open_training(explore, source, hidden_sizes="16", epochs="2", activation="relu")
    start(screen, phase="✓ trained")
    screen.settle()
    screen.press("w")
    screen.wait_for("model.safetensors")
    screen.press("ctrl-u")
    screen.type(str(path))
    screen.press("enter")
    screen.wait_for("saved ")
    assert path.exists()
    found = evaluate(potemkin, path, source)
    assert f"{found['accuracy'] * 100:.1f}" == f"{shown_accuracy(screen)}"
    assert found["architecture"] == "mlp 16"
    assert found["activation"] == "relu"
    # The file is a model to start with.
    again = explore(source, "--model", path, columns=160)
    assert shown_accuracy(again) == shown_accuracy(screen)
    assert "by hand.safetensors" in again.lines[0]
    assert list(tmp_path.glob("*.partial")) == []


def test_a_run_can_be_saved_half_way(explore, small_source, potemkin, tmp_path):
    screen = open_training(explore, small_source, hidden_sizes="16", epochs="100000")
    start(screen)
    screen.wait_for(lambda screen: progress(screen)["epoch"] >= 5)
    screen.press("space")
    screen.wait_for("paused")
    screen.press("w", "ctrl-u")
    screen.type(str(tmp_path / "half"))
    screen.press("enter")
    screen.wait_for("saved")
    assert evaluate(potemkin, tmp_path / "half", small_source)["accuracy"] > 0.3


def test_what_can_not_be_saved_is_said(explore, small_source, tmp_path):
    screen = explore(small_source)
    for place in (tmp_path / "no/such/directory/m", tmp_path):
        screen.press("w", "ctrl-u")
        screen.type(str(place))
        screen.press("enter")
        screen.wait_for("✗ can't save the model")
    screen.press("w", "ctrl-u", "enter")
    screen.wait_for("expected the name of a file, found nothing")


# Quitting


def quit_quickly(screen, phase):
    started = time.monotonic()
    screen.press("q")
    assert screen.wait(timeout=10) == 0, phase
    # A generous bound, only against waiting for the end of what was under way.
    assert time.monotonic() - started < 3, phase
    assert not screen.cursor_is_hidden
    assert screen.raw.rindex(b"\x1b[?1049l") > screen.raw.rindex(b"\x1b[?1049h")


def test_it_can_be_left_while_it_loads(open_screen, source):
    screen = open_screen(data=source.data)
    screen.wait_for("1 Explore")
    quit_quickly(screen, "loading")


def test_it_can_be_left_while_it_prepares(explore, source):
    screen = open_training(explore, source)
    screen.press("space")
    quit_quickly(screen, "preparing")


@pytest.mark.parametrize("hidden", ["64,64", "4096,4096"])
def test_it_can_be_left_while_it_trains(explore, source, hidden):
    screen = open_training(explore, source, hidden_sizes=hidden, epochs="100000")
    start(screen)
    screen.settle(quiet=0.1, timeout=0.5)
    quit_quickly(screen, "running")


def test_it_can_be_left_while_it_is_paused(explore, source):
    screen = open_training(explore, source, epochs="100000")
    start(screen)
    screen.press("space")
    screen.wait_for("○ paused")
    quit_quickly(screen, "paused")


def test_it_can_be_left_while_it_saves(explore, small_source, tmp_path):
    """A file of 70 MB is there whole or not at all, and nothing beside it."""
    folder = tmp_path / "models"
    folder.mkdir()
    path = folder / "large.safetensors"
    path.write_text("old")
    screen = open_training(
        explore, small_source, hidden_sizes="2048,8192", epochs="1", batch="600"
    )
    start(screen, phase="✓ trained")
    screen.press("w", "ctrl-u")
    screen.type(str(path))
    screen.press("enter", "q")
    assert screen.wait(timeout=10) == 0
    assert path.read_text("latin1") == "old" or path.stat().st_size > 1 << 26
    assert list(folder.iterdir()) == [path]
