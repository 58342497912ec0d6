"""What a line of the command is made of, for procedures that ask more than a name and some options."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.tables import Table

# Told how far a long run is, as a share from 0 to 1.
type Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure: `ask` adds its arguments, `run` makes the result and tells how far it is where that is long."""

    help: str
    ask: Callable[[ArgumentParser], None]
    run: Callable[[Table, Namespace, Progress | None], Result]
