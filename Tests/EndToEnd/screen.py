"""The program in an emulated terminal: keys go in, cells come out."""

import os
import pathlib
import time

import pexpect
import pyte
import pyte.modes

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("POTEMKIN_BINARY", ROOT / ".build/release/potemkin"))

# The final bytes of keys that xterm sends as ESC [ x, or ESC O x in application mode.
CURSOR_KEYS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
MODIFIERS = {"shift": 2, "alt": 3, "ctrl": 5}
OTHER_KEYS = {
    "escape": "\x1b",
    "enter": "\r",
    "tab": "\t",
    "back-tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "page-up": "\x1b[5~",
    "page-down": "\x1b[6~",
    "ctrl-c": "\x03",
    "ctrl-l": "\x0c",
    "ctrl-u": "\x15",
    "ctrl-z": "\x1a",
}


class Emulator(pyte.Screen):
    """A terminal that repeats characters and scrolls, as curses has xterm do (REP, SU, SD)."""

    last = " "

    def draw(self, data):
        self.last = data[-1:] or self.last
        super().draw(data)

    def repeat_last(self, count=1):
        super().draw(self.last * (count or 1))

    def scroll_up(self, count=1):
        self.scroll(self.index, count, is_up=True)

    def scroll_down(self, count=1):
        self.scroll(self.reverse_index, count, is_up=False)

    def delete_characters(self, count=1):
        """Cells that come in at the right have the background of the moment (bce)."""
        super().delete_characters(count)
        for column in range(self.columns - (count or 1), self.columns):
            self.buffer[self.cursor.y][column] = self.cursor.attrs

    def scroll(self, by_one, count, is_up):
        """Moves the rows between the margins; new ones have the background of the moment."""
        top, bottom = self.margins or (0, self.lines - 1)
        edge, row = bottom if is_up else top, self.cursor.y
        self.cursor.y = edge
        for _ in range(count or 1):
            by_one()
            for column in range(self.columns):
                self.buffer[edge][column] = self.cursor.attrs
        self.cursor.y = row


class Stream(pyte.ByteStream):
    csi = pyte.ByteStream.csi | {"b": "repeat_last", "S": "scroll_up", "T": "scroll_down"}
    events = pyte.ByteStream.events | {"repeat_last", "scroll_up", "scroll_down"}


class Screen:
    """The program in a pseudo-terminal, its output drawn by a terminal emulator."""

    def __init__(
        self,
        *arguments,
        columns=80,
        rows=24,
        term="xterm-256color",
        locale="C.UTF-8",
        environment=None,
        command=None,
        cwd=None,
    ):
        variables = dict(os.environ if environment is None else environment)
        variables |= {"TERM": term, "LC_ALL": locale}
        self.emulator = Emulator(columns, rows)
        self.stream = Stream(self.emulator)
        # Everything the program wrote, for what an emulator doesn't show.
        self.raw = b""
        command = [str(BINARY)] if command is None else command
        self.process = pexpect.spawn(
            command[0],
            [*command[1:], *map(str, arguments)],
            env=variables,
            dimensions=(rows, columns),
            cwd=cwd,
        )
        self.process.delaybeforesend = None
        self.process.ptyproc.delayafterclose = 0.01

    # Input

    def press(self, *keys):
        """Presses keys: names such as "right", "shift-right" or "page-up", or single characters."""
        for key in keys:
            self.send(self.sequence(key))

    def sequence(self, key):
        """What the terminal sends for a key."""
        if key in OTHER_KEYS:
            return OTHER_KEYS[key]
        if key in CURSOR_KEYS:
            # Application cursor keys, DECCKM.
            introducer = "\x1bO" if (1 << 5) in self.emulator.mode else "\x1b["
            return introducer + CURSOR_KEYS[key]
        modifier, _, name = key.partition("-")
        if modifier in MODIFIERS and name in CURSOR_KEYS:
            return f"\x1b[1;{MODIFIERS[modifier]}{CURSOR_KEYS[name]}"
        if len(key) == 1:
            return key
        raise ValueError(f"unknown key {key}")

    def type(self, text):
        """Types text."""
        self.send(text)

    def send(self, text):
        """Sends bytes as they are."""
        self.process.send(text)

    def mouse(self, column, row, button=0, is_release=False):
        """Sends a mouse report in SGR encoding; columns and rows count from 0."""
        self.send(f"\x1b[<{button};{column + 1};{row + 1}{'m' if is_release else 'M'}")

    def click(self, column, row):
        """Presses and releases the left button on a cell."""
        self.mouse(column, row)
        self.mouse(column, row, is_release=True)

    def drag(self, start, end):
        """Drags from one cell (column, row) to another."""
        self.mouse(*start)
        self.mouse(*end, button=32)
        self.mouse(*end, is_release=True)

    def scroll(self, column, row, down=True):
        """Turns the wheel over a cell."""
        self.mouse(column, row, button=65 if down else 64)

    def resize(self, columns, rows):
        """Changes the size of the terminal."""
        self.emulator.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    # Output

    def update(self, timeout=0.02):
        """Draws what the program has written, waiting for a first byte for at most `timeout`."""
        try:
            while True:
                data = self.process.read_nonblocking(65536, timeout=timeout)
                self.raw += data
                self.stream.feed(data)
                timeout = 0
        except (pexpect.TIMEOUT, pexpect.EOF):
            pass

    def wait_for(self, condition, timeout=10):
        """Waits until a condition on the screen holds, or a text is on it; fails otherwise."""
        holds = (lambda screen: condition in screen.text) if isinstance(condition, str) else condition
        deadline = time.monotonic() + timeout
        while True:
            self.update()
            if self.is_frame_whole and holds(self):
                return self
            if time.monotonic() > deadline:
                raise AssertionError(f"did not come in {timeout} s: {condition}\n{self.text}")

    @property
    def is_frame_whole(self):
        """Whether no frame is half drawn: each is written between two marks, mode 2026."""
        return self.raw.rfind(b"\x1b[?2026h") <= self.raw.rfind(b"\x1b[?2026l")

    def settle(self, quiet=0.3, timeout=10):
        """Waits until nothing has been written for a while."""
        deadline = time.monotonic() + timeout
        before = -1
        while len(self.raw) != before and time.monotonic() < deadline:
            before = len(self.raw)
            self.update(timeout=quiet)
        return self

    @property
    def lines(self):
        """The rows of the screen, as text."""
        return self.emulator.display

    @property
    def text(self):
        """The whole screen, as text."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def size(self):
        """(columns, rows)"""
        return self.emulator.columns, self.emulator.lines

    def cell(self, column, row):
        """One cell: its `data`, `fg` and `bg` ("default", a name or "rrggbb"), `bold`, `reverse`."""
        return self.emulator.buffer[row][column]

    def find(self, text):
        """(column, row) of the first place of a text; None where it is not on the screen."""
        for row in range(self.emulator.lines):
            cells = [self.cell(column, row).data for column in range(self.emulator.columns)]
            starts = [sum(map(len, cells[:column])) for column in range(len(cells) + 1)]
            place = "".join(cells).find(text)
            if place in starts:
                return starts.index(place), row
        return None

    def colours(self):
        """All colours in use: a set of (foreground, background)."""
        columns, rows = self.size
        cells = (self.cell(column, row) for row in range(rows) for column in range(columns))
        return {(cell.fg, cell.bg) for cell in cells}

    @property
    def cursor_is_hidden(self):
        return self.emulator.cursor.hidden

    # The process

    @property
    def is_alive(self):
        self.update(timeout=0)
        return self.process.isalive()

    def wait(self, timeout=10):
        """Waits for the program's end: its exit status, or minus the signal that ended it."""
        deadline = time.monotonic() + timeout
        while self.is_alive:
            self.update()
            if time.monotonic() > deadline:
                raise AssertionError(f"still runs after {timeout} s\n{self.text}")
        self.update(timeout=0.1)
        if self.process.signalstatus is not None:
            return -self.process.signalstatus
        return self.process.exitstatus

    def signal(self, number):
        self.process.kill(number)

    def close(self):
        self.process.close(force=True)
