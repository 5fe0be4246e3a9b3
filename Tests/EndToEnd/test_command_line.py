"""What the command line promises: results, errors, exit codes, and files whole or not at all."""

import json
import os
import resource
import shutil
import signal
import subprocess
import time

import pytest

from screen import BINARY

COMMANDS = [
    "train", "evaluate", "attack", "minimal-epsilon", "curve", "misread", "physical", "fool",
    "reproduce", "data",
]


@pytest.fixture
def model(potemkin, small_data, tmp_path):
    path = tmp_path / "model.safetensors"
    result = potemkin("train", "--hidden", 16, "--epochs", 3, "--output", path, data=small_data)
    assert result.returncode == 0, result.stderr
    return path


def json_lines(result):
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def usage_error(result):
    assert result.returncode == 2
    assert result.stdout == ""
    return result.stderr


def failure(result):
    assert result.returncode == 1
    return result.stderr


# Help


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_goes_to_standard_output(potemkin, command, flag):
    result = potemkin(*([command] if command else []), flag)
    assert result.returncode == 0
    assert result.stderr == ""
    assert result.stdout.startswith("usage: potemkin")
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_help_wins_over_errors(potemkin):
    assert potemkin("train", "--epochs", "x", "--help").returncode == 0


def test_version(potemkin):
    result = potemkin("--version")
    assert result.returncode == 0
    assert result.stdout.startswith("potemkin ")


# Usage errors


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["trian"], "unknown command trian; did you mean train?"),
        (["--them", "dark"], "unknown flag --them; did you mean --theme?"),
        (["--theme", "drak"], "expected dark or light, found drak; did you mean dark?"),
        (["train", "--epocs", "3"], "unknown flag --epocs; did you mean --epochs?"),
        (["train", "--epochs"], "--epochs needs a value: expected a whole number"),
        (["train", "--epochs", "--json"], "--epochs needs a value: expected a whole number"),
        (["train", "--epochs", "many"], "expected a whole number from 1 to 100000, found many"),
        (["train", "--learning-rate=-1"], "--learning-rate: expected a number from"),
        (["train", "--hidden", "64,,64"], "found 64,,64"),
        (["train", "--activation", "rleu"], "did you mean relu?"),
        (["train", "--json=yes"], "--json takes no value, found yes"),
        (["train", "mnist"], "unexpected argument mnist"),
        (["evaluate", "--epsilom", "0.05"], "unknown flag --epsilom; did you mean --epsilon?"),
        (["evaluate", "--attack", "fgsm", "--epsilon", "2"], "from 0 to 1 for linf, found 2"),
        (["evaluate", "--epsilon", "0.1"], "--epsilon has no meaning without --attack"),
        (["evaluate", "--clip"], "--clip has no meaning without --attack"),
        (["evaluate", "--attack", "fgsm"], "--attack has no meaning without --epsilon"),
        (["evaluate", "--activation", "relu"], "--activation has no meaning without --model"),
        (["--activation", "relu"], "--activation has no meaning without --model"),
        (["evaluate", "--limit", "0"], "--limit: expected a whole number from 1, found 0"),
        (["attack"], "ATTACK needs a value: expected an attack, such as fgsm"),
        (["attack", "fgms", "--epsilon", "0.1"], "found fgms; did you mean fgsm?"),
        (["attack", "fgsm"], "expected an epsilon for fgsm, found none"),
        (["attack", "fgsm", "--epsilon", "-0.1"], "expected a number from 0, found -0.1"),
        (["attack", "fgsm", "--epsilon", "nan"], "expected a number from 0, found nan"),
        (["attack", "fgsm", "--epsilon", "1.5"], "a number from 0 to 1 for linf, found 1.5"),
        (["attack", "fgsm", "--epsilon", "1", "--norm", "l2"], "a norm that fgsm knows (linf)"),
        (["attack", "pgd", "--epsilon", "0.1", "--set", "steps=0"], "from 1 to 100000 for steps"),
        (["attack", "pgd", "--epsilon", "0.1", "--set", "stesp=9"], "did you mean steps?"),
        (["attack", "pgd", "--epsilon", "0.1", "--set", "steps"], "such as steps=40, found steps"),
        (["attack", "pgd", "--epsilon", "0.1", "--targeted", "nxt"], "did you mean next?"),
        (["evaluate", "--attack", "fgsm,bmi", "--epsilon", "0.1"], "found bmi; did you mean bim?"),
        (["data", "fecth"], "unexpected argument fecth; did you mean fetch?"),
    ],
)
def test_a_usage_error_says_what_was_meant(potemkin, words, sentence):
    assert sentence in usage_error(potemkin(*words))


