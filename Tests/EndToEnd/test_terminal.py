"""The program gets on with any terminal, any size and any end."""

import os
import pathlib
import pty
import random
import re
import signal
import subprocess
import sys
import termios
import time

import pytest

from explorer import epsilon, image_number, is_explored
from process import cpu_seconds, memory
from screen import BINARY

LEAVE, ENTER = b"\x1b[?1049l", b"\x1b[?1049h"


def modes(screen):
    """The settings of the terminal's driver."""
    return termios.tcgetattr(screen.process.child_fd)


def is_restored(screen):
    """Whether the main screen is back, with a cursor, without reports of the mouse and brackets."""
    raw = screen.raw
    # What comes after a last start of the program.
    last = raw[raw.rindex(ENTER) :]
    endings = (LEAVE, b"\x1b[?1002l", b"\x1b[?2004l")
    return all(ending in last for ending in endings) and not screen.cursor_is_hidden


@pytest.fixture
def open_small(open_screen, small_data, small_model):
    """Opens the explorer on the small dataset, and waits for its first frame."""

    def start(*arguments, wait_for="1 Explore", **options):
        screen = open_screen(*arguments, "--model", small_model, data=small_data, **options)
        return screen.wait_for(wait_for) if wait_for else screen

    return start


# Sizes


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36), (200, 60), (300, 100), (80, 60)])
def test_every_part_has_its_place(explore, source, size):
    screen = explore(source, columns=size[0], rows=size[1])
    text = screen.text
    for words in ("1 Explore", "2 Train", "6 Fool", "image 1", "label", "ε 0.0000", "? help"):
        assert words in text
    # What the screen is of matters more than what it is called, where there is no room for both.
    assert ("POTEMKIN" in screen.lines[0]) == (size[0] >= 96)
    assert re.search(r"\d %\s*$", screen.lines[0])
    # Frames are whole: as many corners on each side.
    assert text.count("╭") == text.count("╮") == text.count("╰") == text.count("╯") > 2
    screen.press("2")
    screen.wait_for("hidden sizes")
    screen.wait_for(lambda screen: screen.text.count("╭") == screen.text.count("╯") > 3)


@pytest.mark.parametrize("size", [(20, 5), (59, 18), (60, 17), (1, 1), (2, 40), (40, 2)])
def test_a_terminal_that_is_too_small_says_so_and_recovers(open_small, size):
    screen = open_small()
    before = screen.wait_for(is_explored).settle().text
    screen.resize(*size)
    if size[0] >= 20:
        screen.wait_for(f"{size[0]}×{size[1]}").wait_for("60×18")
    else:
        screen.wait_for(lambda screen: "1 Explore" not in screen.text)
    # Keys still work, whatever they do.
    screen.press("right", "down", "?", "escape", "2", "1", "up", "left")
    screen.resize(80, 24)
    screen.wait_for(is_explored)
    screen.wait_for(lambda screen: screen.text == before)


def test_it_can_start_in_a_terminal_that_is_too_small(open_small):
    screen = open_small(columns=20, rows=5, wait_for="60×18")
    screen.resize(80, 24)
    screen.wait_for("1 Explore")
    screen.press("q")
    assert screen.wait() == 0


def test_storms_of_resizes_while_it_trains(explore, source):
    screen = explore(source, columns=80, rows=24)
    screen.press("2", *["down"] * 4, "enter", *"9999", "enter", "space")
    screen.wait_for("● training", timeout=30)
    chance = random.Random(1)
    for _ in range(300):
        screen.resize(chance.randint(1, 250), chance.randint(1, 80))
        screen.press(chance.choice(["1", "2", "right", "down", "?", "escape", "T"]))
        if chance.random() < 0.1:
            screen.update(timeout=0)
    screen.press("escape", "1")
    screen.resize(120, 36)
    # A size that came in between must not stay in the emulator either.
    screen.settle(quiet=0.1, timeout=1)
    screen.press("ctrl-l", "2")
    screen.wait_for("● training")
    screen.press("1")
    screen.wait_for(is_explored)
    screen.press("q")
    assert screen.wait() == 0
    assert is_restored(screen)


def test_ctrl_l_paints_everything_anew(open_small):
    screen = open_small()
    before = screen.wait_for(is_explored).settle().text
    screen.emulator.reset()
    screen.press("ctrl-l")
    screen.wait_for(lambda screen: screen.text == before)


# Kinds of terminals


@pytest.mark.parametrize(
    "term", ["vt100", "vt220", "xterm", "xterm-256color", "linux", "screen", "tmux-256color"]
)
@pytest.mark.parametrize("locale", ["C.UTF-8", "C", "POSIX", "xx_YY.UTF-8"])
def test_it_runs_in_every_kind_of_terminal(open_small, term, locale):
    screen = open_small(term=term, locale=locale)
    screen.wait_for(lambda screen: re.search(r"(ε|eps)_min \d", screen.text)).settle()
    unicode = locale.endswith("UTF-8") and term not in ("vt100", "vt220", "linux")
    assert screen.text.isascii() or unicode or "─" in screen.text
    assert ("ε_min" in screen.text) == unicode
    assert "?" not in screen.text.replace("? help", "").replace("▀", "")
    screen.press("right", "down")
    screen.wait_for(r"0.0010")
    screen.press("2")
    screen.wait_for("hidden sizes")
    screen.press("q")
    assert screen.wait() == 0


