"""What is wrong with files is said in a sentence: what was expected, found, and to be done."""

import gzip
import os
import shutil
import struct

import numpy
import pytest
import safetensors.numpy

from idx import FILES, read_split
from screen import BINARY

IMAGES, LABELS = "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte"


@pytest.fixture
def data(small_data, tmp_path):
    """A dataset to damage."""
    return shutil.copytree(small_data, tmp_path / "data")


def fails(screen, *sentences):
    """The program ends with a failure whose message has all sentences; the terminal is restored."""
    assert screen.wait() == 1
    text = " ".join(screen.text.split())
    message = text[text.index("potemkin: ") :]
    for sentence in sentences:
        # A terminal breaks lines within words.
        assert sentence.replace(" ", "") in message.replace(" ", ""), text
    assert not screen.cursor_is_hidden
    if b"\x1b[?1049h" in screen.raw:
        assert screen.raw.rindex(b"\x1b[?1049l") > screen.raw.rindex(b"\x1b[?1049h")
    return message


# Data that is not there


@pytest.mark.parametrize("by", ["--data", "POTEMKIN_DATA"])
def test_a_directory_that_is_not_there(open_screen, tmp_path, by):
    place = tmp_path / "nowhere"
    arguments = ["--data", place] if by == "--data" else []
    screen = open_screen(*arguments, data=place)
    fails(screen, by, str(place), "expected a directory, found nothing", "built-in digits")


def test_a_file_where_a_directory_should_be(open_screen, tmp_path):
    (tmp_path / "file").touch()
    fails(open_screen("--data", tmp_path / "file"), "expected a directory, found a file")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing(open_screen, data, name):
    for path in (data / name, data / f"{name}.gz"):
        path.unlink(missing_ok=True)
    fails(open_screen(data=data), "expected four files, found 3", f"missing: {name}")


def test_a_dataset_of_the_user_that_is_incomplete_is_not_used(open_screen, environment, data):
    """The place where a download goes counts only once all four files are there."""
    home = data.parent / "share"
    (home / "potemkin").mkdir(parents=True)
    environment["XDG_DATA_HOME"] = str(home)
    mnist = data.rename(home / "potemkin/mnist")
    open_screen().wait_for("mnist (altered) ·")
    (mnist / LABELS).unlink()
    open_screen().wait_for("built-in digits ·")


# Data that is damaged


def flip(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)


def swap(data):
    """Images where labels belong, and the reverse."""
    images, labels = data / IMAGES, data / LABELS
    whole = gzip.decompress(images.read_bytes())
    images.write_bytes(gzip.compress(labels.read_bytes()))
    labels.write_bytes(whole)


def cut(path, length):
    path.write_bytes(path.read_bytes()[:length])