def test_a_usage_error_leads_to_help(potemkin):
    assert "potemkin train --help" in usage_error(potemkin("train", "--epocs", "3"))


# Training


def test_train_prints_an_object_an_epoch(potemkin, small_data):
    epochs = json_lines(
        potemkin("train", "--hidden", "16,8", "--epochs", 3, "--seed", 7, "--json", data=small_data)
    )
    assert [epoch["epoch"] for epoch in epochs] == [1, 2, 3]
    for epoch in epochs:
        assert {"epoch", "loss", "trainAccuracy", "testAccuracy", "seconds"} <= epoch.keys()
        assert 0 <= epoch["testAccuracy"] <= 1
        assert epoch["model"] == "mlp 16-8"
        assert epoch["seed"] == 7
        assert epoch["dataset"].endswith("train")
    assert epochs[-1]["loss"] < epochs[0]["loss"]
    assert epochs[0]["seconds"] < epochs[1]["seconds"] < epochs[2]["seconds"]


def test_a_seed_replays(potemkin, small_data, tmp_path):
    def train(seed, name):
        path = tmp_path / name
        flags = ["--hidden", 16, "--epochs", 2, "--seed", seed, "--output", path]
        assert potemkin("train", *flags, data=small_data).returncode == 0
        return path.read_bytes()

    assert train(1, "a") == train(1, "b")
    assert train(1, "a") != train(2, "c")


def test_the_text_names_data_model_and_settings(potemkin, small_data, tmp_path):
    flags = ["--hidden", "16", "--epochs", 1, "--batch", 20, "--output", "a b.safetensors"]
    result = potemkin("train", *flags, data=small_data)
    assert result.returncode == 0
    for words in ("600 images", "mlp 16", "squareplus", "batch 20", "learning rate", "seed 1"):
        assert words in result.stdout
    assert "epoch 1/1" in result.stdout
    assert (tmp_path / "a b.safetensors").exists()


def test_without_output_nothing_is_written_and_that_is_said(potemkin, small_data, tmp_path):
    before = set(tmp_path.iterdir())
    result = potemkin("train", "--hidden", 8, "--epochs", 1, data=small_data)
    assert "--output" in result.stderr
    assert set(tmp_path.iterdir()) == before


def test_progress_is_shown_on_a_terminal_only(potemkin, small_data):
    flags = ["train", "--hidden", 32, "--epochs", 30, "--json"]
    quiet = potemkin(*flags, data=small_data)
    assert "\r" not in quiet.stderr and "images/s" not in quiet.stderr
    ours, theirs = os.openpty()
    result = potemkin(*flags, data=small_data, stderr=theirs)
    os.close(theirs)
    shown = os.read(ours, 1 << 20).decode()
    assert "\repoch 1/30  [" in shown and "images/s" in shown
    assert len(json_lines(result)) == 30
    # The line is taken away in the end.
    assert shown.rpartition("\r")[2] == ""