@pytest.mark.parametrize(
    "term, sentence",
    [
        ("", "expected the kind of terminal in TERM, found nothing"),
        (None, "expected the kind of terminal in TERM, found nothing"),
        ("bogus", "expected a known kind of terminal in TERM, found “bogus”"),
        ("dumb", "expected a terminal that can place its cursor, found “dumb”"),
        ("../../etc/passwd", "expected a known kind of terminal in TERM"),
    ],
)
def test_a_terminal_that_can_not_be_used_is_explained(open_small, term, sentence):
    command = None if term is not None else ["env", "-u", "TERM", str(BINARY)]
    screen = open_small(term=term or "", command=command, columns=300, wait_for=None)
    before = modes(screen)
    assert screen.wait() == 1
    assert sentence in screen.text
    assert "TERM=xterm-256color potemkin" in screen.text
    assert b"\x1b" not in screen.raw
    assert modes(screen) == before


@pytest.mark.parametrize("redirected", ["stdin", "stdout", "both"])
def test_without_a_terminal_it_says_so(environment, small_data, redirected):
    master, slave = os.openpty()
    options = {"stdin": slave, "stdout": slave, "stderr": subprocess.PIPE}
    if redirected in ("stdin", "both"):
        options["stdin"] = subprocess.DEVNULL
    if redirected in ("stdout", "both"):
        options["stdout"] = subprocess.PIPE
    result = subprocess.run([BINARY, "--data", small_data], env=environment, timeout=10, **options)
    os.close(slave)
    os.close(master)
    assert result.returncode == 1
    message = result.stderr.decode()
    name = "output" if redirected == "stdout" else "input"
    assert f"expected a terminal as standard {name}, found a file or a pipe" in message
    assert "\x1b" not in message
    assert not result.stdout


def test_colours_go_from_none_to_many(open_small):
    counts = []
    for term in ("vt100", "xterm", "xterm-256color"):
        screen = open_small(term=term)
        screen.wait_for(lambda screen: re.search(r"(ε|eps)_min \d", screen.text)).settle()
        counts.append(len(screen.colours()))
    assert counts[0] == 1 < counts[1] < counts[2]


# Much input


def test_a_large_paste_means_nothing_where_no_text_is_typed(open_small):
    screen = open_small().wait_for(is_explored).settle()
    before = screen.text
    send_much(screen, "\x1b[200~" + "quit q T 2 \x1b[C\r" * 8000 + "\x1b[201~")
    screen.settle(timeout=3)
    assert screen.text == before
    screen.press("right")
    screen.wait_for("ε 0.0010")


def test_a_large_paste_into_a_line(open_small):
    screen = open_small().wait_for(is_explored)
    screen.press("g")
    send_much(screen, "\x1b[200~" + "12\r\n345" * 20_000 + "\x1b[201~")
    screen.press("enter")
    screen.wait_for("expected a number from 1 to 200")
    screen.press("ctrl-u", "7", "enter")
    screen.wait_for(lambda screen: is_explored(screen) and image_number(screen) == 7)


def test_a_large_input_without_brackets_is_keys(open_small):
    screen = open_small().wait_for(is_explored)
    send_much(screen, "jk]c\x1b[C[T1\x1b" * 8000)
    screen.press("home", "g", "9", "enter")
    screen.wait_for(
        lambda screen: is_explored(screen) and image_number(screen) == 9 and epsilon(screen) == 0
    )


def test_random_bytes_neither_hang_nor_end_it(open_small, tmp_path):
    chance = random.Random(7)
    # All but what ends or stops it: q, ^C, ^Z, ^\.
    allowed = [byte for byte in range(256) if chr(byte) not in "q\x03\x1a\x1c"]
    # By chance it saves what it shows, under any name.
    screen = open_small(cwd=tmp_path).wait_for(is_explored)
    send_much(screen, bytes(chance.choice(allowed) for _ in range(100_000)).decode("latin1"))
    # Whatever was begun is left: a sequence, a paste, a prompt, a help, a screen.
    screen.send("\x1b[201~")
    screen.settle(timeout=5)
    for _ in range(3):
        screen.press("escape")
        screen.settle(quiet=0.1)
    screen.press("1")
    screen.wait_for("ε_min")
    screen.press("q")
    assert screen.wait() == 0


def send_much(screen, text):
    """Sends a long text while reading what comes of it, so that neither side gets stuck."""
    data = text.encode("latin1")
    terminal = screen.process.child_fd
    deadline = time.monotonic() + 20
    os.set_blocking(terminal, False)
    while data and time.monotonic() < deadline:
        try:
            data = data[os.write(terminal, data[:4096]) :]
        except BlockingIOError:
            screen.update()
    os.set_blocking(terminal, True)
    assert not data, "the program does not read"


