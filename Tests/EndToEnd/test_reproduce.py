"""The study done anew: its report, its tables, and going on where it was stopped."""

import csv
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
    for title in ("5.1 and 5.2", "5.1:", "5.2:", "5.2.1", "5.2.2", "5.2.3", "5.3", "2.1"):
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
    for name in ("accuracy", "minimal-epsilon", "minimal-epsilon-cdf", "confidence-7", "linear"):
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
