"""The Explore screen shows what the network makes of an image, and follows keys and mouse."""

import json
import re

import numpy
import pytest

import explorer
from explorer import (
    clean_reading,
    confidences,
    epsilon,
    image_number,
    is_explored,
    is_green,
    is_red,
    knob,
    label,
    minimal_epsilon,
    picture,
    reading,
    slider_row,
    track,
)

# 256 colours have greys in steps of ten.
GREY = 9 / 240


def press(screen, *keys):
    """Presses keys, and waits until the screen has followed."""
    screen.press(*keys)
    return screen.settle(quiet=0.05).wait_for(is_explored)


def go_to(screen, number):
    screen.press("g", *str(number), "enter")
    return screen.wait_for(lambda screen: is_explored(screen) and image_number(screen) == number)


# The first image


def test_the_first_frame_names_image_data_and_model(explore, potemkin, source):
    screen = explore(source)
    assert image_number(screen) == 1
    assert f"of {source.count:,}".replace(",", " ") in screen.text
    assert epsilon(screen) == 0
    found = json.loads(potemkin("evaluate", "--json", data=source.data).stdout)
    figures = f" · mlp 64-64 · shipped · {found['accuracy'] * 100:.1f} %"
    # A long name goes without "test", which the images on show always are.
    names = (source.name, source.name.removesuffix(" test"))
    assert any(f"  {name}{figures}" in screen.lines[0] for name in names)
    if source.data is not None:
        assert label(screen) == source.test_images[1][0]
    # Nothing has been done to the image yet.
    assert reading(screen) == clean_reading(screen)
    assert (confidences(screen)[:, 0] == confidences(screen)[:, 1]).all()
    numpy.testing.assert_array_equal(picture(screen, "x + εη"), picture(screen, "image 1"))


def test_the_model_is_named_after_its_file(explore, small_source, potemkin):
    screen = explore(small_source)
    found = json.loads(
        potemkin("evaluate", "--json", *small_source.arguments, data=small_source.data).stdout
    )
    header = f"{small_source.name} · mlp 16 · small.safetensors · {found['accuracy'] * 100:.1f} %"
    assert header in screen.lines[0]


# Numbers and pictures


@pytest.mark.parametrize("clip", [False, True])
def test_confidences_are_those_of_numpy(explore, known_source, clip):
    images, labels = known_source.test_images
    network = known_source.network
    screen = explore(known_source)
    if clip:
        press(screen, "c")
    for index in range(3):
        for keys in (["home"], ["]", "right"], ["]", "]", "]"], ["end"]):
            press(screen, *keys)
            x, y = images[index : index + 1], labels[index : index + 1]
            moved = network.fast_gradient_sign(x, y, epsilon(screen), clip)
            expected = network.confidences(numpy.concatenate([x, moved])).T * 100
            numpy.testing.assert_allclose(confidences(screen), expected, atol=0.6)
            assert label(screen) == y[0]
            assert clean_reading(screen)[0] == expected[:, 0].argmax()
            assert reading(screen)[0] == expected[:, 1].argmax()
        press(screen, "down")


@pytest.mark.parametrize("clip", [False, True])
def test_the_pictures_are_x_and_x_plus_epsilon_eta(explore, known_source, clip):
    images, labels = known_source.test_images
    screen = explore(known_source)
    if clip:
        press(screen, "c")
        assert "clipped to 0…1" in screen.text
    for keys in (["down"], ["]", "]", "]", "]", "]"], ["end"]):
        press(screen, *keys)
        clean = picture(screen, "image 2")
        numpy.testing.assert_allclose(clean, images[1].reshape(28, 28), atol=GREY)
        moved = known_source.network.fast_gradient_sign(
            images[1:2], labels[1:2], epsilon(screen), clip
        )
        difference = abs(picture(screen, "x + εη") - moved.clip(0, 1).reshape(28, 28))
        # Where the gradient is next to nothing its sign may differ in single precision.
        assert (difference > GREY).mean() < 0.02