# Signals


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_all_is_restored(open_small, number):
    screen = open_small(wait_for=None)
    before = modes(screen)
    screen.wait_for("1 Explore")
    assert modes(screen) != before
    screen.signal(number)
    assert screen.wait() == 128 + number
    assert is_restored(screen)
    assert modes(screen) == before


@pytest.mark.parametrize("keys", ["ctrl-c", "q"])
def test_keys_that_end_it_restore_all(open_small, keys):
    screen = open_small(wait_for=None)
    before = modes(screen)
    screen.wait_for("1 Explore")
    screen.press(keys)
    assert screen.wait() == (0 if keys == "q" else 130)
    assert is_restored(screen)
    assert modes(screen) == before


@pytest.mark.parametrize(
    "number",
    [signal.SIGSEGV, signal.SIGABRT, signal.SIGILL, signal.SIGTRAP, signal.SIGBUS, signal.SIGFPE],
)
def test_a_crash_restores_all(open_small, environment, number):
    environment["SWIFT_BACKTRACE"] = "enable=no"
    screen = open_small(wait_for=None)
    before = modes(screen)
    screen.wait_for("1 Explore")
    screen.signal(number)
    assert screen.wait(timeout=20) == -number
    assert is_restored(screen)
    assert modes(screen) == before



def test_a_backtrace_comes_once_the_main_screen_is_back(open_small):
    screen = open_small().wait_for(is_explored)
    screen.signal(signal.SIGSEGV)
    screen.wait_for("Program crashed", timeout=30)
    assert is_restored(screen)
    assert screen.raw.rindex(LEAVE) < screen.raw.index(b"Program crashed")


def test_it_stops_and_goes_on(open_small, environment):
    """As job control does it: a shell gets the terminal back, and gives it again."""
    environment["PS1"] = "$ "
    # The arguments meant for the program go to the shell, where nobody asks for them.
    screen = open_small(command=["bash", "--norc", "-i", "-s", "--"], wait_for="$")
    before = modes(screen)
    screen.type(f"{BINARY}\r")
    screen.wait_for(is_explored)
    screen.press("right", "ctrl-z")
    screen.wait_for("Stopped")
    assert is_restored(screen)
    screen.type("echo $((40+2))\r")
    screen.wait_for("42")
    screen.type("fg\r")
    screen.wait_for(lambda screen: is_explored(screen) and epsilon(screen) == 0.001)
    screen.press("right")
    screen.wait_for(lambda screen: epsilon(screen) == 0.002)
    screen.press("q")
    screen.wait_for(is_restored)
    screen.type("exit\r")
    assert screen.wait() == 0


def test_a_terminal_that_disappears_ends_it(environment, small_data):
    pid, master = pty.fork()
    if pid == 0:
        os.execve(BINARY, [str(BINARY), "--data", str(small_data)], environment)
    read = b""
    while b"Explore" not in read:
        read += os.read(master, 65536)
    os.close(master)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        ended, _ = os.waitpid(pid, os.WNOHANG)
        if ended:
            return
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise AssertionError("it goes on without a terminal")


# What it costs


@pytest.mark.parametrize("place", ["explore", "train", "help", "too small"])
def test_doing_nothing_costs_nothing(explore, source, place):
    screen = explore(source)
    screen.press(*{"train": "2", "help": "?"}.get(place, ""))
    if place == "too small":
        screen.resize(20, 5)
    screen.settle()
    before, written = cpu_seconds(screen), len(screen.raw)
    time.sleep(1)
    screen.update(timeout=0)
    assert cpu_seconds(screen) - before <= 0.01
    assert len(screen.raw) == written


def frame_times(screen, count):
    """From a press to the end of the frame that shows it, in milliseconds, sorted."""
    times = []
    for _ in range(count):
        before = epsilon(screen)
        key, step = ("left", -0.001) if before > 0.1 else ("right", 0.001)
        started = time.monotonic()
        screen.press(key)
        while epsilon(screen) != pytest.approx(before + step, abs=1e-5):
            frame = b""
            while not frame.endswith(b"\x1b[?2026l"):
                frame += os.read(screen.process.child_fd, 65536)
            # Drawing it in the emulator is not the program's time.
            shown = time.monotonic()
            screen.stream.feed(frame)
        times.append((shown - started) * 1000)
    return sorted(times)


@pytest.mark.parametrize("activity", ["idle", "training"])
def test_the_time_from_a_key_to_its_frame_is_reported(explore, source, activity, capsys):
    """Never judged: it depends on the machine and on what else it does."""
    screen = explore(source)
    if activity == "training":
        screen.press("2", *["down"] * 4, "enter", *"9999", "enter", "space")
        screen.wait_for("● training", timeout=30)
        screen.press("1")
        screen.wait_for(is_explored)
    times = frame_times(screen, 50)
    with capsys.disabled():
        print(
            f"\n{source.name}, {activity}: key to frame p50 {times[25]:.1f} ms, "
            f"slowest of 50 {times[-1]:.1f} ms; {memory(screen):.0f} MB resident",
        )
