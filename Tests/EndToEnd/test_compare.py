"""The Compare screen shows two models on the same image, each under attack."""

import json
import re

import numpy
import pytest
import safetensors.numpy

from conftest import SHIPPED
from explorer import epsilon, found, knob
from network import read_network

HALF = 60


def half(screen, letter):
    """The half of a screen of 120 columns that belongs to a model."""
    columns = slice(0, HALF) if letter == "A" else slice(HALF, 2 * HALF)
    return "\n".join(line[columns] for line in screen.lines)


def title(screen, letter):
    """What is said of a model."""
    return re.search(rf"─ {letter} (.*?) ─", half(screen, letter))[1]


def accuracy(screen, letter):
    return float(re.search(rf"─ {letter} .*─ +(\d+\.\d) % ─", half(screen, letter))[1])


def smallest(screen, letter):
    return float(re.search(r"─ ε_min (\d\.\d{4}) ─", half(screen, letter))[1])


def reading(screen, letter):
    return int(re.search(r"─ reads (\d) [✓✗] ─", half(screen, letter))[1])


def confidences(screen, letter):
    """Of the ten digits, in per cent."""
    rows = re.findall(r"(\d) [✓✗ ] [^\s\d]+ +(\d+) %", half(screen, letter))
    assert sorted(int(digit) for digit, _ in rows) == list(range(10)), screen.text
    return numpy.array([float(share) for _, share in sorted(rows)])


def is_compared(screen):
    """Whether all of both models is known."""
    text = screen.text.replace("clipped to 0…1", "")
    return "─ B " in text and len(re.findall(r"ε_min (?:0|none)", text)) == 2 and "…" not in text


def open_comparison(explore, source, *arguments):
    screen = explore(source, *arguments)
    screen.press("4")
    return screen.wait_for(lambda screen: "A " in screen.text and "x + εη" in screen.text)


def press(screen, *keys):
    screen.press(*keys)
    return screen.settle(quiet=0.05).wait_for(is_compared)


def slider(screen):
    """The row of the slider, its first and its last column."""
    row = next(i for i, line in enumerate(screen.lines) if re.match(r"\s*ε \d", line))
    columns = [i for i, c in enumerate(screen.lines[row]) if c in "━─┃●AB"]
    return row, columns[0], columns[-1]


@pytest.fixture
def other(known_source, small_model):
    """A model to compare with that of the source."""
    return small_model if known_source.model is None else SHIPPED


@pytest.mark.parametrize("clip", [False, True])
def test_both_models_are_those_of_numpy(explore, known_source, other, clip):
    images, labels = known_source.test_images
    networks = {"A": known_source.network, "B": read_network(other)}
    screen = open_comparison(explore, known_source, "--compare", other).wait_for(is_compared)
    if clip:
        press(screen, "c")
        assert "clipped to 0…1" in screen.text
    for index in range(2):
        x, y = images[index : index + 1], labels[index : index + 1]
        for attack in ("each by its own gradient", "both by A's gradient", "both by B's gradient"):
            screen.wait_for(attack)
            for keys in (["home"], ["]", "]", "right"]):
                press(screen, *keys)
                for letter, network in networks.items():
                    source = attack[8] if attack.startswith("both") else letter
                    moved = networks[source].fast_gradient_sign(x, y, epsilon(screen), clip)
                    expected = network.confidences(moved)[0] * 100
                    numpy.testing.assert_allclose(
                        confidences(screen, letter), expected, atol=0.6, err_msg=attack
                    )
                    assert reading(screen, letter) == expected.argmax()
            press(screen, "a")
        press(screen, "down")


def test_each_model_has_its_name_and_accuracy(explore, potemkin, known_source, other):
    screen = open_comparison(explore, known_source, "--compare", other).wait_for(is_compared)
    assert title(screen, "B").endswith(other.name)
    for letter, path in (("A", known_source.model or SHIPPED), ("B", other)):
        words = ["evaluate", "--model", path, "--json"]
        evaluation = json.loads(potemkin(*words, data=known_source.data).stdout)
        assert accuracy(screen, letter) == pytest.approx(evaluation["accuracy"] * 100, abs=0.051)


def test_each_smallest_epsilon_is_that_of_its_own_explore_screen(explore, small_source):
    screen = explore(small_source)
    alone = found(r"ε_min (\d\.\d{4})", screen)[1]
    screen.press("4")
    screen.wait_for(is_compared)
    assert f"{smallest(screen, 'A'):.4f}" == alone
    # Its letter stands on the slider, too.
    screen.press("-", "-")
    screen.wait_for(lambda screen: re.search(r" 1\.0 +│", screen.text))
    row, left, right = slider(screen)
    place = left + smallest(screen, "A") * (right - left)
    assert screen.lines[row].index("A") == pytest.approx(place, abs=0.6)


def test_epsilon_and_image_are_shared_with_explore(explore, small_source):
    screen = explore(small_source)
    screen.press("]", "]", "down")
    screen.wait_for(lambda screen: "image 2 ─" in screen.text)
    screen.press("4")
    screen.wait_for(is_compared)
    assert "image 2" in screen.text and epsilon(screen) == 0.02
    row, _, right = slider(screen)
    screen.click(right, row)
    screen.wait_for(lambda screen: knob(screen) == right)
    assert epsilon(screen) == 0.25
    press(screen, "g", "7", "enter")
    screen.press("escape")
    screen.wait_for(lambda screen: "image 7 ─" in screen.text)
    assert epsilon(screen) == 0.25