def test_a_diverging_run_fails_and_keeps_the_old_file(potemkin, small_data, tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_text("old")
    flags = ["--learning-rate", 100, "--hidden", "64,64,64,64", "--epochs", 5, "--output", path]
    assert "diverged" in failure(potemkin("train", *flags, data=small_data))
    assert path.read_text() == "old"


def test_interrupting_training_leaves_no_trace(environment, small_data, tmp_path):
    directory = tmp_path / "models"
    directory.mkdir()
    path = directory / "model.safetensors"
    path.write_text("old")
    # Again and again, as it may come at any moment.
    for _ in range(20):
        process = subprocess.Popen(
            [BINARY, "train", "--epochs", "100000", "--json", "--output", path],
            env=environment | {"POTEMKIN_DATA": str(small_data)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert json.loads(process.stdout.readline())["epoch"] == 1
        process.send_signal(signal.SIGINT)
        started = time.monotonic()
        output, errors = process.communicate(timeout=10)
        assert time.monotonic() - started < 1
        assert process.returncode == 130, errors
        assert all(json.loads(line) for line in output.splitlines())
        assert "nothing was saved" in errors
        assert path.read_text() == "old"
        assert list(directory.iterdir()) == [path]


# Files that can't be written


def limit_file_size(size=4096):
    """As if the disk were full after so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def forbid_writing_files():
    """As if the disk were full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_full_disk_keeps_the_old_model(potemkin, small_data, tmp_path):
    directory = tmp_path / "models"
    directory.mkdir()
    path = directory / "model.safetensors"
    path.write_text("old")
    result = potemkin(
        *("train", "--hidden", 16, "--epochs", 1, "--output", path),
        data=small_data,
        preexec_fn=limit_file_size,
    )
    assert str(path) in failure(result)
    assert path.read_text() == "old"
    assert list(directory.iterdir()) == [path]


@pytest.mark.parametrize("path", ["no/such/directory/m.safetensors", ".", "pipe"])
def test_a_place_that_cannot_be_written_is_found_before_training(
    potemkin, small_data, tmp_path, path
):
    os.mkfifo(tmp_path / "pipe")
    result = potemkin("train", "--epochs", 100000, "--output", path, data=small_data, timeout=20)
    assert "can't save" in failure(result)
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["--version", "--help", "data", "evaluate", "train"])
def test_results_that_cannot_be_written_are_a_failure(
    potemkin, small_data, model, tmp_path, command
):
    words = {
        "evaluate": ["--model", model, "--json"],
        "train": ["--hidden", 8, "--json"],
    }
    with open(tmp_path / "results", "w") as results:
        result = potemkin(
            *[command, *words.get(command, [])],
            data=small_data,
            stdout=results,
            preexec_fn=forbid_writing_files,
        )
    assert "could not be written" in failure(result)


# Evaluation


def test_evaluate_agrees_with_training(potemkin, small_data, tmp_path):
    path = tmp_path / "m.safetensors"
    flags = ["--hidden", 16, "--epochs", 3, "--output", path, "--json"]
    trained = json_lines(potemkin("train", *flags, data=small_data))
    (found,) = json_lines(potemkin("evaluate", "--model", path, "--json", data=small_data))
    assert found["accuracy"] == trained[-1]["testAccuracy"]
    assert found["images"] == 200
    assert found["model"] == str(path)
    assert found["architecture"] == "mlp 16"
    assert not {"attack", "epsilon", "clipped", "robustAccuracy"} & found.keys()


def test_evaluate_under_attack(potemkin, small_data, model):
    def evaluate(epsilon, *flags):
        words = ["evaluate", "--model", model, "--attack", "fgsm", "--epsilon", epsilon, "--json"]
        (found,) = json_lines(potemkin(*words, *flags, data=small_data))
        return found

    still = evaluate(0)
    assert still["robustAccuracy"] == still["accuracy"]
    moved = evaluate(0.1)
    assert moved["attack"] == "fgsm" and moved["epsilon"] == 0.1 and moved["clipped"] is False
    assert moved["robustAccuracy"] < moved["accuracy"]
    clipped = evaluate(0.1, "--clip")
    assert clipped["clipped"] is True
    assert clipped["robustAccuracy"] >= moved["robustAccuracy"]


def test_limit_takes_the_first_images(potemkin, small_data, model):
    words = ["evaluate", "--model", model, "--json", "--limit"]
    assert json_lines(potemkin(*words, 10, data=small_data))[0]["images"] == 10
    assert json_lines(potemkin(*words, 10**9, data=small_data))[0]["images"] == 200


def test_the_evaluation_names_data_model_and_settings(potemkin, small_data, model):
    words = ["evaluate", "--model", model, "--attack", "fgsm", "--epsilon", "0.05"]
    result = potemkin(*words, data=small_data)
    assert result.returncode == 0 and result.stderr == ""
    for part in ("200 images", str(model), "mlp 16", "3 epochs", "fgsm", "0.05", "not clipped"):
        assert part in result.stdout


def test_an_activation_that_contradicts_the_file_is_refused(potemkin, small_data, model):
    result = potemkin("evaluate", "--model", model, "--activation", "relu", data=small_data)
    assert "squareplus" in failure(result)


def test_without_a_model_the_shipped_one_is_evaluated(potemkin, small_data):
    (found,) = json_lines(potemkin("evaluate", "--json", data=small_data))
    assert found["model"] == "shipped"
    assert found["architecture"] == "mlp 64-64"


def test_a_model_that_is_not_there(potemkin, small_data):
    result = potemkin("evaluate", "--model", "nowhere.safetensors", data=small_data)
    assert "nowhere.safetensors" in failure(result)
    assert result.stdout == ""


# Data


def test_data_says_where_it_looked(potemkin, small_data, tmp_path):
    result = potemkin("data", data=small_data)
    assert result.returncode == 0
    for part in ("--data", "POTEMKIN_DATA", str(small_data), "home", "600 images", "200 images"):
        assert part in result.stdout


def test_a_directory_that_holds_no_dataset_is_an_error(potemkin, small_data, tmp_path):
    for words in (["data"], ["train"]):
        result = potemkin(*words, "--data", tmp_path, data=small_data)
        assert "train-images-idx3-ubyte" in failure(result)


def test_the_flag_goes_before_the_environment(potemkin, small_data, tmp_path):
    result = potemkin("data", "--data", small_data, data=tmp_path / "nowhere")
    assert result.returncode == 0
    assert "600 images" in result.stdout


def test_a_download_that_finds_no_mirror_says_what_to_do(potemkin, environment, tmp_path):
    # Port 9 discards: nothing of the world is asked for.
    environment |= {"https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
    result = potemkin("data", "fetch", "--data", tmp_path / "mnist")
    assert "mirrors" in failure(result) and "by hand" in result.stderr
    assert list((tmp_path / "mnist").iterdir()) == []


def test_a_download_needs_a_place(potemkin, environment):
    del environment["HOME"]
    assert "--data" in failure(potemkin("data", "fetch"))


def test_fetch_keeps_what_is_there(potemkin, mnist, environment, tmp_path):
    environment |= {"https_proxy": "http://127.0.0.1:9"}
    directory = tmp_path / "mnist"
    shutil.copytree(mnist, directory)
    before = {path: path.stat().st_mtime for path in directory.iterdir()}
    result = potemkin("data", "fetch", "--data", directory)
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("was there") == 4
    assert {path: path.stat().st_mtime for path in directory.iterdir()} == before


def test_mnist_is_called_mnist(potemkin, mnist):
    result = potemkin("data", "--data", mnist)
    assert "MNIST train, 60000 images" in result.stdout
    assert "MNIST test, 10000 images" in result.stdout


def test_one_epoch_on_mnist(potemkin, mnist, tmp_path):
    path = tmp_path / "m.safetensors"
    words = ["train", "--epochs", 1, "--output", path, "--json"]
    (epoch,) = json_lines(potemkin(*words, data=mnist))
    assert epoch["dataset"] == "MNIST train"
    assert epoch["testAccuracy"] > 0.93
    words = ["evaluate", "--model", path, "--attack", "fgsm", "--epsilon", 0.05, "--json"]
    (found,) = json_lines(potemkin(*words, data=mnist))
    assert found["images"] == 10000
    assert found["accuracy"] == epoch["testAccuracy"]
    assert found["robustAccuracy"] < 0.8


def test_the_shipped_model_reads_mnist(potemkin, mnist):
    (found,) = json_lines(potemkin("evaluate", "--json", data=mnist))
    assert found["accuracy"] > 0.97


def test_without_mnist_the_built_in_digits_serve(potemkin):
    result = potemkin("train", "--epochs", 1, "--hidden", 16, "--json")
    (epoch,) = json_lines(result)
    assert epoch["dataset"] == "built-in digits train"
    assert "built-in digits" in result.stderr
