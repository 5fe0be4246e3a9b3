"""What training comes to: the shipped model made anew, presets, and bytes that replay."""

import json
import os
import pathlib
import shutil
import subprocess

import pytest
import safetensors

from screen import BINARY

SHIPPED = pathlib.Path(__file__).parents[2] / "assets/models/mnist-64-64.safetensors"


def recipe_of(path):
    with safetensors.safe_open(path, framework="numpy") as file:
        return file.metadata()


def train(potemkin, *flags, data, **options):
    result = potemkin("train", "--json", *flags, data=data, timeout=300, **options)
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_shipped_model_is_what_its_recipe_makes(potemkin, mnist):
    recipe = recipe_of(SHIPPED)
    assert recipe["dataset"] == "MNIST train"
    epochs = train(
        potemkin,
        *("--hidden", recipe["hidden"], "--activation", recipe["activation"]),
        *("--epochs", recipe["epochs"], "--batch", recipe["batch"]),
        *("--learning-rate", recipe["learning_rate"], "--seed", recipe["seed"]),
        data=mnist,
    )
    # Processors differ in their last bits, which training spreads.
    assert epochs[-1]["testAccuracy"] == pytest.approx(float(recipe["test_accuracy"]), abs=0.003)


def test_the_shipped_model_reads_what_its_recipe_says(potemkin, mnist):
    result = potemkin("evaluate", "--model", SHIPPED, "--json", data=mnist)
    recipe = recipe_of(SHIPPED)
    found = json.loads(result.stdout)
    assert found["images"] == 10000
    assert found["accuracy"] == pytest.approx(float(recipe["test_accuracy"]), abs=0.0005)


def test_quick_reaches_97_percent_of_mnist(potemkin, mnist):
    assert train(potemkin, "--preset", "quick", data=mnist)[-1]["testAccuracy"] > 0.97


def test_study_follows_the_learning_curve_of_the_study(potemkin, mnist):
    epochs = train(potemkin, "--preset", "study", "--epochs", 12, data=mnist)
    # Seed 000, section 5.1: accuracy after 1, 3, 7 and 12 epochs.
    for epoch, accuracy in [(1, 0.8732), (3, 0.9143), (7, 0.9416), (12, 0.9613)]:
        assert epochs[epoch - 1]["testAccuracy"] == pytest.approx(accuracy, abs=0.015)


def test_the_built_in_digits_teach_mnist(potemkin, tmp_path, mnist):
    path = tmp_path / "digits.safetensors"
    train(potemkin, "--preset", "quick", "--output", path, data=None)
    assert recipe_of(path)["dataset"] == "built-in digits train"
    result = potemkin("evaluate", "--model", path, "--json", data=mnist)
    assert json.loads(result.stdout)["accuracy"] > 0.88


def test_the_shipped_model_reads_the_built_in_digits(potemkin):
    result = potemkin("evaluate", "--model", SHIPPED, "--json", data=None)
    assert json.loads(result.stdout)["accuracy"] > 0.8


def test_training_twice_gives_the_same_bytes_on_one_core_and_on_all(
    environment, small_data, tmp_path
):
    def bytes_of(name, *prefix, hidden):
        path = tmp_path / name
        command = [*prefix, BINARY, "train", "--hidden", hidden, "--epochs", "2", "--batch", "128"]
        subprocess.run(
            [*command, "--output", path],
            env=environment | {"POTEMKIN_DATA": str(small_data)},
            check=True,
            capture_output=True,
        )
        return path.read_bytes()

    one_core = (shutil.which("taskset"), "-c", str(min(os.sched_getaffinity(0))))
    # A minibatch of the second network is cut into shards, one core each.
    for hidden in ("32", "1024,1024"):
        first = bytes_of("a", hidden=hidden)
        assert first == bytes_of("b", hidden=hidden)
        assert first == bytes_of("c", *one_core, hidden=hidden)