# The model to compare with


def test_the_model_from_before_training_stays_beside_the_trained_one(explore, small_source):
    """Without another model the shipped one is B; `b` keeps what is on show, before and after."""
    screen = open_comparison(explore, small_source)
    screen.wait_for(is_compared)
    assert title(screen, "B") == "mlp 64-64 · shipped"
    screen.press("b")
    screen.wait_for("B is the same model as A.")
    before = accuracy(screen, "A")
    assert accuracy(screen, "B") == before
    screen.press("t")
    screen.wait_for("✓ trained", timeout=30)
    screen.wait_for(is_compared)
    assert title(screen, "A") == "mlp 64-64 · training"
    assert title(screen, "B") == "mlp 16 · small.safetensors"
    assert accuracy(screen, "B") == before
    trained = accuracy(screen, "A")
    screen.press("b")
    screen.wait_for("B is the same model as A.")
    screen.press("2", "x", "4")
    screen.wait_for(is_compared)
    assert title(screen, "A") == "mlp 16 · small.safetensors"
    assert title(screen, "B").startswith("mlp 64-64 · kept at epoch ")
    assert accuracy(screen, "A") == before and accuracy(screen, "B") == trained


def open_file(screen, path):
    screen.press("o")
    screen.wait_for("compare with")
    screen.press("ctrl-u")
    screen.type(str(path))
    screen.press("enter")


def test_a_file_is_opened_from_the_screen(explore, small_source, small_model, tmp_path):
    copy = tmp_path / "copy.safetensors"
    copy.write_bytes(small_model.read_bytes())
    screen = open_comparison(explore, small_source)
    screen.wait_for(is_compared)
    open_file(screen, copy)
    screen.wait_for(lambda screen: title(screen, "B") == "mlp 16 · copy.safetensors")
    screen.wait_for(is_compared)
    assert accuracy(screen, "B") == accuracy(screen, "A")
    numpy.testing.assert_array_equal(confidences(screen, "A"), confidences(screen, "B"))


@pytest.mark.parametrize(
    "content, sentences",
    [
        (None, ["no such file"]),
        (b"", ["expected a safetensors file", "found 0"]),
        ("misfit", ["expected a model that reads images of 784 pixels", "found one that reads 9"]),
    ],
)
def test_a_file_that_can_not_be_compared_with_is_told_and_nothing_changes(
    explore, small_source, tmp_path, content, sentences
):
    path = tmp_path / "model.safetensors"
    if content == "misfit":
        layer = {"0.weight": numpy.zeros((10, 9), "f"), "0.bias": numpy.zeros(10, "f")}
        safetensors.numpy.save_file(layer, path)
    elif content is not None:
        path.write_bytes(content)
    screen = open_comparison(explore, small_source)
    screen.wait_for(is_compared)
    before = title(screen, "B")
    open_file(screen, path)
    screen.wait_for("✗ ").wait_for(lambda screen: "model.safetensors" in joined(screen))
    for sentence in sentences:
        assert sentence.replace(" ", "") in joined(screen)
    screen.press("home")
    screen.wait_for(lambda screen: "? help" in screen.text)
    assert title(screen, "B") == before
    # The name stays, to be mended.
    screen.press("o")
    screen.wait_for("model.safetensors")


def joined(screen):
    """The words of a box, whatever lines they are on."""
    return re.sub(r"[\s│]", "", screen.text)


# The command line


@pytest.mark.parametrize("name", ["nowhere.safetensors", "damaged.safetensors"])
def test_a_bad_file_on_the_command_line_ends_the_program_before_the_screen(
    open_screen, small_data, tmp_path, name
):
    path = tmp_path / name
    if name.startswith("damaged"):
        path.write_bytes(b"no model")
    screen = open_screen("--compare", path, data=small_data, columns=200)
    assert screen.wait() == 1
    assert str(path) in screen.text.replace("\n", "")
    assert b"\x1b[?1049h" not in screen.raw


def test_a_file_of_the_command_line_that_does_not_fit_is_told(open_screen, small_data, tmp_path):
    path = tmp_path / "misfit.safetensors"
    layer = {"0.weight": numpy.zeros((10, 9), "f"), "0.bias": numpy.zeros(10, "f")}
    safetensors.numpy.save_file(layer, path)
    screen = open_screen("--compare", path, data=small_data, columns=120, rows=36)
    screen.wait_for("found one that reads 9")
    screen.press("4")
    screen.wait_for("B is the same model as A.")


def test_the_activation_counts_for_a_model_to_compare_with(
    open_screen, small_data, tmp_path
):
    path = tmp_path / "bare.safetensors"
    layers = {"0.weight": numpy.zeros((4, 784), "f"), "1.weight": numpy.zeros((10, 4), "f")}
    layers |= {"0.bias": numpy.zeros(4, "f"), "1.bias": numpy.zeros(10, "f")}
    safetensors.numpy.save_file(layers, path)
    arguments = ["--compare", path, "--activation"]
    screen = open_screen(*arguments[:2], data=small_data, columns=120, rows=36)
    screen.press("4")
    screen.wait_for("bare.safetensors, ReLU assumed")
    screen = open_screen(*arguments, "squareplus", data=small_data, columns=120, rows=36)
    screen.press("4")
    screen.wait_for("bare.safetensors ─")
