"""The confidences of one image against epsilon, beside numpy."""

import json

import numpy
import pytest
import safetensors.numpy

from idx import read_split
from network import read_network
from test_command_line import failure, json_lines, limit_file_size, usage_error


def table(path):
    lines = path.read_text().splitlines()
    assert lines[0] == "epsilon,label_confidence,other_confidence,other_digit,reading"
    return numpy.array([[float(cell) for cell in line.split(",")] for line in lines[1:]])


def curve(network, image, label, epsilons, clip):
    """The confidences along the ray in numpy, `[epsilons, classes]`."""
    return numpy.concatenate(
        [
            network.confidences(network.fast_gradient_sign(image, label, epsilon, clip))
            for epsilon in epsilons
        ]
    )


@pytest.mark.parametrize("clip", [False, True])
@pytest.mark.parametrize("number", [7, 200])
def test_it_is_what_numpy_finds(potemkin, small_data, small_model, tmp_path, number, clip):
    csv = tmp_path / "curve.csv"
    flags = ["--step", "0.01", "--end", "0.5", *(["--clip"] if clip else [])]
    result = potemkin(
        *("curve", "--image", number, "--model", small_model, "--csv", csv, "--json", *flags),
        data=small_data,
    )
    (report,) = json_lines(result)
    images, labels = read_split(small_data, "t10k")
    image, label = images[number - 1 : number], labels[number - 1 : number]
    network = read_network(small_model)
    found = table(csv)
    assert found[:, 0] == pytest.approx(numpy.linspace(0, 0.5, 51), abs=1e-6)
    expected = curve(network, image, label, found[:, 0], clip)
    assert found[:, 1] == pytest.approx(expected[:, label[0]], abs=1e-4)
    others = expected.copy()
    others[:, label] = -1
    assert found[:, 2] == pytest.approx(others.max(axis=1), abs=1e-4)
    assert report["image"] == number and report["label"] == label[0]
    # The lead changes where the report says: one digit just before, the next just after.
    intervals = report["intervals"]
    assert intervals[0]["from"] == 0 and intervals[-1]["to"] == 0.5
    for before, after in zip(intervals, intervals[1:]):
        assert before["to"] == after["from"]
        at = curve(network, image, label, [after["from"] - 1e-4, after["from"] + 1e-4], clip)
        at[:, label] = -1
        assert list(at.argmax(axis=1)) == [before["digit"], after["digit"]]
    # At the curve's distances the leader is the interval's.
    for epsilon, digit in zip(found[:, 0], found[:, 3]):
        assert digit in [i["digit"] for i in intervals if i["from"] <= epsilon <= i["to"]]


def test_epsilon_min_is_that_of_minimal_epsilon(potemkin, small_data, small_model, tmp_path):
    csv = tmp_path / "epsilon.csv"
    words = ["--model", small_model, "--precision", "1e-5", "--csv", csv]
    assert potemkin("minimal-epsilon", *words, data=small_data).returncode == 0
    for number, line in enumerate(csv.read_text().splitlines()[1:21], start=1):
        (report,) = json_lines(
            potemkin("curve", "--image", number, "--model", small_model, "--json", data=small_data)
        )
        expected = line.split(",")[1]
        if expected:
            assert report["minimalEpsilon"] == pytest.approx(float(expected), abs=2e-5)
        else:
            assert "minimalEpsilon" not in report


def test_the_text_names_data_model_image_and_ray(potemkin, small_data, small_model):
    result = potemkin("curve", "--image", 7, "--model", small_model, "--clip", data=small_data)
    assert result.returncode == 0, result.stderr
    for part in ("image 7", str(small_model), "mlp 16", "clipped", "label", "eps_min", "digit"):
        assert part in result.stdout


def test_the_images_of_figures_16_and_17(potemkin, mnist):
    for number in (7, 315):
        (report,) = json_lines(potemkin("curve", "--image", number, "--json", data=mnist))
        assert report["dataset"] == "MNIST test" and report["intervals"]


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["--image", 0], "--image: expected a whole number from 1, found 0"),
        (["--image", 201], "--image: expected a whole number from 1 to 200, found 201"),
        (["--image", "seven"], "--image: expected a whole number from 1, found seven"),
        (["--step", 0], "--step: expected a number from 0.0001 to 1, found 0"),
        (["--step", "nan"], "--step: expected a number from 0.0001 to 1, found nan"),
        (["--end", "nan"], "--end: expected a number from 0.0001 to 1, found nan"),
        (["--end", 1.5], "--end: expected a number from 0.0001 to 1, found 1.5"),
        (["--activation", "relu"], "--activation has no meaning without --model"),
    ],
)
def test_bad_input_is_explained(potemkin, small_data, words, sentence):
    assert sentence in usage_error(potemkin("curve", *words, data=small_data))


@pytest.mark.parametrize("command", ["curve", "minimal-epsilon", "evaluate"])
def test_weights_that_overflow_are_explained(
    potemkin, small_data, small_model, tmp_path, command
):
    tensors = safetensors.numpy.load_file(small_model)
    path = tmp_path / "m.safetensors"
    safetensors.numpy.save_file({k: v * numpy.float32(1e30) for k, v in tensors.items()}, path)
    words = ["--model", path, "--activation", "relu"]
    errors = failure(potemkin(command, *words, data=small_data))
    assert "expected finite scores, found NaN or infinity" in errors and str(path) in errors


def test_a_full_disk_keeps_the_old_table(potemkin, small_data, tmp_path):
    path = tmp_path / "curve.csv"
    path.write_text("old")
    words = ["curve", "--csv", path]
    result = potemkin(*words, data=small_data, preexec_fn=limit_file_size)
    assert str(path) in failure(result) and "--csv" in result.stderr
    assert path.read_text() == "old"
    assert result.stdout == ""
