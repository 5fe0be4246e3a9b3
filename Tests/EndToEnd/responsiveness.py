"""Measures how fast the screen answers; prints figures and asserts none.

Bytes and their times are recorded while the program runs, and drawn by the terminal emulator only
afterwards, so that the emulator's own slowness is not part of what is measured.
"""

import os
import pty
import re
import select
import statistics
import sys
import termios
import time
from fcntl import ioctl
from struct import pack

import pyte

from screen import BINARY

COLUMNS, ROWS = 120, 36
KEYS = 400


class Recording:
    """The program in a pseudo-terminal, with the time of everything that it writes."""

    def __init__(self, *arguments):
        self.start = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
            os.execv(BINARY, [str(BINARY), *arguments])
        ioctl(self.terminal, termios.TIOCSWINSZ, pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.chunks = []

    def run(self, seconds):
        """Reads whatever comes for a while."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                self.chunks.append((time.perf_counter(), os.read(self.terminal, 1 << 16)))

    def press(self, key):
        """Presses a key, and returns when."""
        now = time.perf_counter()
        os.write(self.terminal, key)
        return now

    def replay(self):
        """Yields each chunk's time with the screen after it."""
        screen = pyte.Screen(COLUMNS, ROWS)
        stream = pyte.ByteStream(screen)
        for moment, data in self.chunks:
            stream.feed(data)
            yield moment, screen.display

    def ticks(self):
        """Hundredths of a second of processor time taken so far."""
        fields = open(f"/proc/{self.pid}/stat").read().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def resident(self):
        """Resident memory in MB."""
        status = open(f"/proc/{self.pid}/status").read()
        return int(re.search(r"VmRSS:\s*(\d+)", status)[1]) / 1024

    def quit(self):
        os.write(self.terminal, b"q")
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def shown_epsilon(display):
    found = re.search(r"ε (\d\.\d+)", "\n".join(display))
    return float(found[1]) if found else None


def first_frame():
    recording = Recording()
    recording.run(1.0)
    first = next(m for m, display in recording.replay() if "POTEMKIN" in display[0])
    alive = next(
        (m for m, display in recording.replay() if "ε_min 0" in "\n".join(display)), None
    )
    recording.quit()
    return (first - recording.start) * 1e3, (alive - recording.start) * 1e3 if alive else None


def key_latencies(while_training):
    recording = Recording()
    recording.run(1.0)
    if while_training:
        # The study's preset runs long enough.
        for key in (b"2", b"\x1b[C", b" ", b"1"):
            recording.press(key)
            recording.run(0.3)
    # To the right and back, so that each press shows a number that the one before did not.
    presses = []
    for index in range(KEYS):
        forward = index // 200 % 2 == 0
        moment = recording.press(b"\x1b[C" if forward else b"\x1b[D")
        step = index % 200 + 1
        presses.append((moment, (step if forward else 200 - step) / 1000))
        recording.run(0.023)
    resident = recording.resident()
    recording.quit()
    frames = [(m, shown_epsilon(display)) for m, display in recording.replay()]
    latencies = []
    for moment, epsilon in presses:
        shown = [m for m, e in frames if m > moment and e is not None and abs(e - epsilon) < 5e-4]
        latencies.append((shown[0] - moment) * 1e3 if shown else float("inf"))
    return sorted(latencies), resident


def idle():
    recording = Recording()
    recording.run(1.5)
    before = recording.ticks()
    recording.run(3)
    ticks = recording.ticks() - before
    recording.quit()
    return ticks


def main():
    starts = [first_frame() for _ in range(5)]
    frame = statistics.median(s[0] for s in starts)
    alive = statistics.median(s[1] for s in starts if s[1] is not None)
    print(
        f"start to first frame: {frame:.0f} ms; to the first image explored: {alive:.0f} ms"
        " (goal: 150 ms)"
    )
    for name, while_training in (("at rest", False), ("while training", True)):
        latencies, resident = key_latencies(while_training)
        p50, p99 = latencies[len(latencies) // 2], latencies[int(len(latencies) * 0.99)]
        print(
            f"key press to finished frame, {name}: median {p50:.1f} ms, 99th percentile {p99:.1f} ms"
            f" (goal: 10 ms); {len(latencies)} presses at {COLUMNS}×{ROWS};"
            f" {resident:.0f} MB resident (goal: 150 MB)"
        )
    print(f"idle: {idle() * 10} ms of processor time in 3 s (goal: 0)")


if __name__ == "__main__":
    sys.exit(main())
