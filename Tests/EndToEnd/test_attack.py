"""The attack command: what it reports, what it saves, and what Control-C leaves."""

import csv
import gzip
import json
import shutil
import signal
import subprocess
import time

import numpy
import pytest

from idx import read_split
from screen import BINARY


def attack(potemkin, source, *words, data=None):
    result = potemkin("attack", *words, *source.arguments, "--json", data=data or source.data)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_numpy_finds_the_same_fgsm(potemkin, known_source, tmp_path):
    path = tmp_path / "table.csv"
    words = ("fgsm", "--epsilon", 0.05, "--clip", "--images", 200, "--csv", path)
    report = attack(potemkin, known_source, *words)
    images, labels = (part[:200] for part in known_source.test_images)
    network = known_source.network
    moved = network.fast_gradient_sign(images, labels, 0.05, True)
    plain, after = network.correct(images, labels), network.correct(moved, labels)
    fallen = plain & ~after
    # In single precision an image that lies on the edge may fall to the other side.
    assert report["fallen"] == pytest.approx(fallen.sum(), abs=1)
    assert report["robustAccuracy"] == pytest.approx((plain & after).mean(), abs=0.006)
    assert report["accuracy"] == pytest.approx(plain.mean())
    assert report["attacked"] == plain.sum() and report["misreadAsItIs"] == (~plain).sum()
    assert not report["partial"] and report["clipped"] and report["norm"] == "linf"
    change = (moved - images)[fallen]
    sizes = {
        "l0": (numpy.abs(change) > 1e-9).sum(axis=1),
        "l1": numpy.abs(change).sum(axis=1),
        "l2": numpy.linalg.norm(change, axis=1),
        "linf": numpy.abs(change).max(axis=1),
    }
    for norm, values in sizes.items():
        assert report["meanDistance"][norm] == pytest.approx(values.mean(), rel=0.02)
    with open(path) as file:
        rows = list(csv.DictReader(file))
    assert [int(row["label"]) for row in rows] == list(labels)
    assert sum(row["outcome"] == "fallen" for row in rows) == report["fallen"]
    assert sum(int(row["queries"]) for row in rows) == report["queries"] == 2 * plain.sum()


def test_what_is_saved_is_read_back(potemkin, small_source, tmp_path):
    """As the test images of another directory, they are evaluated by the program itself."""
    other = tmp_path / "attacked"
    shutil.copytree(small_source.data, other)
    path = other / "t10k-images-idx3-ubyte.gz"
    words = ("pgd", "--epsilon", 0.1, "--clip", "--images", 200, "--save", path)
    report = attack(potemkin, small_source, *words)
    assert 0 < report["surviving"] <= report["fallen"]
    result = potemkin("evaluate", *small_source.arguments, "--json", data=other)
    found = json.loads(result.stdout)
    # Right are those that withstood, and those that rounding has saved.
    right = report["attacked"] - report["surviving"]
    assert found["accuracy"] * found["images"] == pytest.approx(right)
    before, after = (
        gzip.open(folder / path.name).read()[16:] for folder in (small_source.data, other)
    )
    pixels = [numpy.frombuffer(part, numpy.uint8).reshape(200, -1) for part in (before, after)]
    changed = (pixels[0] != pixels[1]).any(axis=1)
    assert changed.sum() == report["fallen"]
    assert abs(pixels[0].astype(int) - pixels[1]).max() <= 0.1 * 255 + 1


def test_a_seed_replays(potemkin, small_source):
    words = ("pgd", "--epsilon", 0.05, "--set", "steps=3", "--images", 100)
    first, second, other = (
        attack(potemkin, small_source, *words, "--seed", seed) for seed in (1, 1, 2)
    )
    assert first == second != other


def test_targets_count_those_that_are_left_out(potemkin, small_source):
    labels = small_source.test_images[1]
    words = ("fgsm", "--epsilon", 0.1, "--images", 200, "--targeted")
    report = attack(potemkin, small_source, *words, 3)
    assert report["leftOut"] == (labels == 3).sum() > 0
    assert attack(potemkin, small_source, *words, "next")["leftOut"] == 0
    (first,) = labels[:1]
    words = ("fgsm", "--epsilon", 0.1, "--images", 1, "--targeted", first)
    result = potemkin("attack", *words, *small_source.arguments, data=small_source.data)
    assert result.returncode == 2
    assert "expected a target other than the label" in result.stderr


