"""Which adversarial images photo-like transformations destroy, beside numpy."""

import csv

import numpy
import pytest

from idx import read_split
from test_command_line import json_lines, usage_error


def counts(network, images, labels, epsilon, transform):
    """Kurakin's sums, for FGSM away from what the network reads."""
    readings = network.logits(images).argmax(axis=1)
    moved = network.fast_gradient_sign(images, readings, epsilon, True)
    chosen = (readings == labels) & ~network.correct(moved, labels)
    images, moved, labels = images[chosen], moved[chosen], labels[chosen]
    destroyed = network.correct(transform(moved), labels)
    clean = network.correct(transform(images), labels)
    return chosen.sum(), destroyed.sum(), clean.sum(), (clean & destroyed).sum()


def test_numpy_counts_the_same(potemkin, known_source, tmp_path):
    path = tmp_path / "rates.csv"
    words = ("physical", "--attack", "fgsm", "--epsilon", 0.1, "--images", 200, "--csv", path)
    result = potemkin(*words, *known_source.arguments, "--json", data=known_source.data)
    (report,) = json_lines(result)
    images, labels = (part[:200] for part in known_source.test_images)
    rates = {rate["name"]: rate for rate in report["transformations"]}
    transforms = {
        "contrast 0.8": lambda x: x * 0.8,
        "brightness -0.1": lambda x: numpy.clip(x - 0.1, 0, 1),
        "quantisation 4": lambda x: numpy.floor(x * 3 + 0.5) / 3,
    }
    for name, transform in transforms.items():
        expected = counts(known_source.network, images, labels, 0.1, transform)
        rate = rates[name]
        found = [
            rate[key]
            for key in ("adversarial", "destroyed", "adversarialWhereClean", "destroyedWhereClean")
        ]
        # In single precision an image that lies on the edge may fall to the other side.
        assert found == pytest.approx(expected, abs=2)
        if rate["adversarial"]:
            assert rate["rate"] == pytest.approx(rate["destroyed"] / rate["adversarial"])
    assert rates["quantisation 256"]["adversarial"] > 0
    assert sum(report["errors"].values()) == report["fallen"]
    with open(path) as file:
        rows = list(csv.DictReader(file))
    assert [row["transformation"] for row in rows] == list(rates)
    assert [int(row["destroyed"]) for row in rows] == [r["destroyed"] for r in rates.values()]


def test_kinds_of_error_are_what_numpy_finds(potemkin, known_source):
    words = ("physical", "--epsilon", 0.1, "--images", 200, "--json", *known_source.arguments)
    (report,) = json_lines(potemkin(*words, data=known_source.data))
    images, labels = (part[:200] for part in known_source.test_images)
    train, train_labels = read_split(known_source.data, "train")
    means = numpy.array([train[train_labels == label].mean(axis=0) for label in range(10)])
    distances = numpy.linalg.norm(means[:, None] - means[None], axis=2)
    numpy.fill_diagonal(distances, numpy.inf)
    relatives = distances.argsort(axis=1)[:, :2]
    network = known_source.network
    before = network.confidences(images)
    readings = before.argmax(axis=1)
    moved = network.fast_gradient_sign(images, readings, 0.1, True)
    after = network.confidences(moved)
    expected = dict.fromkeys(["benign", "conatural", "re-focused", "true", "none"], 0)
    for index in numpy.flatnonzero(after.argmax(axis=1) != readings):
        label = labels[index]
        first, second = before[index].argsort()[::-1][:2]
        now, then = after[index].argsort()[::-1][:2]
        if first != label:
            sure = now == label and after[index, label] >= 0.9
            kind = "benign" if sure else "none"
        elif now in relatives[label]:
            kind = "conatural"
        elif now == second and then == label:
            kind = "re-focused"
        else:
            kind = "true"
        expected[kind] += 1
    for kind, count in expected.items():
        assert report["errors"][kind] == pytest.approx(count, abs=2)
    assert expected["conatural"] > 0


def test_the_text_has_both_tables(potemkin, small_source):
    words = ("physical", "--epsilon", 0.1, "--images", 100, *small_source.arguments)
    text = potemkin(*words, data=small_source.data).stdout
    for part in ("destroyed", "rotation -10.0", "kind of error", "conatural", "clipped to 0...1"):
        assert part in text


def test_settings_are_those_of_the_attack(potemkin, small_source):
    words = ("physical", "--attack", "pgd", "--epsilon", 0.1, "--images", 50, "--json")
    steps = ("--set", "steps=1", "--set", "step-size=0")
    result = potemkin(*words, *steps, *small_source.arguments, data=small_source.data)
    (one,) = json_lines(result)
    (many,) = json_lines(potemkin(*words, *small_source.arguments, data=small_source.data))
    assert (one["settings"]["steps"], many["settings"]["steps"]) == (1, 40)
    assert one["fallen"] <= many["fallen"] and one["transformations"] != many["transformations"]
    assert "nothing" in usage_error(potemkin("physical", "--set", "steps=3", "--epsilon", 0.1))


def test_what_is_wrong_is_said(potemkin):
    assert "fgsm" in usage_error(potemkin("physical", "--attack", "fgms", "--epsilon", 0.1))
    assert "--epsilon" in usage_error(potemkin("physical", "--epsilon", 2))


@pytest.mark.parametrize(
    "words",
    [
        ("physical", "--epsilon", 0.1),
        ("curve", "--image", 1, "--attack", "pgd"),
        ("misread",),
        ("minimal-epsilon",),
        ("linear-growth",),
        ("evaluate",),
    ],
)
def test_a_table_that_cannot_be_written_is_said_before_the_work(potemkin, words):
    result = potemkin(*words, "--csv", "/no/such/place.csv", timeout=5)
    assert result.returncode == 1 and result.stdout == ""
    assert "can't write the table /no/such/place.csv" in result.stderr
