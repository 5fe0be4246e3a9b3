"""Adversarial training: robust accuracy rises, the file says how, and the flags are checked."""

import json

import numpy
import pytest
import safetensors
import safetensors.numpy

from idx import read_split


def train(potemkin, path, source, *flags):
    hidden = [] if "--rbf" in flags else ["--hidden", 64]
    result = potemkin(
        *("train", *hidden, "--epochs", 2, "--output", path, "--json", *flags),
        data=source.data,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def robust_accuracy(potemkin, path, source):
    flags = ["--attack", "fgsm", "--epsilon", 0.05, "--json"]
    result = potemkin("evaluate", "--model", path, *flags, data=source.data)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)["robustAccuracy"]


def test_robust_accuracy_rises_clearly(potemkin, tmp_path, source):
    plain, robust = tmp_path / "plain.safetensors", tmp_path / "robust.safetensors"
    plain_epochs = train(potemkin, plain, source)
    flags = ["--adversarial-epsilon", 0.05, "--adversarial-weight", 0.5]
    epochs = train(potemkin, robust, source, *flags)
    assert epochs[-1]["adversarialEpsilon"] == pytest.approx(0.05)
    assert epochs[-1]["adversarialWeight"] == 0.5
    # It costs little accuracy.
    assert epochs[-1]["testAccuracy"] > plain_epochs[-1]["testAccuracy"] - 0.04
    before = robust_accuracy(potemkin, plain, source)
    after = robust_accuracy(potemkin, robust, source)
    assert after > before + 0.1


def test_the_file_says_how_it_was_trained(potemkin, small_source, tmp_path):
    path = tmp_path / "robust.safetensors"
    train(potemkin, path, small_source, "--adversarial-epsilon", 0.05)
    with safetensors.safe_open(path, framework="numpy") as file:
        assert file.metadata()["adversarial_epsilon"] == "0.05"
        assert file.metadata()["adversarial_alpha"] == "0.5"
    plain = tmp_path / "plain.safetensors"
    train(potemkin, plain, small_source)
    with safetensors.safe_open(plain, framework="numpy") as file:
        assert not any(key.startswith("adversarial") for key in file.metadata())


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--adversarial-weight", "0.5"], "has no meaning without --adversarial-epsilon"),
        (["--adversarial-epsilon", "-1"], "expected a number from 0 to 1, found -1"),
        (
            ["--adversarial-epsilon", "0.1", "--adversarial-weight", "2"],
            "expected a number from 0 to 1, found 2",
        ),
    ],
)
def test_flags_that_make_no_sense_are_refused(potemkin, flags, message):
    result = potemkin("train", *flags)
    assert result.returncode == 2
    assert message in result.stderr


def test_gaussian_units_are_trained_saved_and_measured(potemkin, small_source, tmp_path):
    path = tmp_path / "rbf.safetensors"
    epochs = train(potemkin, path, small_source, "--rbf", "40", "--learning-rate", "0.5")
    assert epochs[-1]["model"] == "rbf 40"
    table = tmp_path / "readings.csv"
    flags = ["--csv", table, "--json"]
    found = potemkin("evaluate", "--model", path, *flags, data=small_source.data)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["accuracy"] == epochs[-1]["testAccuracy"]
    # The definition, in numpy.
    tensors = safetensors.numpy.load_file(path)
    images, _ = read_split(small_source.data, "t10k")
    difference = images[:, None, :] - tensors["0.centres"].astype(float)[None]
    exponents = -numpy.exp(tensors["0.log_precisions"]) / 2 * (difference**2).sum(axis=2)
    logits = numpy.exp(exponents) @ tensors["2.weight"].T + tensors["2.bias"]
    found = numpy.loadtxt(table, delimiter=",", skiprows=1)[:, 3:]
    assert numpy.abs(found - logits).max() < 1e-4
    found = potemkin("minimal-epsilon", "--model", path, "--json", data=small_source.data)
    assert found.returncode == 0, found.stderr
    clash = potemkin("train", "--rbf", "40", "--hidden", "64", data=small_source.data)
    assert clash.returncode == 2
    assert "expected --rbf or --hidden, found both" in clash.stderr


def test_softmax_regression_has_no_hidden_layer(potemkin, small_source, tmp_path):
    path = tmp_path / "linear.safetensors"
    epochs = train(potemkin, path, small_source, "--hidden", "none", "--epochs", 5)
    assert epochs[-1]["model"] == "softmax regression"
    assert epochs[-1]["testAccuracy"] > 0.5
    with safetensors.safe_open(path, framework="numpy") as file:
        assert sorted(file.keys()) == ["0.bias", "0.weight"]
    assert 0 <= robust_accuracy(potemkin, path, small_source) <= 1
