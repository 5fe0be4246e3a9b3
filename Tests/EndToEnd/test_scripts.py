"""The scripts on machines where something is missing, played by stubs on PATH."""

import os
import pathlib
import shutil
import subprocess
import time

import pytest

from idx import FILES
from screen import ROOT

# What the scripts may call besides what is stubbed.
COMMANDS = (
    "bash cat chmod cmp cp dirname env find grep mkdir mktemp mv readlink rm sed tee touch"
).split()

HEADERS = ["curses.h", "dnnl.h", "zlib.h", "openssl/evp.h"]
LIBRARIES = ["libncursesw.so", "libdnnl.so", "libz.so", "libcrypto.so"]
PACKAGES = ["libncurses-dev", "libdnnl-dev", "zlib1g-dev", "libssl-dev"]

# Builds a program that prints its arguments, one a line.
SWIFT = """
case "$1 $*" in
  build*"--product potemkin"*)
    echo "compiling" # on standard output, as swift build does
    mkdir -p "$PROJECT/.build/release"
    printf '#!/bin/sh\\nprintf "<%%s>\\\\n" "$@"\\n' >"$PROJECT/.build/release/potemkin"
    chmod +x "$PROJECT/.build/release/potemkin"
    ;;
  build*"--product benchmarks"*)
    printf '#!/bin/sh\\necho measured "$@"\\n' >"$PROJECT/.build/release/benchmarks"
    chmod +x "$PROJECT/.build/release/benchmarks"
    ;;
  test*) echo "$SWIFT_TEST_OUTPUT" ;;
esac
exit ${SWIFT_STATUS:-0}
"""


class Machine:
    """A project and a PATH of stubs, each of which logs how it was called."""

    def __init__(self, directory):
        self.bin = directory / "bin"
        self.project = directory / "a project"
        self.prefix = directory / "usr"
        self.log = directory / "log"
        self.environment = {
            "PATH": str(self.bin),
            "HOME": str(directory),
            "PROJECT": str(self.project),
            "POTEMKIN_PREFIXES": str(self.prefix),
        }
        self.bin.mkdir()
        for name in COMMANDS:
            (self.bin / name).symlink_to(shutil.which(name))
        shutil.copytree(ROOT / "script", self.project / "script")
        for name in ("Sources", "Tests", "assets"):
            (self.project / name).mkdir()
        (self.project / "Package.swift").touch()
        (self.project / "Tests/requirements.txt").write_text("pytest\n")
        self.log.touch()
        self.stub("swift", SWIFT)
        self.stub("tmux")
        self.stub("python3", "exit 1")
        for path in [f"include/{header}" for header in HEADERS] + [f"lib/{lib}" for lib in LIBRARIES]:
            (self.prefix / path).parent.mkdir(parents=True, exist_ok=True)
            (self.prefix / path).touch()

    def stub(self, name, body=""):
        path = self.bin / name
        path.write_text(f'#!/usr/bin/env bash\necho "{name} $*" >>"{self.log}"\n{body}\n')
        path.chmod(0o755)

    def remove_packages(self):
        shutil.rmtree(self.prefix)

    def run(self, script, *arguments, user=None, **environment):
        self.log.write_text("")
        if user is not None:
            self.log.chmod(0o666)
        return subprocess.run(
            [self.project / "script" / script, *arguments],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            user=user,
            timeout=60,
        )

    @property
    def calls(self):
        return self.log.read_text().splitlines()


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


@pytest.fixture
def user(tmp_path):
    """Somebody who is not root; None where the tests' own user is not."""
    if os.geteuid() != 0:
        return None
    # The user has to reach the project through directories that belong to root.
    directory = tmp_path
    while directory.owner() == "root" and directory != directory.parent:
        if not directory.stat().st_mode & 0o001:
            directory.chmod(0o711)
        directory = directory.parent
    return "nobody"


def failed_with(result, *words):
    assert result.returncode == 1
    assert result.stdout == ""
    for word in words:
        assert word in result.stderr


# script/setup