def test_the_reading_changes_at_the_smallest_epsilon(explore, source):
    """Just below ε_min the image is read right, just above it is not."""
    screen = explore(source)
    tested = 0
    for _ in range(12):
        smallest = minimal_epsilon(screen)
        if clean_reading(screen)[1] and smallest is not None and 0.002 < smallest < 0.24:
            below = int(smallest / 0.001)
            press(screen, "home", *["]"] * (below // 10), *["right"] * (below % 10))
            assert epsilon(screen) <= smallest
            assert reading(screen)[1]
            press(screen, "right")
            assert epsilon(screen) > smallest
            assert not reading(screen)[1]
            # The tick shows unless the knob covers it.
            press(screen, "home")
            tick = screen.lines[slider_row(screen)].index("┃")
            left, right = track(screen)
            assert tick == pytest.approx(left + smallest / 0.25 * (right - left), abs=0.6)
            tested += 1
            if tested == 3:
                return
        press(screen, "down")
    raise AssertionError("no three images whose reading changes")


def test_an_image_that_is_misread_as_it_is_has_a_smallest_epsilon_of_zero(explore, source):
    screen = explore(source)
    # On MNIST, the shipped network's first mistake is 1 of the first 500 with near certainty.
    for _ in range(120):
        if not clean_reading(screen)[1]:
            break
        screen.press("down")
        number = image_number(screen)
        screen.wait_for(lambda screen: is_explored(screen) and image_number(screen) > number)
    assert not clean_reading(screen)[1]
    assert minimal_epsilon(screen) == 0


def test_a_wrong_reading_is_red_and_the_label_green(explore, source):
    screen = explore(source)
    while not clean_reading(screen)[1] or not minimal_epsilon(screen):
        press(screen, "down")
    column, row = screen.find("reads")
    assert is_green(screen.cell(column, row))
    assert is_green(screen.cell(*screen.find("label ")))
    press(screen, "end")
    while reading(screen)[1]:
        press(screen, "[")
    assert is_red(screen.cell(column, row))
    # In the list the label stays green, the reading is red.
    right, wrong = label(screen), reading(screen)[0]
    right_column, right_row = screen.find(f"{right} ✓")
    wrong_column, wrong_row = screen.find(f"▸ {wrong} ✗")
    assert is_green(screen.cell(right_column, right_row))
    assert is_red(screen.cell(wrong_column + 2, wrong_row))


# Keys


def test_arrow_keys_slide_epsilon(explore, source):
    screen = explore(source)
    steps = [
        ("right", 0.001),
        ("shift-right", 0.011),
        ("]", 0.021),
        ("[", 0.011),
        ("shift-left", 0.001),
        ("ctrl-right", 0.011),
        ("ctrl-left", 0.001),
        ("left", 0),
        ("left", 0),
        ("end", 0.25),
        ("right", 0.25),
        ("left", 0.249),
        ("home", 0),
    ]
    clean = picture(screen, "image 1")
    before, knobs = confidences(screen)[:, 0], {}
    for key, expected in steps:
        press(screen, key)
        assert epsilon(screen) == pytest.approx(expected, abs=5e-5), key
        knobs[expected] = knob(screen)
        # What was before stays; what is now follows.
        numpy.testing.assert_array_equal(picture(screen, "image 1"), clean)
        assert (confidences(screen)[:, 0] == before).all()
        change = abs(picture(screen, "x + εη") - clean)
        assert (change.max() > 0.1) == (expected > 0.1)
        if expected == 0:
            assert change.max() == 0
    columns = [knobs[value] for value in sorted(knobs)]
    assert columns == sorted(columns)
    assert (knobs[0], knobs[0.25]) == track(screen)


def test_keys_go_through_the_images(explore, source):
    screen = explore(source)
    steps = [
        ("up", 1),
        ("down", 2),
        ("j", 3),
        ("k", 2),
        ("up", 1),
        ("page-down", 11),
        ("page-down", 21),
        ("page-up", 11),
    ]
    pictures = {1: picture(screen, "image 1")}
    labels = None if source.data is None else source.test_images[1]
    for key, expected in steps:
        press(screen, key)
        assert image_number(screen) == expected, key
        if labels is not None:
            assert label(screen) == labels[expected - 1]
        shown = picture(screen, f"image {expected}")
        numpy.testing.assert_array_equal(pictures.setdefault(expected, shown), shown)
    assert len({shown.tobytes() for shown in pictures.values()}) == 5


def test_an_image_is_found_by_its_number(explore, source):
    screen = explore(source)
    press(screen, "g")
    last = f"{source.count:,}".replace(",", " ")
    assert f"number, from 1 to {last}" in screen.text
    for wrong in ("0", str(source.count + 1), "x", "99999999999999999999"):
        screen.press("ctrl-u", *wrong, "enter")
        # The message may be broken into two lines.
        screen.wait_for(f"expected a number from 1 to {source.count}, found")
        screen.wait_for(f'"{wrong}"')
    press(screen, "escape")
    assert image_number(screen) == 1
    for number in (source.count, 5, 1):
        go_to(screen, number)
        if source.data is not None:
            assert label(screen) == source.test_images[1][number - 1]
    go_to(screen, source.count)
    press(screen, "page-down", "down")
    assert image_number(screen) == source.count


def test_random_images_are_random(explore, source):
    screen = explore(source)
    numbers = set()
    for _ in range(6):
        press(screen, "r")
        numbers.add(image_number(screen))
        if source.data is not None:
            assert label(screen) == source.test_images[1][image_number(screen) - 1]
    assert len(numbers) > 3
    assert all(1 <= number <= source.count for number in numbers)


def test_plus_and_minus_change_the_range(explore, source):
    screen = explore(source)
    assert press(screen, "end") and epsilon(screen) == 0.25
    for key, end in [("+", 0.1), ("+", 0.05), ("+", 0.05), ("-", 0.1), ("=", 0.05)]:
        press(screen, key, "end")
        assert epsilon(screen) == pytest.approx(end)
        press(screen, "left")
        assert epsilon(screen) == pytest.approx(end - end / 250, abs=5e-5)
    for end in (0.1, 0.25, 0.5, 1, 1):
        press(screen, "-", "end")
        assert epsilon(screen) == pytest.approx(end)
    # A narrower range takes ε along.
    press(screen, "+")
    assert epsilon(screen) == 0.5


def test_the_theme_changes_and_comes_back(explore, source):
    screen = explore(source)

    def brightness():
        return sum(explorer.colour(screen.cell(3, 17).bg))

    dark = brightness()
    clean = picture(screen, "image 1")
    press(screen, "T")
    assert brightness() > 600 > 150 > dark
    # A picture is what it is.
    numpy.testing.assert_array_equal(picture(screen, "image 1"), clean)
    press(screen, "T")
    assert brightness() == dark


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_theme_can_be_asked_for(explore, built_in_source, theme):
    screen = explore(built_in_source, "--theme", theme)
    assert (sum(explorer.colour(screen.cell(3, 17).bg)) > 600) == (theme == "light")


def test_without_mnist_the_first_screen_tells_how_to_get_it(open_screen):
    screen = open_screen(columns=80, rows=24)
    screen.wait_for("potemkin data fetch gets it")
    screen.press("right")
    screen.wait_for(lambda screen: "potemkin data fetch" not in screen.text)


def test_the_help_opens_and_closes(explore, source):
    screen = explore(source)
    before = screen.text
    for closing in ("escape", "?", "enter"):
        press(screen, "?")
        for words in ("ε by a small step", "a random one", "save the model", "Esc closes"):
            assert words in screen.text
        screen.press(closing)
        screen.wait_for(lambda screen: screen.text == before)


@pytest.mark.parametrize("keys", ["2 3 4 5 6 1", "tab " * 6, "back-tab " * 6])
def test_keys_change_screens(explore, source, keys):
    screen = explore(source)
    press(screen, "right")
    words = [
        "hidden sizes", "share misread", "B is the same model as A", "Space starts", "Space makes",
    ]
    for key, word in zip(keys.split(), words[::-1] if "back" in keys else words):
        screen.press(key)
        screen.wait_for(word)
    screen.press(keys.split()[-1])
    screen.wait_for(lambda screen: "x + εη ─" in screen.text and is_explored(screen))
    assert not any(word in screen.text for word in words)
    assert epsilon(screen) == 0.001


@pytest.mark.parametrize("place", ["explore", "train", "help"])
def test_q_quits(explore, source, place):
    screen = explore(source)
    screen.press(*{"explore": "", "train": "2", "help": "?"}[place], "q")
    assert screen.wait() == 0


def test_q_is_a_letter_where_text_is_typed(explore, built_in_source):
    screen = explore(built_in_source)
    screen.press("g", "q")
    screen.settle(quiet=0.1)
    assert re.search(r"│\s+q", screen.text)
    assert screen.is_alive
    screen.press("escape", "q")
    assert screen.wait() == 0


# The mouse


def test_the_mouse_changes_screens(explore, source):
    screen = explore(source)
    screen.click(*screen.find("2 Train"))
    screen.wait_for("hidden sizes")
    screen.click(*screen.find("1 Explore"))
    screen.wait_for(lambda screen: "hidden sizes" not in screen.text and is_explored(screen))


def test_the_mouse_moves_the_slider(explore, source):
    screen = explore(source)
    row = slider_row(screen)
    left, right = track(screen)
    middle = (left + right) // 2

    def expected(column):
        return 0.25 * (column - left) / (right - left)

    screen.click(middle, row)
    press(screen)
    assert knob(screen) == middle
    assert epsilon(screen) == pytest.approx(expected(middle), abs=0.0006)
    screen.drag((middle, row), (middle - 20, row))
    press(screen)
    assert knob(screen) == middle - 20
    assert epsilon(screen) == pytest.approx(expected(middle - 20), abs=0.0006)
    for column, end in ((right, 0.25), (left, 0), (right + 1, 0.25), (left - 1, 0)):
        screen.click(column, row)
        press(screen)
        assert epsilon(screen) == pytest.approx(end)


def test_the_wheel_goes_through_the_images(explore, source):
    screen = explore(source)
    screen.scroll(10, 8)
    press(screen)
    screen.scroll(10, 8)
    press(screen)
    assert image_number(screen) == 3
    screen.scroll(10, 8, down=False)
    press(screen)
    assert image_number(screen) == 2


def test_hints_can_be_pressed(explore, source):
    screen = explore(source)
    screen.click(*screen.find("? help"))
    screen.wait_for("Esc closes")
    # A press beside the help closes it.
    screen.click(1, 30)
    screen.wait_for(lambda screen: "Esc closes" not in screen.text)
    screen.click(*screen.find("c clip"))
    screen.wait_for("clipped to 0…1")
