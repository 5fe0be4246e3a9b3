"""Images of nothing that a network is sure of, beside numpy."""

import numpy
import pytest

from network import read_network
from test_command_line import failure, json_lines, usage_error


def read_pgm(path):
    """The pixels of a grey image, 0…1."""
    magic, size, largest, data = path.read_bytes().split(b"\n", 3)
    assert (magic, largest) == (b"P5", b"255")
    width, height = map(int, size.split())
    pixels = numpy.frombuffer(data, numpy.uint8)
    assert len(pixels) == width * height
    return pixels[None] / 255


@pytest.mark.parametrize("method", ["ascent", "evolution", "cppn"])
def test_numpy_is_fooled_as_well(potemkin, small_model, tmp_path, method):
    path = tmp_path / "picture.pgm"
    words = ["fool", "--class", 3, "--method", method, "--model", small_model, "--json"]
    (report,) = json_lines(potemkin(*words, "--save", path))
    assert report["succeeded"] and report["confidence"] >= 0.99
    assert (report["method"], report["target"]) == (method, 3)
    network = read_network(small_model)
    pixels = numpy.array([report["pixels"]])
    assert 0 <= pixels.min() and pixels.max() <= 1
    assert network.confidences(pixels)[0, 3] == pytest.approx(report["confidence"], abs=1e-4)
    saved = read_pgm(path)
    assert saved == pytest.approx(pixels, abs=0.51 / 255)
    assert network.confidences(saved)[0, 3] == pytest.approx(
        report["confidenceAsBytes"], abs=1e-4
    )


def test_a_seed_replays(potemkin, small_model):
    words = ["fool", "--class", 1, "--model", small_model, "--rounds", 3, "--json", "--seed"]
    first, again, other = (json_lines(potemkin(*words, seed))[0] for seed in (1, 1, 2))
    assert first == again and first["pixels"] != other["pixels"]


def test_what_is_not_reached_is_said(potemkin, small_model):
    words = ["fool", "--class", 1, "--model", small_model, "--rounds", 2, "--confidence", 1]
    text = potemkin(*words, "--method", "evolution").stdout
    assert "less than it was to be" in text and "rounds      2, 300 queries" in text


def test_what_is_wrong_is_said(potemkin, tmp_path):
    assert "--class" in usage_error(potemkin("fool"))
    assert "ascent" in usage_error(potemkin("fool", "--class", 3, "--method", "descent"))
    assert "0 to 9" in usage_error(potemkin("fool", "--class", 10))
    path = tmp_path / "missing" / "picture.pgm"
    assert str(path) in failure(potemkin("fool", "--class", 3, "--save", path))
