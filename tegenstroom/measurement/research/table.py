"""The research answers as a table for other programs: a row a person, a column for each question in each round."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tegenstroom.engines.questionnaires import About, Column, Dataset, Measure, Questionnaire, columns_of
from tegenstroom.engines.questionnaires.datasets import Value
from tegenstroom.measurement import scoring
from tegenstroom.measurement.research.people import Answered, ResearchAnswers
from tegenstroom.measurement.rules.consent import How
from tegenstroom.measurement.rules.groups import hidden
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.words import HOWS, MOMENTS

# The number of a group says who belongs together; 0: people of groups that are too small to stand alone.
TOGETHER = 0
HOW_CODES = {how: number for number, how in enumerate(How, 1)}

type Cell = Callable[[Answered], Value]


@dataclass(frozen=True, slots=True)
class Filled:
    """A column, and what stands in it for each person."""

    column: Column
    of: Cell


def dataset(found: ResearchAnswers, language: str, *, smallest: int) -> Dataset:
    """The table, with texts in this language where there are such. FormError when no file could hold it."""
    asked = found.questionnaire
    tongue = language if language in asked.languages else asked.languages[0]
    filled = [*_about_people(found, smallest), *_of_rounds(found, tongue)]
    rows = tuple(tuple(each.of(person) for each in filled) for person in found.people)
    title = f"{asked.title[tongue]} ({asked.version})"
    return Dataset(title, tuple(each.column for each in filled), rows, _about(asked))


def groups_shown(people: Iterable[Answered], *, smallest: int) -> dict[int, int]:
    """A number for each group that may stand alone, by its own: drawn anew each time."""
    sizes = Counter(person.traits.group for person in people)
    covered = hidden(sizes, smallest=smallest) | {None}
    shown = [group for group in sizes if group is not None and group not in covered]
    secrets.SystemRandom().shuffle(shown)
    return {group: number for number, group in enumerate(shown, 1)}


def _about_people(found: ResearchAnswers, smallest: int) -> Iterator[Filled]:
    numbers = groups_shown(found.people, smallest=smallest)
    group_labels: dict[int | float, str] = {TOGETHER: _("in groepen die te klein zijn om apart te staan")}
    yield Filled(
        Column("group", _("groep, een nummer dat in elk bestand anders is"), Measure.NOMINAL, group_labels),
        lambda person: numbers.get(person.traits.group, TOGETHER) if person.traits.group else TOGETHER,
    )
    yield Filled(
        Column("rounds", _("in hoeveel rondes zij antwoordde"), Measure.SCALE), lambda person: len(person.rounds)
    )
    yield Filled(
        Column("language", _("taal waarin zij antwoordde; leeg als te weinig mensen dat deden"), text=True),
        lambda person: person.traits.language or None,
    )
    how_labels: dict[int | float, str] = {number: str(HOWS[how]) for how, number in HOW_CODES.items()}
    yield Filled(
        Column("how", _("hoe zij antwoordde; leeg als te weinig mensen dat deden"), Measure.NOMINAL, how_labels),
        lambda person: HOW_CODES[How(person.traits.how)] if person.traits.how else None,
    )


def _of_rounds(found: ResearchAnswers, tongue: str) -> Iterator[Filled]:
    """For each round whether she answered, her answers, and her scores."""
    asked = found.questionnaire
    taken = {f"{item.key}_{moment}".lower() for item in asked.items for moment in found.moments}
    yes_no: dict[int | float, str] = {0: _("nee"), 1: _("ja")}
    for moment in found.moments:
        when = {"when": MOMENTS[moment]}
        yield Filled(
            Column(_free(f"in_{moment}", taken), _("antwoordde %(when)s") % when, Measure.NOMINAL, yes_no),
            _was_there(moment),
        )
        for column in columns_of(asked, tongue):
            told = f"{column.label} ({MOMENTS[moment]})"
            yield Filled(replace(column, name=f"{column.name}_{moment}", label=told), _answer(moment, column.name))
        yield from _scores(found, moment, tongue, taken)


def _was_there(moment: Moment) -> Cell:
    return lambda person: int(moment in person.rounds)


def _answer(moment: Moment, key: str) -> Cell:
    return lambda person: person.rounds.get(moment, {}).get(key)


def _scores(found: ResearchAnswers, moment: Moment, tongue: str, taken: set[str]) -> Iterator[Filled]:
    there = [person for person in found.people if moment in person.rounds]
    scored = scoring.scores(found.questionnaire, [person.rounds[moment] for person in there])
    by_person = {id(person): each for person, each in zip(there, scored, strict=True)}
    for scale in found.questionnaire.scales:
        label = _("score %(scale)s (%(when)s)") % {"scale": scale.name[tongue], "when": MOMENTS[moment]}

        def cell(person: Answered, key: str = scale.key) -> Value:
            score = by_person.get(id(person), {}).get(key)
            return None if score is None else score.value

        yield Filled(Column(_free(f"score_{scale.key}_{moment}", taken), label, Measure.SCALE), cell)


def _free(name: str, taken: set[str]) -> str:
    """The name, or one that no question has."""
    while name.lower() in taken:
        name += "_"
    return name


def _about(asked: Questionnaire) -> About:
    licence = asked.licence
    notes = [
        _("Alleen mensen die ja zeiden op onderzoek en dat niet terugnamen, met bladen die ze indienden."),
        _("Er staat geen naam in, geen code, geen organisatie en geen dag. De rijen staan door elkaar."),
        _("Taal, manier en groep zijn leeg waar te weinig mensen ze delen. Zo ook rondes die bijna niemand deed."),
        _("Nam iemand haar ja terug, dan zijn toevallig gekozen anderen mee weg. Zo valt niemand op."),
        _("Een code die niet meetelt (weet ik niet, zeg ik niet) is als ontbrekend aangeduid."),
    ]
    if not asked.validated:
        notes.append(_("Deze vragenlijst is nog niet gevalideerd: we weten nog niet zeker wat ze meet."))
    return About(licence.attribution, licence.name, licence.url, tuple(notes))
