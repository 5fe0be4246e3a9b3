"""The explorer starts in a terminal, follows its size, and leaves it as it was."""

import signal
import subprocess

import pytest


def test_it_starts_and_quits(open_screen, small_data):
    screen = open_screen(data=small_data)
    screen.wait_for("1 Explore")
    assert screen.is_alive
    screen.press("q")
    assert screen.wait() == 0
    assert not screen.cursor_is_hidden
    # The main screen is back, as it was.
    assert screen.raw.rindex(b"\x1b[?1049l") > screen.raw.rindex(b"\x1b[?1049h")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
def test_it_follows_the_size_of_the_terminal(open_screen, small_data, size):
    screen = open_screen(data=small_data)
    screen.wait_for("1 Explore")
    screen.resize(*size)
    screen.settle()
    assert "1 Explore" in screen.text
    assert screen.size == size


def test_colours_depend_on_the_terminal(open_screen, small_data):
    colourful = open_screen(data=small_data).wait_for("1 Explore").settle()
    plain = open_screen(data=small_data, term="vt100", locale="C").wait_for("1 Explore").settle()
    assert len(colourful.colours()) > 8
    assert plain.colours() == {("default", "default")}
    assert plain.text.isascii()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_good_order(open_screen, small_data, number):
    screen = open_screen(data=small_data)
    screen.wait_for("1 Explore")
    screen.signal(number)
    assert screen.wait() in (-number, 128 + number)
    assert screen.raw.rindex(b"\x1b[?1049l") > screen.raw.rindex(b"\x1b[?1049h")


def test_it_quits_in_good_order_while_it_trains(open_screen, small_data):
    """The engine's threads are still at work when the process ends."""
    for _ in range(5):
        screen = open_screen(data=small_data).wait_for("1 Explore")
        screen.press("t")
        screen.settle(quiet=0.05, timeout=0.5)
        screen.signal(signal.SIGTERM)
        assert screen.wait() in (-signal.SIGTERM, 128 + signal.SIGTERM)


def test_without_a_terminal_it_fails_with_a_sentence(potemkin, small_data):
    result = potemkin(data=small_data, stdin=subprocess.DEVNULL)
    assert result.returncode == 1
    assert "terminal" in result.stderr
