"""Checkpoints go both ways between the program and Python."""

import json
import pathlib

import numpy
import pytest
import safetensors
import safetensors.numpy

from idx import read_split
from network import Network, read_network, relu, squareplus


@pytest.fixture
def trained(potemkin, small_data, tmp_path):
    """A network that the program trained and saved."""
    path = tmp_path / "ours.safetensors"
    result = potemkin(
        "train", "--hidden", "24,16", "--epochs", 4, "--output", path, data=small_data
    )
    assert result.returncode == 0, result.stderr
    return path


def metadata(path):
    with safetensors.safe_open(path, "numpy") as file:
        return file.metadata()


def layers(path):
    """The dense layers of a file in the order of their names."""
    tensors = safetensors.numpy.load_file(path)
    names = sorted({name.rpartition(".")[0] for name in tensors}, key=int)
    return [(tensors[f"{name}.weight"], tensors[f"{name}.bias"]) for name in names]


def evaluate(potemkin, path, data, *flags):
    result = potemkin("evaluate", "--model", path, "--json", *flags, data=data)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout), result.stderr


def test_python_reads_the_recipe(trained):
    recipe = metadata(trained)
    assert recipe["hidden"] == "24,16"
    assert recipe["activation"] == "squareplus"
    assert recipe["epochs"] == "4"
    assert recipe["input_shape"] == "1,28,28"
    assert [weights.shape for weights, _ in layers(trained)] == [(24, 784), (16, 24), (10, 16)]
    assert all(weights.dtype == numpy.float32 for weights, _ in layers(trained))


def test_numpy_finds_the_same_accuracy(potemkin, trained, small_data):
    images, labels = read_split(small_data, "t10k")
    found, _ = evaluate(potemkin, trained, small_data)
    assert found["images"] == len(labels)
    assert found["accuracy"] == pytest.approx(read_network(trained).correct(images, labels).mean())
    assert found["accuracy"] > 0.5


@pytest.mark.parametrize("clip", [False, True])
@pytest.mark.parametrize("epsilon", [0.0, 0.02, 0.05, 0.1])
def test_numpy_finds_the_same_robust_accuracy(potemkin, trained, small_data, epsilon, clip):
    images, labels = read_split(small_data, "t10k")
    flags = ["--attack", "fgsm", "--epsilon", epsilon] + (["--clip"] if clip else [])
    found, _ = evaluate(potemkin, trained, small_data, *flags)
    network = read_network(trained)
    moved = network.fast_gradient_sign(images, labels, epsilon, clip)
    expected = network.correct(images, labels) & network.correct(moved, labels)
    # In single precision an image that lies on the edge may fall to the other side.
    assert found["robustAccuracy"] == pytest.approx(expected.mean(), abs=1.01 / len(labels))
    assert found["clipped"] == clip


def test_numpy_finds_the_same_loss(potemkin, small_data, tmp_path):
    """One step of next to no length: the loss before it is that of the network after it."""
    path = tmp_path / "still.safetensors"
    result = potemkin(
        *("train", "--epochs", 1, "--batch", 60000, "--learning-rate", 1e-6, "--json"),
        *("--output", path),
        data=small_data,
    )
    images, labels = read_split(small_data, "train")
    assert json.loads(result.stdout)["loss"] == pytest.approx(
        read_network(path).loss(images, labels), abs=1e-4
    )


def as_bfloat16(values):
    """The upper halves of 32-bit floats, and the numbers that they stand for."""
    bits = values.astype(numpy.float32).view(numpy.uint32) >> 16
    return bits.astype(numpy.uint16), (bits << 16).astype(numpy.uint32).view(numpy.float32)


def as_float(type):
    return lambda values: (values.astype(type), values.astype(type).astype(numpy.float32))


TYPES = {
    "float16": as_float(numpy.float16),
    "bfloat16": as_bfloat16,
    "float32": as_float(numpy.float32),
    "float64": as_float(numpy.float64),
}


