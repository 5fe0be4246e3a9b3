"""The study done anew: its report, its tables, and going on where it was stopped."""

import csv
import json
import os
import shutil
import signal
import subprocess
import time

import numpy
import pytest

from idx import read_split
from network import read_network
from screen import BINARY
from test_command_line import failure, limit_file_size


def rows_of(path):
    with open(path) as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def study(small_data, tmp_path_factory):
    """A quick reproduction on the small dataset."""
    directory = tmp_path_factory.mktemp("study") / "out"
    result = subprocess.run(
        [BINARY, "reproduce", "study", "--quick", "--output", directory],
        env={"PATH": os.environ["PATH"], "POTEMKIN_DATA": str(small_data)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    assert "s left" in result.stderr
    return directory


def test_the_report_has_every_table(study):
    report = (study / "report.md").read_text()
    for title in ("5.1 and 5.2", "5.1:", "5.2:", "5.2.1", "5.2.2", "5.2.3", "5.3", "7:", "2.1"):
        assert f"## {title}" in report
    for figure in ("87.32 %", "1268", "0.0479", "7.82 %", "7.40 %", "91.43 %"):
        assert figure in report
    assert "The study's figures are of MNIST" in report
    # Every row of a table has as many cells as its header.
    table = []
    for line in report.splitlines() + [""]:
        if line.startswith("|"):
            table.append(line.count("|"))
        else:
            assert len(set(table)) <= 1
            table = []


def test_the_tables_are_what_numpy_finds(study, small_data):
    images, labels = read_split(small_data, "t10k")
    network = read_network(study / "steps/seed-1-64-64.safetensors")
    right = network.correct(images, labels)
    for row in rows_of(study / "perturbations.csv"):
        if row["network"] != "64-64":
            continue
        first, first_labels = images[:100], labels[:100]
        epsilon = float(row["epsilon"])
        moved = first + epsilon * numpy.sign(network.loss_gradient(first, first_labels))
        misread = ~network.correct(moved, first_labels)
        # A reading at the edge may fall either way in other arithmetic.
        assert abs(int(row["misread"]) - misread.sum()) <= 1
        assert abs(int(row["newly_misread"]) - (misread & right[:100]).sum()) <= 1
        assert abs(int(row["misread_as_they_are"]) - (~right[:100]).sum()) <= 1
    epsilons = [float(row["seed_1"] or "nan") for row in rows_of(study / "minimal-epsilon.csv")]
    assert len(epsilons) == len(labels)
    assert abs((numpy.array(epsilons) == 0).sum() - (~right).sum()) <= 1


def test_what_hangs_on_the_open_settings_is_measured(study):
    report = (study / "report.md").read_text()
    section = report.split("## What the study does not print")[1].split("\n## ")[0]
    rows = [line.split(" | ")[0].strip("| ") for line in section.splitlines() if "|" in line]
    assert rows[2:] == [
        *("study", "as everywhere here", "learning rate 0.00275", "learning rate 0.011"),
        *("batch 16", "batch 64", "a = 0.01", "a = 1"),
    ]


def test_adversarial_training_is_swept_over_epsilon_and_epochs(study):
    rows = rows_of(study / "adversarial-training.csv")
    assert [(row["method"], row["epsilon"], row["epochs"]) for row in rows] == [
        ("none", "", "1"), ("none", "", "3"), ("added", "0.01", "1"), ("added", "0.05", "1"),
        ("mixed", "0.01", "1"), ("mixed", "0.05", "1"), ("added", "0.01", "3"),
    ]
    for row in rows:
        assert (row["added"] != "") == (row["method"] == "added")
        assert 0 <= float(row["invisible"]) <= float(row["accuracy"]) <= 1
    report = (study / "report.md").read_text()
    for row in rows[2:]:
        assert f"{100 * float(row['accuracy']):.2f} %" in report


def test_networks_of_other_kinds_stand_beside_the_studys(study, small_data):
    rows = rows_of(study / "architectures.csv")
    assert list(rows[0]) == ["image", "mlp 64-64", "softmax regression", "rbf 100"]
    first = [row["seed_1"] for row in rows_of(study / "minimal-epsilon.csv")]
    assert [row["mlp 64-64"] for row in rows] == first
    shares = rows_of(study / "architectures-cdf.csv")
    for name in ("softmax regression", "rbf 100"):
        epsilons = numpy.array([float(row[name] or "inf") for row in rows])
        for row in shares:
            share = (epsilons <= float(row["epsilon"])).mean()
            assert float(row[name]) == pytest.approx(share, abs=1.1 / len(rows))
        assert f"| {name} |" in (study / "report.md").read_text()


def test_the_images_misread_most_are_counted_over_all_networks(study, small_data):
    images, labels = read_split(small_data, "t10k")
    rows = rows_of(study / "misread.csv")
    assert [int(row["label"]) for row in rows] == list(labels)
    # Three widths, one more point of the learning curve, five adversarial trainings, six other
    # settings, two networks of other kinds.
    assert {int(row["networks"]) for row in rows} == {17}
    counts = numpy.array([int(row["misread"]) for row in rows])
    networks = [
        read_network(study / f"steps/seed-1-64-64{name}.safetensors") for name in ("", "-epochs-3")
    ]
    misread = sum(~network.correct(images, labels) for network in networks)
    # Readings at the edge apart, no image is misread less often than by these two.
    assert (counts < misread).sum() <= 1 and (counts - misread > 15).sum() <= 1
    ink = [float(row["ink"]) for row in rows]
    assert ink == pytest.approx(images.mean(axis=1), abs=1e-6)
    by_class = [read_split(small_data, "train")[0][read_split(small_data, "train")[1] == c]
                for c in range(10)]
    distances = numpy.array(
        [numpy.linalg.norm(images - images_of.mean(axis=0), axis=1) for images_of in by_class]
    ).T
    own = distances[numpy.arange(len(labels)), labels]
    assert [float(row["own_distance"]) for row in rows] == pytest.approx(own, abs=1e-4)
    distances[numpy.arange(len(labels)), labels] = numpy.inf
    others = [float(row["other_distance"]) for row in rows]
    assert others == pytest.approx(distances.min(axis=1), abs=1e-4)


def test_the_curves_say_where_the_leading_digit_changes(study, potemkin, small_data):
    model = study / "steps/seed-1-64-64.safetensors"
    words = ["curve", "--image", 7, "--model", model, "--json"]
    (report,) = [json.loads(potemkin(*words, data=small_data).stdout)]
    rows = [row for row in rows_of(study / "leads.csv") if row["image"] == "7"]
    assert [int(row["digit"]) for row in rows] == [i["digit"] for i in report["intervals"]]
    assert [float(row["to"]) for row in rows] == pytest.approx(
        [i["to"] for i in report["intervals"]]
    )


def test_the_linear_explanation_is_measured_at_four_resolutions(study):
    rows = rows_of(study / "linear.csv")
    assert [int(row["pixels"]) for row in rows] == [49, 196, 784, 3136]
    for row in rows:
        predicted = float(row["epsilon"]) * float(row["mean_magnitude"]) * int(row["pixels"])
        assert float(row["measured_change"]) == pytest.approx(predicted, rel=0.01)


def test_figures_are_drawn_where_gnuplot_is(study):
    report = (study / "report.md").read_text()
    if shutil.which("gnuplot") is None:
        assert "gnuplot was not there" in report
        return
    for name in (
        *("accuracy", "minimal-epsilon", "minimal-epsilon-cdf", "confidence-7", "linear"),
        *("sweep-epsilon", "sweep-epochs"),
    ):
        assert (study / f"{name}.svg").read_text().rstrip().endswith("</svg>")
        assert f"({name}.svg)" in report


def test_without_gnuplot_it_says_so(study, small_data, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(study, copy)
    result = subprocess.run(
        [BINARY, "reproduce", "study", "--quick", "--output", copy],
        env={"PATH": str(tmp_path), "POTEMKIN_DATA": str(small_data)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    assert "expected gnuplot" in result.stderr
    assert "gnuplot was not there" in (copy / "report.md").read_text()


def test_finished_steps_are_not_done_again(study, small_data, potemkin, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(study, copy)
    (copy / "steps/seed-1-epochs.json").unlink()
    kept = (copy / "steps/seed-1-64-64.json").stat().st_mtime_ns
    result = potemkin("reproduce", "study", "--quick", "--output", copy, data=small_data)
    assert result.returncode == 0, result.stderr
    assert "seed-1-epochs" in result.stderr and "seed-1-64-64" not in result.stderr
    assert (copy / "steps/seed-1-64-64.json").stat().st_mtime_ns == kept
    assert (copy / "report.md").read_text() == (study / "report.md").read_text()


def test_other_data_is_not_mixed_in(study, potemkin, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(study, copy)
    result = potemkin("reproduce", "study", "--quick", "--output", copy)
    assert result.returncode == 1
    assert "expected the results of this data and plan" in result.stderr


def test_control_c_keeps_what_is_finished(potemkin, environment, small_data, tmp_path):
    directory = tmp_path / "out"
    process = subprocess.Popen(
        [BINARY, "reproduce", "study", "--output", directory],
        env=environment | {"POTEMKIN_DATA": str(small_data)},
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not (directory / "steps/seed-1-64-64.json").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "finished steps are kept" in errors
    assert not (directory / "report.md").exists()


def test_what_can_not_be_reproduced_is_refused(potemkin):
    result = potemkin("reproduce", "history")
    assert result.returncode == 2
    assert "history" in result.stderr


# Bad input


def test_a_full_disk_is_explained_and_the_same_command_goes_on(study, potemkin, small_data, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(study, copy)
    (copy / "report.md").unlink()
    (copy / "steps/linear.json").unlink()
    words = ["reproduce", "study", "--quick", "--output", copy]
    result = potemkin(*words, data=small_data, preexec_fn=lambda: limit_file_size(256))
    assert f"can't write {copy}/steps/linear.json" in failure(result)
    assert "--output" in result.stderr
    assert not (copy / "steps/linear.json").exists() and not (copy / "report.md").exists()
    result = potemkin(*words, data=small_data)
    assert result.returncode == 0, result.stderr
    assert (copy / "report.md").read_text() == (study / "report.md").read_text()


@pytest.mark.parametrize("content", [b"", b"{", b'{"rows": "none"}'])
def test_a_damaged_step_is_done_again(study, potemkin, small_data, tmp_path, content):
    copy = tmp_path / "copy"
    shutil.copytree(study, copy)
    (copy / "steps/seed-1-interval.json").write_bytes(content)
    (copy / "steps/seed-1-64-64.safetensors").write_bytes(content)
    result = potemkin("reproduce", "study", "--quick", "--output", copy, data=small_data)
    assert result.returncode == 0, result.stderr
    assert "seed-1-interval" in result.stderr
    assert (copy / "report.md").read_text() == (study / "report.md").read_text()


def test_a_place_that_is_no_directory_is_refused(potemkin, small_data, tmp_path):
    (tmp_path / "file").touch()
    result = potemkin("reproduce", "study", "--output", tmp_path / "file", data=small_data)
    assert "expected a directory that can be made or written to" in failure(result)


def test_damaged_data_is_explained(potemkin, small_data, tmp_path):
    data = shutil.copytree(small_data, tmp_path / "data")
    path = data / "train-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:20_000])
    result = potemkin("reproduce", "study", "--output", tmp_path / "out", data=data)
    assert str(path) in failure(result) and "fresh copy" in result.stderr
