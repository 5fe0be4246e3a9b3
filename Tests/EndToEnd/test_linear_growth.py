"""How the change of a linear model's score grows with the pixels, from the command line."""

import csv
import json
import math

import pytest


def measure(potemkin, data, *flags):
    result = potemkin("linear-growth", "--json", *flags, data=data)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(params=["mnist", "small_data", None], ids=["mnist", "small", "built-in"])
def data(request):
    return request.param and request.getfixturevalue(request.param)


def test_a_score_moves_by_epsilon_m_n(potemkin, data):
    report = measure(potemkin, data)
    points = report["resolutions"]
    assert [point["pixels"] for point in points] == [49, 196, 784, 3136]
    assert report["epsilon"] == pytest.approx(0.01)
    for point in points:
        law = 0.01 * point["meanMagnitude"] * point["pixels"]
        assert point["predictedChange"] == pytest.approx(law, rel=1e-6)
        assert point["measuredChange"] == pytest.approx(law, rel=1e-2)
        assert point["robustAccuracy"] <= point["accuracy"]
        assert point["accuracy"] > 0.3


def test_the_exponent_is_the_slope_of_the_logarithms(potemkin, small_data):
    import numpy

    report = measure(potemkin, small_data)
    pixels = [math.log(point["pixels"]) for point in report["resolutions"]]
    change = [math.log(point["measuredChange"]) for point in report["resolutions"]]
    assert report["exponent"] == pytest.approx(numpy.polyfit(pixels, change, 1)[0], abs=1e-6)


def test_the_change_is_in_proportion_to_epsilon(potemkin, small_data):
    small, large = (measure(potemkin, small_data, "--epsilon", e) for e in (0.02, 0.04))
    for a, b in zip(small["resolutions"], large["resolutions"]):
        assert a["meanMagnitude"] == b["meanMagnitude"]
        assert b["measuredChange"] / a["measuredChange"] == pytest.approx(2, rel=1e-2)


def test_table_and_text_have_the_same_figures(potemkin, small_data, tmp_path):
    path = tmp_path / "linear.csv"
    report = measure(potemkin, small_data, "--csv", path)
    with open(path, encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    text = potemkin("linear-growth", data=small_data).stdout
    assert f"{report['dataset']}, {report['images']} images" in text
    assert report["images"] == 600
    assert f"to the power {report['exponent']:.3f}" in text
    for row, point in zip(table, report["resolutions"], strict=True):
        assert int(row["pixels"]) == point["pixels"]
        assert float(row["measured_change"]) == point["measuredChange"]
        assert float(row["robust_accuracy"]) == point["robustAccuracy"]
        assert f"{point['measuredChange']:.4f}" in text


@pytest.mark.parametrize("epsilon", ["0", "-0.1", "2", "x"])
def test_an_epsilon_that_makes_no_sense_is_refused(potemkin, epsilon):
    result = potemkin("linear-growth", "--epsilon", epsilon)
    assert result.returncode == 2
    assert "--epsilon" in result.stderr
