"""A long analysis in a process of its own: it can be stopped at any moment, and breaks nothing else."""

import multiprocessing
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from tegenstroom.measurement.scoring.jobs import Job, Plain

# How much the rest of the machine goes before it: pages first.
POLITE = 10
# Seconds between two words on how far it is, and what a process gets to end when asked.
OFTEN, PATIENCE = 0.2, 2.0


class BrokenError(Exception):
    """The process ended without an answer; the message is for the log."""


@dataclass(slots=True)
class Run:
    """A process that computes. Use as a context: leaving it ends what still runs."""

    process: SpawnProcess
    line: "Connection[object, object]"
    share: float = 0.0
    found: list[Plain] | None = None

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *exception: object) -> None:
        self.line.close()
        self.process.terminate()
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()

    def listen(self, seconds: float) -> bool:
        """Hear it for so long at most; True once the answer is there. BrokenError when none will come."""
        until = time.monotonic() + seconds
        while self.found is None and self.line.poll(max(0.0, until - time.monotonic())):
            try:
                told = self.line.recv()
            except (EOFError, OSError) as error:
                raise BrokenError(f"ended with code {self.process.exitcode}") from error
            match told:
                case float():
                    self.share = told
                case list():
                    self.found = told
                case _:
                    raise BrokenError(str(told))
        return self.found is not None


def begin(job: Job) -> Run:
    """Start it. Spawned, not forked: it shares no connection with us."""
    context = multiprocessing.get_context("spawn")
    ours, its = context.Pipe(duplex=False)
    process = context.Process(target=_compute, args=(its, job), daemon=True)
    process.start()
    # Ours alone now: when the process dies, the line ends.
    its.close()
    return Run(process, ours)


def _compute(line: "Connection[object, object]", job: Job) -> None:
    os.nice(POLITE)
    from tegenstroom.measurement.scoring.kinds import compute  # noqa: PLC0415  numpy, in this process alone

    last = 0.0

    def progress(share: float) -> None:
        nonlocal last
        if time.monotonic() - last > OFTEN:
            last = time.monotonic()
            line.send(float(share))

    # Whoever asked may be gone.
    with suppress(BrokenPipeError):
        try:
            line.send(compute(job, progress))
        except BrokenPipeError:
            raise
        except Exception as error:  # whatever it is, the asker hears of it
            line.send(f"{type(error).__name__}: {error}")
