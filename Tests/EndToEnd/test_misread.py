"""The images that a network misreads, and what they have in common, beside numpy."""

import csv

import numpy
import pytest

from idx import read_split
from network import read_network
from test_command_line import failure, json_lines, limit_file_size, usage_error


@pytest.fixture
def model(potemkin, small_data, tmp_path):
    """A network that has learned too little to be right."""
    path = tmp_path / "little.safetensors"
    words = ["train", "--hidden", 16, "--epochs", 1, "--learning-rate", "0.05", "--output", path]
    assert potemkin(*words, data=small_data).returncode == 0
    return path


def test_it_is_what_numpy_finds(potemkin, small_data, model, tmp_path):
    path = tmp_path / "misread.csv"
    words = ["misread", "--model", model, "--csv", path, "--json"]
    (report,) = json_lines(potemkin(*words, data=small_data))
    images, labels = read_split(small_data, "t10k")
    network = read_network(model)
    confidences = network.confidences(images)
    misread = confidences.argmax(axis=1) != labels
    assert 0 < misread.sum() < len(labels)
    assert report["images"] == len(labels) and abs(report["misread"] - misread.sum()) <= 1
    rows = list(csv.DictReader(open(path)))
    found = numpy.array([row["misread"] == "1" for row in rows])
    assert (found != misread).sum() <= 1
    own = confidences[numpy.arange(len(labels)), labels]
    confidences[numpy.arange(len(labels)), labels] = -1
    margins = own - confidences.max(axis=1)
    assert [float(row["mean_margin"]) for row in rows] == pytest.approx(margins, abs=1e-4)
    # The surest misreadings come first.
    surest = [image["image"] - 1 for image in report["surest"]]
    assert margins[surest] == pytest.approx(numpy.sort(margins[found])[:20], abs=1e-4)
    assert [image["reading"] for image in report["surest"]] == list(
        confidences.argmax(axis=1)[surest]
    )
    ink = images.mean(axis=1)
    trait = report["traits"][0]
    assert trait["misread"] == pytest.approx(ink[found].mean(), abs=1e-6)
    assert trait["others"] == pytest.approx(ink[~found].mean(), abs=1e-6)
    effect = (ink[found].mean() - ink[~found].mean()) / ink[~found].std()
    assert trait["effect"] == pytest.approx(effect, abs=1e-3)
    shares = [[(labels[found] == c).mean(), (labels == c).mean()] for c in range(10)]
    assert numpy.array(report["labelShares"]) == pytest.approx(numpy.array(shares), abs=1e-9)


def test_the_text_says_what_they_have_in_common(potemkin, small_data, model):
    result = potemkin("misread", "--model", model, data=small_data)
    assert result.returncode == 0, result.stderr
    for part in ("200 images", "mlp 16", "margin", "ink", "stroke width", "share of these"):
        assert part in result.stdout


def test_where_nothing_is_misread_there_is_nothing_in_common(
    potemkin, small_data, small_model
):
    words = ["misread", "--model", small_model, "--limit", 1]
    result = potemkin(*words, data=small_data)
    assert result.returncode == 0, result.stderr
    assert "in common" not in result.stdout


def test_bad_input_is_explained(potemkin, small_data, model, tmp_path):
    assert "--limit" in usage_error(potemkin("misread", "--limit", 0, data=small_data))
    assert "nowhere" in failure(potemkin("misread", "--model", "nowhere", data=small_data))
    path = tmp_path / "misread.csv"
    path.write_text("old")
    words = ["misread", "--model", model, "--csv", path]
    full = potemkin(*words, data=small_data, preexec_fn=limit_file_size)
    assert str(path) in failure(full) and path.read_text() == "old"
