"""Runs several programs as one: they start together, and when one ends or Ctrl-C comes, all stop."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Program:
    """A name that a person recognises, and the command behind it."""

    name: str
    command: Sequence[str]


class Together:
    """Programs that live and die together. Use as a context: leaving it stops whatever still runs."""

    def __init__(self, programs: Sequence[Program], *, patience: float = 8.0) -> None:
        """`patience`: seconds that a program gets to finish what it does before it is killed."""
        self.programs = programs
        self.patience = patience
        self.stopping = False
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Together":
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop_asked)
        self.start(*self.programs)
        return self

    def __exit__(self, *exception: object) -> None:
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + self.patience
        for process in self._running.values():
            try:
                process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def start(self, *programs: Program) -> None:
        """Start programs beside those that run already; they stop with the others."""
        for program in programs:
            # A session of its own: Ctrl-C reaches us alone, and we stop them in order.
            self._running[program.name] = subprocess.Popen(  # noqa: S603  our own commands
                program.command,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509  no threads run here
            )

    def ended(self) -> str | None:
        """The name of a program that stopped by itself, None while all run."""
        return next((name for name, process in self._running.items() if process.poll() is not None), None)

    def wait(self) -> str | None:
        """Until Ctrl-C (None) or until a program stops by itself (its name)."""
        while not self.stopping:
            if name := self.ended():
                return name
            time.sleep(0.1)
        return None

    def _stop_asked(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def end_with_parent(by: signal.Signals = signal.SIGTERM) -> None:
    """On Linux: when the parent is killed outright, the kernel stops the child too, so no orphan stays."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, by)