@pytest.mark.parametrize("type", TYPES)
def test_a_state_dict_evaluates_as_numpy_does(potemkin, trained, small_data, tmp_path, type):
    """As PyTorch saves it: any names, any order, no metadata."""
    names = ["zebra.linear_in", "model.0.middle", "a_head"]
    stored, rounded = {}, []
    for name, layer in zip(names, layers(trained)):
        pairs = [TYPES[type](values) for values in layer]
        for suffix, (data, _) in zip(("weight", "bias"), pairs):
            stored[f"{name}.{suffix}"] = {
                "dtype": type,
                "shape": list(data.shape),
                "data": data.tobytes(),
            }
        rounded.append(tuple(value for _, value in pairs))
    path = tmp_path / "state.safetensors"
    path.write_bytes(safetensors.serialize(stored))
    assert metadata(path) is None

    images, labels = read_split(small_data, "t10k")
    found, notice = evaluate(potemkin, path, small_data)
    expected = Network(rounded, relu).correct(images, labels).mean()
    assert found["accuracy"] == pytest.approx(expected)
    assert found["activation"] == "relu"
    assert "ReLU is assumed" in notice

    found, notice = evaluate(potemkin, path, small_data, "--activation", "squareplus")
    expected = Network(rounded, squareplus(0.1)).correct(images, labels).mean()
    assert found["accuracy"] == pytest.approx(expected)
    assert "assumed" not in notice


def test_a_damaged_file_is_refused(potemkin, trained, small_data):
    whole = trained.read_bytes()
    for damaged in (b"", whole[:4], whole[:100], whole[:-4], b"\xff" * 64, whole + b"more"):
        trained.write_bytes(damaged)
        result = potemkin("evaluate", "--model", trained, data=small_data)
        assert result.returncode == 1
        assert result.stdout == ""
        assert "expected" in result.stderr and "found" in result.stderr


def table(path):
    """Readings `[count]` and logits `[count, classes]` of a table that the program wrote."""
    rows = numpy.loadtxt(path, delimiter=",", skiprows=1)
    return rows[:, 2].astype(int), rows[:, 3:]


@pytest.mark.parametrize("activation", ["squareplus", "relu"])
def test_numpy_gets_the_same_logits(potemkin, small_data, tmp_path, activation):
    path, csv = tmp_path / "m.safetensors", tmp_path / "m.csv"
    potemkin(
        *("train", "--hidden", "32,16", "--epochs", 3, "--activation", activation),
        *("--output", path),
        data=small_data,
    )
    assert potemkin("evaluate", "--model", path, "--csv", csv, data=small_data).returncode == 0
    images, _ = read_split(small_data, "t10k")
    readings, logits = table(csv)
    expected = read_network(path).logits(images)
    assert numpy.abs(logits - expected).max() < 1e-4
    assert (readings == expected.argmax(axis=1)).all()


def test_numpy_gets_the_same_logits_of_attacked_images(potemkin, trained, small_data, tmp_path):
    csv = tmp_path / "m.csv"
    flags = ("--attack", "fgsm", "--epsilon", "0.05", "--clip", "--csv", csv)
    assert potemkin("evaluate", "--model", trained, *flags, data=small_data).returncode == 0
    images, labels = read_split(small_data, "t10k")
    network = read_network(trained)
    expected = network.logits(network.fast_gradient_sign(images, labels, 0.05, True))
    assert numpy.abs(table(csv)[1] - expected).max() < 1e-3


def test_numpy_gets_the_same_logits_of_the_shipped_model(potemkin, mnist, tmp_path):
    shipped = pathlib.Path(__file__).parents[2] / "assets/models/mnist-64-64.safetensors"
    csv = tmp_path / "m.csv"
    assert potemkin("evaluate", "--model", shipped, "--csv", csv, data=mnist).returncode == 0
    images, _ = read_split(mnist, "t10k")
    assert numpy.abs(table(csv)[1] - read_network(shipped).logits(images)).max() < 1e-4


def test_a_table_that_cannot_be_written_is_an_error(potemkin, trained, small_data):
    result = potemkin("evaluate", "--model", trained, "--csv", "/no/such/place", data=small_data)
    assert result.returncode == 1
    assert "No such file or directory" in result.stderr
