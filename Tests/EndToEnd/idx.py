"""Small datasets in MNIST's format."""

import gzip
import struct

import numpy

FILES = [
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
]


def make_split(count, generator):
    """Noisy images `[count, 28, 28]` with a bright bar whose place tells the label `[count]`."""
    labels = generator.integers(0, 10, count).astype(numpy.uint8)
    images = generator.integers(0, 120, (count, 28, 28)).astype(numpy.uint8)
    for image, label in zip(images, labels):
        image[4:24, 2 * label + 3 : 2 * label + 6] += 90
    return images, labels


def write_dataset(directory, train, test, seed):
    """Writes the four files; those of labels are plain, those of images are gzip."""
    generator = numpy.random.default_rng(seed)
    for prefix, count in (("train", train), ("t10k", test)):
        images, labels = make_split(count, generator)
        header = struct.pack(">IIII", 0x803, count, 28, 28)
        with gzip.open(directory / f"{prefix}-images-idx3-ubyte.gz", "wb") as file:
            file.write(header + images.tobytes())
        path = directory / f"{prefix}-labels-idx1-ubyte"
        path.write_bytes(struct.pack(">II", 0x801, count) + labels.tobytes())


def read_split(directory, prefix):
    """Images `[count, pixels]` in 0…1 and labels `[count]` of a directory."""

    def read(name):
        path = directory / name
        return path.read_bytes() if path.exists() else gzip.open(f"{path}.gz").read()

    images = numpy.frombuffer(read(f"{prefix}-images-idx3-ubyte"), numpy.uint8, offset=16)
    labels = numpy.frombuffer(read(f"{prefix}-labels-idx1-ubyte"), numpy.uint8, offset=8)
    return images.reshape(len(labels), -1).astype(numpy.float32) / 255, labels.astype(int)
