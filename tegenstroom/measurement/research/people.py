"""The research answers to one version: a row a person, all her rounds, nothing that leads to her."""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from tegenstroom.engines.questionnaires import Questionnaire
from tegenstroom.measurement.actions.settling import settle
from tegenstroom.measurement.figures import SMALLEST_PUBLIC
from tegenstroom.measurement.matrix import TooFewError
from tegenstroom.measurement.models import InstrumentVersion, Released, Sheet
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.crowds import Traits
from tegenstroom.measurement.rules.groups import hidden, may_be_shown
from tegenstroom.measurement.rules.waves import Moment

type Rounds = Mapping[Moment, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Answered:
    """One person: what may be said of her, and her answers by round."""

    traits: Traits
    rounds: Rounds


@dataclass(frozen=True, slots=True)
class ResearchAnswers:
    """Everyone, in an order that is another each time."""

    questionnaire: Questionnaire
    people: tuple[Answered, ...]

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The rounds in which anyone answered, in order."""
        found = {moment for person in self.people for moment in person.rounds}
        return tuple(moment for moment in Moment if moment in found)


def research_answers(version: InstrumentVersion) -> ResearchAnswers:
    """Everyone who stands in it at this moment. TooFewError when they are fewer than may be shown in public."""
    released = {(row.measurement_id, row.code_hash): row for row in settle(version)}
    smallest = int(SMALLEST_PUBLIC.on(timezone.localdate()))
    if not may_be_shown(len(released), smallest=smallest):
        raise TooFewError(smallest)
    answers = _answers(version, released)
    people = [Answered(_traits(row), answers[key]) for key, row in released.items() if key in answers]
    secrets.SystemRandom().shuffle(people)
    return ResearchAnswers(version.questionnaire, tuple(people))


@dataclass(frozen=True, slots=True)
class Standing:
    """How many people in how many groups, as far as it may be said; 0 when they are too few to say.

    `by_rounds`: how many answered in which rounds, None where that is hidden.
    """

    version: InstrumentVersion
    people: int
    groups: int
    by_rounds: Mapping[tuple[Moment, ...], int | None]


def standing(version: InstrumentVersion) -> Standing:
    """Who stands in it, as when something was last made of it: looking often tells nothing of one person."""
    smallest = int(SMALLEST_PUBLIC.on(timezone.localdate()))
    rows = Released.objects.inside(version).values_list("rounds", "measurement")
    counted = Counter(rounds for rounds, _measurement in rows)
    if not may_be_shown(counted.total(), smallest=smallest):
        return Standing(version, 0, 0, {})
    covered = hidden(counted, smallest=smallest)
    groups = len({measurement for _rounds, measurement in rows})
    said = {_moments(rounds): None if rounds in covered else n for rounds, n in sorted(counted.items())}
    return Standing(version, counted.total(), groups, said)


def _answers(
    version: InstrumentVersion, released: Mapping[tuple[int, str], Released]
) -> dict[tuple[int, str], Rounds]:
    """The answers of each code in the rounds that are given of her."""
    sheets = Sheet.objects.serving(Purpose.RESEARCH).filter(wave__measurement__version=version, finished=True)
    found: dict[tuple[int, str], dict[Moment, Mapping[str, int]]] = {}
    columns = ("wave__measurement", "code_hash", "wave__moment", "answers")
    for measurement, code, moment, answers in sheets.values_list(*columns).iterator():
        row = released.get((measurement, code))
        if row is not None and moment in row.rounds.split():
            found.setdefault((measurement, code), {})[Moment(moment)] = answers
    return dict(found)


def _traits(row: Released) -> Traits:
    group = row.measurement_id if row.shows_group else None
    return Traits(group, _moments(row.rounds), row.language, row.how)


def _moments(rounds: str) -> tuple[Moment, ...]:
    return tuple(Moment(moment) for moment in rounds.split())