def test_setup_is_silent_and_quick_where_all_is_there(machine):
    times = []
    for _ in range(5):
        start = time.monotonic()
        result = machine.run("setup")
        times.append(time.monotonic() - start)
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert machine.calls == []
    assert min(times) < 0.05


def test_setup_on_this_machine_finds_everything():
    result = subprocess.run([ROOT / "script/setup"], capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("script", ["setup", "run", "test", "bench"])
def test_without_swift_it_says_where_to_get_it(machine, script):
    (machine.bin / "swift").unlink()
    failed_with(machine.run(script), "Swift 6.2", "https://swift.org/install")


def test_without_apt_it_names_what_is_missing(machine):
    machine.remove_packages()
    failed_with(machine.run("setup"), *PACKAGES, "oneDNN", "apt-get")


def test_one_missing_library_is_one_missing_package(machine):
    (machine.prefix / "lib/libdnnl.so").unlink()
    result = machine.run("setup")
    assert "libdnnl-dev" in result.stderr
    assert "zlib1g-dev" not in result.stderr


def test_libraries_may_lie_in_a_directory_for_the_architecture(machine):
    there = machine.prefix / "lib/x86_64-linux-gnu"
    there.mkdir()
    for library in LIBRARIES:
        (machine.prefix / "lib" / library).rename(there / library)
    result = machine.run("setup")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.skipif(os.geteuid() != 0, reason="not root")
def test_root_installs_without_sudo_or_update(machine):
    machine.remove_packages()
    machine.stub("apt-get")
    result = machine.run("setup")
    assert result.returncode == 0
    assert "terminal screens" in result.stderr
    assert machine.calls == [
        f"apt-get -qq --simulate install {' '.join(PACKAGES)}",
        f"apt-get -qq install --yes --no-install-recommends {' '.join(PACKAGES)}",
    ]


@pytest.mark.skipif(os.geteuid() != 0, reason="not root")
def test_package_lists_are_fetched_where_they_lack_a_package(machine):
    machine.remove_packages()
    machine.stub("apt-get", '[[ $* != *--simulate* ]]')
    assert machine.run("setup").returncode == 0
    assert [call.split()[2] for call in machine.calls] == ["--simulate", "update", "install"]


def test_an_installation_that_fails_is_explained(machine):
    machine.remove_packages()
    machine.stub("sudo", 'exec "$@"')
    machine.stub("apt-get", "exit 100")
    failed_with(machine.run("setup"), "could not be installed", "apt-get install libncurses-dev")


def test_a_user_installs_through_sudo(machine, user):
    machine.remove_packages()
    machine.stub("apt-get")
    machine.stub("sudo", 'exec "$@"')
    assert machine.run("setup", user=user).returncode == 0
    assert [call for call in machine.calls if call.startswith("sudo")] == [
        "sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes "
        f"--no-install-recommends {' '.join(PACKAGES)}"
    ]


def test_a_user_without_sudo_is_told_what_to_ask_for(machine, user):
    machine.remove_packages()
    machine.stub("apt-get")
    failed_with(machine.run("setup", user=user), "no sudo", "apt-get install libncurses-dev")


def test_a_user_whom_sudo_refuses_is_told_what_to_ask_for(machine, user):
    machine.remove_packages()
    machine.stub("apt-get")
    machine.stub("sudo", 'echo "not in the sudoers file" >&2; exit 1')
    failed_with(machine.run("setup", user=user), "sudoers", "could not be installed")


def test_setup_knows_no_other_argument(machine):
    failed_with(machine.run("setup", "--test"), "usage: script/setup [--tests]")


# script/run and script/bench


def test_run_builds_once_and_passes_arguments_on(machine):
    arguments = ["train", "--output", "a b.safetensors", "*", ""]
    for _ in range(2):
        result = machine.run("run", *arguments)
        assert result.returncode == 0
        assert result.stdout == "".join(f"<{argument}>\n" for argument in arguments)
    assert machine.calls == []


def test_run_keeps_the_build_off_standard_output(machine):
    result = machine.run("run", "x")
    assert result.stdout == "<x>\n"
    assert "compiling" in result.stderr


@pytest.mark.parametrize("place", ["Package.swift", "Sources/new.swift", "assets/new"])
def test_run_builds_anew_where_a_source_is_newer(machine, place):
    machine.run("run")
    (machine.project / place).touch()
    machine.run("run")
    assert len(machine.calls) == 1
    machine.run("run")
    assert machine.calls == []


def test_run_builds_anew_where_a_source_is_gone(machine):
    source = machine.project / "Sources/old.swift"
    source.touch()
    machine.run("run")
    source.unlink()
    machine.run("run")
    assert len(machine.calls) == 1


def test_a_build_that_fails_is_tried_again(machine):
    assert machine.run("run", SWIFT_STATUS="1").returncode == 1
    assert len(machine.calls) == 1
    assert machine.run("run").returncode == 0
    assert len(machine.calls) == 1


def test_run_works_from_anywhere_and_through_a_link(machine, tmp_path):
    (tmp_path / "link").symlink_to(machine.project / "script/run")
    result = subprocess.run(
        [tmp_path / "link", "x"], env=machine.environment, cwd="/", capture_output=True, text=True
    )
    assert result.stdout == "<x>\n"


def test_bench_builds_and_runs_the_benchmarks(machine):
    machine.run("run")
    result = machine.run("bench", "matrix")
    assert (result.returncode, result.stdout) == (0, "measured matrix\n")


def test_a_second_start_of_the_program_takes_less_than_a_second():
    run = [ROOT / "script/run", "--version"]
    assert subprocess.run(run, capture_output=True).returncode == 0
    start = time.monotonic()
    assert subprocess.run(run, capture_output=True).returncode == 0
    assert time.monotonic() - start < 1


# script/test


def test_without_python_its_tests_are_skipped_visibly(machine):
    result = machine.run("test")
    assert result.returncode == 0
    assert "SKIPPED: all of Tests/EndToEnd" in result.stderr
    assert "All passed" in result.stdout


def test_skipped_tests_are_listed(machine):
    output = '➜ Test "of MNIST" skipped: "MNIST is not there"'
    result = machine.run("test", SWIFT_TEST_OUTPUT=output)
    assert result.returncode == 0
    assert result.stdout.count(output) == 2


@pytest.mark.parametrize(
    "output, status",
    [
        ('➜ Test "of MNIST" skipped: "MNIST is not there"', 1),
        ('➜ Test "of who knows what" skipped.', 1),
        ('➜ Test "of another thing" skipped: "there is no terminal"', 0),
        ('✔ Test "what is skipped. is said" passed after 0.1 seconds.', 0),
    ],
)
def test_mnist_that_is_there_must_be_tested(machine, tmp_path, output, status):
    data = tmp_path / "mnist"
    data.mkdir()
    for name in FILES:
        (data / f"{name}.gz").touch()
    result = machine.run("test", POTEMKIN_DATA=str(data), SWIFT_TEST_OUTPUT=output)
    assert result.returncode == status
    assert ("must not be skipped" in result.stderr) == (status == 1)


def test_the_sanitizers_have_builds_of_their_own(machine):
    assert machine.run("test", "--sanitize=thread").returncode == 0
    assert machine.calls == [
        "swift build --build-tests --sanitize=thread --scratch-path .build-thread",
        "swift test --skip-build --disable-xctest --sanitize=thread --scratch-path .build-thread",
    ]


def test_names_choose_tests(machine):
    machine.run("test", "Matrix", "Shards")
    assert any("--filter=Matrix --filter=Shards" in call for call in machine.calls)


def test_a_failing_step_fails_the_whole(machine):
    assert machine.run("test", SWIFT_STATUS="1").returncode == 1


def test_the_scripts_pass_shellcheck():
    if shutil.which("shellcheck") is None:
        pytest.skip("shellcheck is not installed")
    scripts = [*(ROOT / "script").iterdir(), ROOT / ".ci/run"]
    result = subprocess.run(["shellcheck", "-x", *scripts], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
