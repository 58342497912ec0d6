"""What a long analysis is asked and what it answers, as plain values that go from one process to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tegenstroom.engines.questionnaires import Questionnaire
from tegenstroom.engines.sentences import dutch
from tegenstroom.measurement.rules.analyses import Kind
from tegenstroom.measurement.rules.waves import Moment

# Said in place of a sentence that would tell how few there are.
TOO_FEW = dutch(
    "analysis-too-few",
    "Hiervoor zijn antwoorden nodig van minstens {smallest} mensen. Zoveel zijn het er nog niet.",
)
ONE_ROUND = dutch("analysis-one-round", "Er is maar één ronde waarin genoeg mensen antwoordden.")
NO_SCALES = dutch("analysis-no-scales", "Deze vragenlijst heeft geen schalen. Dan valt hier niets te berekenen.")
STILL_AGAINST = dutch(
    "analysis-still-against",
    "Deze vragen gaan tegen de andere in, ook nu de schaal omkeert wat omgekeerd staat: {items}.",
)

type Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One person: her group in this analysis ("" when it is not said), and her answers by round."""

    label: str
    rounds: Mapping[Moment, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Job:
    """An analysis of these rows. `moment`: the round that it looks at; None for one that looks at all of them."""

    kind: Kind
    questionnaire: Questionnaire
    rows: tuple[Row, ...]
    smallest: int
    moment: Moment | None = None