def test_the_list_tells_every_attack(potemkin):
    result = potemkin("attack", "--list", "--json")
    attacks = [json.loads(line) for line in result.stdout.splitlines()]
    text = potemkin("attack", "--list").stdout
    assert {"fgsm", "bim", "pgd"} <= {attack["name"] for attack in attacks}
    for listed in attacks:
        assert listed["norms"] and listed["access"] in ("readings", "scores", "gradients")
        assert f"{listed['name']}: {listed['summary']}" in text
        for setting in listed["settings"]:
            assert setting["from"] <= setting["value"] <= setting["to"]


def test_every_attack_of_the_list_runs(potemkin, small_source):
    lines = potemkin("attack", "--list", "--json").stdout.splitlines()
    for listed in map(json.loads, lines):
        goal = [] if "untargeted" in listed["goals"] else ["--targeted", "next"]
        radius = [] if listed["nearest"] else ["--epsilon", 0.1]
        words = [listed["name"], "--images", 3, "--clip", *radius, *goal]
        report = attack(potemkin, small_source, *words)
        assert report["attack"] == listed["name"] and not report["partial"]
        assert report["attacked"] + report["misreadAsItIs"] == 3


def test_the_worst_case_is_no_better_than_any(potemkin, source):
    words = ("--attack", "fgsm,bim,pgd", "--epsilon", 0.05, "--limit", 300, "--json")
    result = potemkin("evaluate", *words, *source.arguments, data=source.data)
    found = json.loads(result.stdout)
    shares = [one["robustAccuracy"] for one in found["attacks"]]
    assert [one["attack"] for one in found["attacks"]] == ["fgsm", "bim", "pgd"]
    assert found["robustAccuracy"] <= min(shares) <= max(shares) <= found["accuracy"]


def test_a_defence_that_hides_gradients_is_broken(potemkin, known_source):
    images, labels = (part[:300] for part in known_source.test_images)
    shades = numpy.rint(images * 3) / 3
    plain = known_source.network.correct(shades, labels)
    words = ("bim", "--epsilon", 0.2, "--clip", "--images", 300, "--quantise", 4, "--gradients")
    reports = {
        gradients: attack(potemkin, known_source, *words, gradients)
        for gradients in ("own", "bpda", "smoothed")
    }
    for gradients, report in reports.items():
        assert report["accuracy"] == pytest.approx(plain.mean(), abs=0.004)
        assert (report["quantised"], report["gradients"]) == (4, gradients)
    assert reports["own"]["robustAccuracy"] == reports["own"]["accuracy"], "they are 0"
    # From few samples in hundreds of dimensions the smoothed gradient is a rough one.
    for gradients, share in (("bpda", 0.8), ("smoothed", 0.95)):
        assert reports[gradients]["robustAccuracy"] < share * reports["own"]["accuracy"]
    result = potemkin("attack", *words, "none", *known_source.arguments, data=known_source.data)
    assert result.returncode != 0
    assert "expected a model with gradients for bim, found one without" in result.stderr
    assert "square" in result.stderr
    result = potemkin("attack", "bim", "--epsilon", 0.2, "--gradients", "bpda")
    assert result.returncode == 2 and "--quantise" in result.stderr


def test_control_c_leaves_what_is_known(environment, small_source):
    process = subprocess.Popen(
        # So many steps take minutes.
        [BINARY, "attack", "pgd", "--epsilon", "0.01", "--set", "steps=100000"]
        + ["--images", "200", "--json", *small_source.arguments],
        env=environment | {"POTEMKIN_DATA": str(small_source.data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=10)
    assert process.returncode == 130, errors
    assert "partial" in errors
    report = json.loads(output)
    assert report["partial"] and report["unfinished"] > 0
    assert "robustAccuracy" not in report
    assert report["robustAtLeast"] < report["robustAtMost"]


def test_a_file_that_cannot_be_written_is_said_at_once(potemkin, small_source):
    for flag in ("--save", "--csv"):
        words = ("attack", "fgsm", "--epsilon", 0.1, flag, "/no/such/place/file")
        result = potemkin(*words, *small_source.arguments, data=small_source.data)
        assert result.returncode == 1
        assert "/no/such/place/file" in result.stderr and result.stdout == ""
