"""The smallest epsilon of each image, against a scan in numpy."""

import json
import signal
import subprocess
import time

import numpy
import pytest
import safetensors.numpy

from idx import read_split
from network import read_network
from screen import BINARY
from test_command_line import failure, limit_file_size, usage_error


@pytest.fixture(scope="module")
def images_and_network(small_data, tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "m.safetensors"
    subprocess.run(
        [BINARY, "train", "--hidden", "16", "--epochs", "4", "--output", path],
        env={"POTEMKIN_DATA": str(small_data)}, check=True, capture_output=True,
    )
    return path, read_network(path), *read_split(small_data, "t10k")


def table(path):
    """The smallest epsilon of each image; NaN where there is none."""
    lines = path.read_text().splitlines()
    assert lines[0] == "image,epsilon,interval"
    return numpy.array([float(line.split(",")[1] or "nan") for line in lines[1:]])


def scan(network, images, labels, step, clip):
    """The first misread multiple of a step for each image, NaN where there is none up to 1."""
    direction = numpy.sign(network.loss_gradient(images, labels))
    found = numpy.full(len(labels), numpy.nan)
    for epsilon in numpy.arange(0, 1 + step / 2, step):
        moved = images + epsilon * direction
        if clip:
            moved = moved.clip(0, 1)
        misread = ~network.correct(moved, labels)
        found[misread & numpy.isnan(found)] = epsilon
    return found


@pytest.mark.parametrize("clip", [False, True])
@pytest.mark.parametrize("method", ["scan", "ray"])
def test_it_is_what_a_scan_in_numpy_finds(
    potemkin, small_data, tmp_path, images_and_network, method, clip
):
    model, network, images, labels = images_and_network
    csv = tmp_path / "epsilon.csv"
    flags = ["--clip"] if clip else []
    result = potemkin(
        *("minimal-epsilon", "--model", model, "--method", method, "--precision", "0.01"),
        *("--csv", csv, "--json", *flags),
        data=small_data,
    )
    assert result.returncode == 0, result.stderr
    found, expected = table(csv), scan(network, images, labels, 0.01, clip)
    assert (numpy.isnan(found) == numpy.isnan(expected)).all()
    there = ~numpy.isnan(found)
    # The ray finds the threshold itself, the scan the first step at or above it.
    assert (expected[there] - found[there] > -1e-4).all()
    assert (expected[there] - found[there] < 0.0101).all()
    if method == "scan":
        assert numpy.abs(expected[there] - found[there]).max() < 1e-5
    report = json.loads(result.stdout)
    assert report["images"] == len(labels)
    assert report["misreadAsItIs"] == (found[there] == 0).sum()
    assert report["none"] == (~there).sum()
    assert report["mean"] == pytest.approx(found[there].mean(), abs=1e-6)
    assert report["standardDeviation"] == pytest.approx(found[there].std(), abs=1e-6)


def test_on_mnist_it_agrees_with_robust_accuracy(potemkin, mnist, tmp_path):
    csv = tmp_path / "epsilon.csv"
    result = potemkin(
        *("minimal-epsilon", "--limit", 2000, "--precision", "1e-6", "--csv", csv, "--json"), data=mnist
    )
    share = (table(csv) <= 0.03).mean()
    flags = ("--attack", "fgsm", "--epsilon", "0.03", "--limit", 2000)
    evaluated = potemkin("evaluate", *flags, "--json", data=mnist)
    assert 1 - share == pytest.approx(json.loads(evaluated.stdout)["robustAccuracy"], abs=0.0011)
    assert json.loads(result.stdout)["images"] == 2000


def test_without_mnist_it_works_on_the_built_in_digits(potemkin):
    result = potemkin("minimal-epsilon", "--limit", 200, data=None)
    assert result.returncode == 0
    assert "built-in digits test, 200 images" in result.stdout


# Bad input


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["--precision", 0], "--precision: expected a number from 1e-06 to 1, found 0"),
        (["--precision", "nan"], "--precision: expected a number from 1e-06 to 1, found nan"),
        (["--precision", "-1e-3"], "--precision: expected a number from 1e-06 to 1, found -1e-3"),
        (["--limit", 0], "--limit: expected a whole number from 1, found 0"),
        (["--method", "guess"], "--method: expected scan, bisect or ray, found guess"),
    ],
)
def test_bad_input_is_explained(potemkin, small_data, words, sentence):
    assert sentence in usage_error(potemkin("minimal-epsilon", *words, data=small_data))


def test_an_unreadable_model_is_explained(potemkin, small_data, small_model, tmp_path):
    missing = potemkin("minimal-epsilon", "--model", "nowhere.safetensors", data=small_data)
    assert "nowhere.safetensors" in failure(missing) and "no such file" in missing.stderr
    cut = tmp_path / "cut.safetensors"
    cut.write_bytes(small_model.read_bytes()[:-4])
    assert "cut off or damaged" in failure(
        potemkin("minimal-epsilon", "--model", cut, data=small_data)
    )
    tensors = safetensors.numpy.load_file(small_model)
    tensors["0.weight"][3, 5] = numpy.nan
    path = tmp_path / "nan.safetensors"
    safetensors.numpy.save_file(tensors, path)
    assert "expected finite numbers, found NaN or infinity" in failure(
        potemkin("minimal-epsilon", "--model", path, data=small_data)
    )


def test_a_full_disk_keeps_the_old_table(potemkin, small_data, small_model, tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    path = folder / "epsilon.csv"
    path.write_text("old")
    # The table is larger than 1 KiB; the limit is taken down to that.
    words = ["minimal-epsilon", "--model", small_model, "--csv", path]
    result = potemkin(*words, data=small_data, preexec_fn=lambda: limit_file_size(1024))
    assert str(path) in failure(result) and "--csv" in result.stderr
    assert path.read_text() == "old"
    assert list(folder.iterdir()) == [path]


def test_a_table_is_not_written_into_a_device(potemkin, small_data, small_model):
    words = ["minimal-epsilon", "--model", small_model, "--csv", "/dev/full"]
    result = potemkin(*words, data=small_data)
    assert "/dev/full" in failure(result) and "not a file" in result.stderr


def test_a_stopped_search_leaves_no_table(environment, small_data, small_model, tmp_path):
    path = tmp_path / "epsilon.csv"
    process = subprocess.Popen(
        # A scan of so fine a step takes minutes.
        [BINARY, "minimal-epsilon", "--model", small_model, "--clip", "--method", "scan"]
        + ["--precision", "1e-6", "--csv", path],
        env=environment | {"POTEMKIN_DATA": str(small_data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=10)
    assert process.returncode == 130, errors
    assert output == "" and "nothing was saved" in errors
    assert not path.exists()
