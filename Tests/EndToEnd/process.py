"""What the system knows of a running program."""

import os
import pathlib


def cpu_seconds(screen):
    """The processor time that the program has used, its threads together."""
    fields = pathlib.Path(f"/proc/{screen.process.pid}/stat").read_text().rpartition(")")[2].split()
    # utime and stime are the 14th and 15th field; the text begins with the 3rd.
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(screen, name="VmRSS"):
    """A figure of /proc/PID/status, in megabytes."""
    status = pathlib.Path(f"/proc/{screen.process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
