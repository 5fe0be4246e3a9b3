"""What the end-to-end tests share: the program, its data, and a watch over what is skipped."""

import dataclasses
import os
import pathlib
import signal
import subprocess

import pytest

from explorer import is_explored, is_measured
from idx import FILES, read_split, write_dataset
from network import read_network
from screen import BINARY, ROOT, Screen

SHIPPED = ROOT / "assets/models/mnist-64-64.safetensors"

SKIPPED = []


def find_mnist():
    """The directory in POTEMKIN_DATA, if MNIST's four files are there."""
    directory = os.environ.get("POTEMKIN_DATA")
    if directory is None:
        return None
    directory = pathlib.Path(directory)
    is_there = all(
        (directory / name).exists() or (directory / f"{name}.gz").exists() for name in FILES
    )
    return directory if is_there else None


def pytest_runtest_logreport(report):
    if report.skipped and "MNIST" in str(report.longrepr):
        SKIPPED.append(report.nodeid)


def pytest_sessionfinish(session):
    """Fails where MNIST is there and a test of it was skipped all the same."""
    if find_mnist() and SKIPPED:
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter):
    if find_mnist() and SKIPPED:
        terminalreporter.write_line(
            f"MNIST is there, so these must not be skipped: {', '.join(SKIPPED)}", red=True
        )


@pytest.fixture(autouse=True)
def time_limit():
    """Fails a test that hangs; none takes a tenth of this."""

    def fail(*_):
        raise TimeoutError("the test takes longer than a minute")

    signal.signal(signal.SIGALRM, fail)
    signal.alarm(60)
    yield
    signal.alarm(0)


@pytest.fixture(scope="session")
def mnist():
    directory = find_mnist()
    if directory is None:
        pytest.skip("MNIST is not in POTEMKIN_DATA")
    return directory


@pytest.fixture(scope="session")
def small_data(tmp_path_factory):
    """A dataset of 600 and 200 images that a small network learns in a few epochs."""
    directory = tmp_path_factory.mktemp("small")
    write_dataset(directory, train=600, test=200, seed=1)
    return directory


@pytest.fixture(scope="session")
def small_model(small_data, tmp_path_factory):
    """A network that has learned the small dataset."""
    path = tmp_path_factory.mktemp("model") / "small.safetensors"
    subprocess.run(
        [BINARY, "train", "--hidden", "16", "--epochs", "3", "--data", small_data]
        + ["--output", path],
        check=True,
        capture_output=True,
    )
    return path


@dataclasses.dataclass
class Source:
    """Data to explore, with a network that can read it."""

    name: str
    data: pathlib.Path | None
    count: int
    model: pathlib.Path | None = None

    @property
    def arguments(self):
        return [] if self.model is None else ["--model", self.model]

    @property
    def test_images(self):
        """Images `[count, pixels]` in 0…1 and labels `[count]`; not for the built-in digits."""
        return read_split(self.data, "t10k")

    @property
    def network(self):
        return read_network(self.model or SHIPPED)


@pytest.fixture
def mnist_source(mnist):
    return Source("MNIST test", mnist, 10000)


@pytest.fixture
def built_in_source():
    return Source("built-in digits test", None, 10000)


@pytest.fixture
def small_source(small_data, small_model):
    return Source(f"{small_data.name} test", small_data, 200, small_model)


@pytest.fixture(params=["mnist", "built_in"])
def source(request):
    """MNIST, then what takes its place where it is not there."""
    return request.getfixturevalue(f"{request.param}_source")


@pytest.fixture(params=["mnist", "small"])
def known_source(request):
    """MNIST, then a small dataset; Python reads the images of both."""
    return request.getfixturevalue(f"{request.param}_source")


@pytest.fixture
def environment(tmp_path):
    """An environment in which nothing of the user's is found."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "home"),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        # A crash is to end the program, not to wait for a key.
        "SWIFT_BACKTRACE": "interactive=no",
    }


@pytest.fixture
def potemkin(environment, tmp_path):
    """Runs the program to its end, and returns what became of it."""

    def run(*arguments, data=None, timeout=60, **options):
        variables = dict(environment)
        if data is not None:
            variables["POTEMKIN_DATA"] = str(data)
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": tmp_path} | options
        return subprocess.run(
            [BINARY, *map(str, arguments)], env=variables, text=True, timeout=timeout, **options
        )

    return run


@pytest.fixture
def open_screen(environment):
    """Starts the program in an emulated terminal; it is ended with the test."""
    screens = []

    def start(*arguments, data=None, **options):
        variables = dict(environment)
        if data is not None:
            variables["POTEMKIN_DATA"] = str(data)
        screen = Screen(*arguments, environment=variables, **options)
        screens.append(screen)
        return screen

    yield start
    for screen in screens:
        screen.close()


@pytest.fixture
def explore(open_screen):
    """Opens the explorer on a source, and waits until all of its first image is known."""

    def start(source, *arguments, columns=120, rows=36, **options):
        screen = open_screen(
            *source.arguments,
            *arguments,
            data=source.data,
            columns=columns,
            rows=rows,
            **options,
        )
        return screen.wait_for(lambda screen: is_explored(screen) and is_measured(screen))

    return start