DAMAGES = {
    "images cut": (
        lambda data: cut(data / IMAGES, 20_000),
        ["expected a whole gzip stream", "breaks off", "Replace the file with a fresh copy"],
    ),
    "a bit of the images": (
        lambda data: flip(data / IMAGES, 30_000),
        ["expected", "gzip", "found", "Replace the file with a fresh copy"],
    ),
    "labels cut": (
        lambda data: cut(data / LABELS, 100),
        ["expected 200 bytes after the header, found 92", "Replace the file with a fresh copy"],
    ),
    "labels empty": (
        lambda data: cut(data / LABELS, 0),
        ["expected an IDX file, found an empty one"],
    ),
    "labels too long": (
        lambda data: (data / LABELS).write_bytes((data / LABELS).read_bytes() + b"x"),
        ["expected 200 bytes after the header, found more"],
    ),
    "labels of another kind": (
        lambda data: (data / LABELS).write_text("no labels at all"),
        ["expected the magic number 0x00000801, found 0x6e6f206c", "MNIST's IDX files"],
    ),
    "a label out of range": (
        lambda data: flip(data / LABELS, 8 + 17),
        ["expected labels below 10, found", "at index 17"],
    ),
    "swapped": (swap, ["expected labels, found images", "images and labels were swapped"]),
    "another count": (
        lambda data: (data / LABELS).write_bytes(struct.pack(">II", 0x801, 3) + bytes(3)),
        ["expected one label for each image, found 200 images", "3 labels", "the same split"],
    ),
    "unreadable": (
        lambda data: [(data / LABELS).unlink(), (data / LABELS).mkdir()],
        ["expected a regular file, found a directory"],
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_data_is_explained(open_screen, data, damage):
    harm, sentences = DAMAGES[damage]
    harm(data)
    screen = open_screen(data=data)
    place = IMAGES if "images" in damage else LABELS
    fails(screen, str(data / place), *sentences)


def test_damaged_training_data_is_explained_when_training_needs_it(explore, small_source, data):
    """The test images can be explored all the same."""
    small_source.data = data
    cut(data / "train-images-idx3-ubyte.gz", 20_000)
    screen = explore(small_source, columns=80, rows=24)
    screen.press("2", "space")
    screen.wait_for("training failed")
    # However long the path: what is wrong and what to do can be read.
    text = "".join(screen.text.split()).replace("│", "")
    assert str(data / "train-images-idx3-ubyte.gz") in text
    for words in ("expected a whole gzip stream", "Replace the file with a fresh copy."):
        assert words.replace(" ", "") in text
    assert screen.is_alive
    screen.press("1", "right")
    screen.wait_for("ε 0.0010")
    screen.press("q")
    assert screen.wait() == 0


# Models


MODEL_DAMAGES = {
    "missing": (None, ["can't read the model", "no such file", "Give a safetensors file."]),
    "empty": (b"", ["expected a safetensors file", "at least 8 bytes, found 0", "cut off"]),
    "cut": (slice(-4), ["expected tensor", "cut off or damaged"]),
    "no safetensors": (b"PK" * 500, ["expected a header of at most", "not a safetensors file"]),
}


@pytest.mark.parametrize("damage", MODEL_DAMAGES)
def test_a_damaged_model_is_explained(open_screen, small_data, small_model, tmp_path, damage):
    content, sentences = MODEL_DAMAGES[damage]
    path = tmp_path / "m.safetensors"
    if content is not None:
        whole = small_model.read_bytes()
        path.write_bytes(whole[content] if isinstance(content, slice) else content)
    fails(open_screen("--model", path, data=small_data), *sentences)


@pytest.mark.parametrize("value", [numpy.nan, numpy.inf])
def test_a_model_that_is_no_number_is_explained(
    open_screen, small_data, small_model, tmp_path, value
):
    tensors = safetensors.numpy.load_file(small_model)
    tensors["0.weight"][3, 5] = value
    path = tmp_path / "m.safetensors"
    safetensors.numpy.save_file(tensors, path)
    screen = open_screen("--model", path, data=small_data)
    fails(screen, "expected finite numbers, found NaN or infinity", "0.weight")


def test_a_model_of_other_images_is_explained(open_screen, potemkin, data, tmp_path):
    """Images of 28 × 14; the shipped network reads 28 × 28."""
    for prefix in ("train", "t10k"):
        images, labels = read_split(data, prefix)
        content = (images.reshape(-1, 28, 28)[:, :, ::2] * 255).astype(numpy.uint8)
        header = struct.pack(">IIII", 0x803, len(labels), 28, 14)
        (data / f"{prefix}-images-idx3-ubyte.gz").write_bytes(
            gzip.compress(header + content.tobytes(), 1)
        )
    screen = open_screen(data=data, columns=120, rows=36)
    screen.wait_for("expected a model that reads images of 392 pixels")
    assert "found one that reads 784" in screen.text
    # An untrained network takes its place, and can be trained.
    screen.wait_for("untrained")
    screen.wait_for("label")
    screen.press("t")
    screen.wait_for("✓ trained")
    screen.press("q")
    assert screen.wait() == 0
    result = potemkin("evaluate", data=data)
    assert result.returncode == 1
    assert "expected a model that reads images of 392 pixels" in result.stderr


# Places to save


def save(screen, path):
    screen.press("w", "ctrl-u")
    screen.type(str(path))
    screen.press("enter")


def test_a_full_disk_keeps_the_old_file(explore, small_source, tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    path = folder / "m.safetensors"
    path.write_text("old")
    # As if the disk were full after 4 KiB.
    limited = ["bash", "-c", 'ulimit -f 4; exec "$0" "$@"', str(BINARY)]
    screen = explore(small_source, command=limited)
    save(screen, path)
    screen.wait_for("✗ can't save the model")
    assert path.read_text() == "old"
    assert list(folder.iterdir()) == [path]
    screen.press("q")
    assert screen.wait() == 0


def test_a_directory_that_can_not_be_written(explore, small_source, tmp_path):
    folder = tmp_path / "models"
    folder.mkdir(mode=0o500)
    # Root writes anywhere but there.
    place = "/sys/kernel" if os.geteuid() == 0 else folder
    screen = explore(small_source)
    save(screen, f"{place}/m.safetensors")
    screen.wait_for("✗ can't save the model")
    assert "Permission denied" in screen.text or "Read-only" in screen.text
    assert list(folder.iterdir()) == []
    screen.press("q")
    assert screen.wait() == 0
