"""People: by how the text introduces them, by lists, and by a capital that no ordinary word explains.

The rarest names are in no list. So what stands around a name weighs most: a title, a relation, an article as in
"den Jef", "heet", the label of a form.
"""

from collections.abc import Iterator, Set

from tegenstroom.engines.deidentification import introduced, nicknames, standing_out
from tegenstroom.engines.deidentification.findings import Span
from tegenstroom.engines.deidentification.runs import Runs
from tegenstroom.engines.deidentification.text import Reading


def find(reading: Reading, taken: Set[int]) -> Iterator[Span]:
    """Every name of a person outside the tokens with these numbers, which tell something surer."""
    runs = Runs(reading, taken)
    yield from introduced.find(runs)
    yield from nicknames.find(runs)
    yield from standing_out.find(runs)
