"""Measurements for tests, made through the verbs; a small questionnaire of our own."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import figures
from tegenstroom.engines.questionnaires import (
    Choice,
    Condition,
    Format,
    Item,
    Licence,
    Questionnaire,
    Scale,
)
from tegenstroom.measurement.actions import answering, consents, groups, inviting, planning, registry, releasing
from tegenstroom.measurement.models import (
    Consent,
    InstrumentVersion,
    Invitation,
    MeasuredGroup,
    Measurement,
    Sheet,
    Wave,
)
from tegenstroom.measurement.rules.consent import Purpose, Read
from tegenstroom.measurement.rules.waves import Moment, Round, week_of
from tegenstroom.training.models import Edition
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory

FREE = Licence("CC BY 4.0", "Tegenstroom", free=True)
NOT_FREE = Licence("alle rechten voorbehouden", "Iemand")


def questionnaire(key: str = "kort", *, version: str = "1", licence: Licence = FREE) -> Questionnaire:
    """Four questions from 1 to 5, with 9 for who does not say; the last one hangs on the third."""
    labels = {1: "nooit", 2: "zelden", 3: "soms", 4: "vaak", 5: "altijd", 9: "zeg ik niet"}
    choices = tuple(Choice(code, {"nl": word, "fr": f"{word} (fr)"}) for code, word in labels.items())
    keys = ("vrij", "sterk", "moe")
    items = [Item(each, {"nl": f"Ik voel me {each}.", "fr": f"Je me sens {each}."}, "past") for each in keys]
    asked_when = Condition("moe", (4, 5))
    items.append(Item("slaap", {"nl": "Ik slaap slecht.", "fr": "Je dors mal."}, "past", asked_when=asked_when))
    return Questionnaire(
        key=key,
        version=version,
        languages=("nl", "fr"),
        title={"nl": f"Lijst {key}", "fr": f"Liste {key}"},
        licence=licence,
        formats=(Format("past", choices, missing=(9,)),),
        items=tuple(items),
        scales=(Scale("kracht", {"nl": "Kracht", "fr": "Force"}, keys, reverse=("moe",), minimum=2),),
        intro={"nl": "Denk aan de laatste weken.", "fr": "Pensez aux dernières semaines."},
    )


def prepare() -> None:
    """The numbers and the words of consent, without which nothing begins."""
    figures.load()
    registry.load_wordings()


def version(**options: object) -> InstrumentVersion:
    return registry.add_version(questionnaire=questionnaire(**options), by=None)


def rounds(begins: int = 0, length: int = 10) -> list[Round]:
    """Three rounds, of which the first begins that many days from today."""
    today = timezone.localdate()
    first = [today + timedelta(days=begins + step) for step in (0, 40, 160)]
    return [Round(moment, day, day + timedelta(days=length)) for moment, day in zip(Moment, first, strict=True)]


def group(people: int = 2, *, edition: Edition | None = None) -> Edition:
    """A confirmed edition with that many people placed."""
    edition = edition or EditionFactory(state=EditionState.CONFIRMED)
    for _number in range(people):
        EnrolmentFactory(edition=edition)
    return edition


def measurement(
    people: int = 2,
    *,
    edition: Edition | None = None,
    begins: int = 0,
    by: Person | None = None,
    **options: object,
) -> Measurement:
    """A measurement of a group, its first round open from today."""
    prepare()
    return planning.plan(
        edition=group(people, edition=edition),
        version=version(key=f"lijst-{Measurement.objects.count()}"),
        rounds=rounds(begins),
        by=by or PersonFactory(),
        **options,
    )


def project(people: int = 2, *, name: str = "Samen sterk", of: Iterable[Person] = ()) -> MeasuredGroup:
    """A project with these people, and so many others."""
    made = groups.make_project(name=name, by=PersonFactory())
    for person in [*of, *(PersonFactory() for _number in range(people))]:
        groups.add_person(group=made, person=person, by=PersonFactory())
    return made


def track(*editions: Edition, name: str = "Een jaar samen") -> MeasuredGroup:
    """Everyone in any of these editions."""
    return groups.make_track(name=name, editions=editions, by=PersonFactory())


def measured(
    group: MeasuredGroup, *, of: InstrumentVersion | None = None, begins: int = 0, **options: object
) -> Measurement:
    """A measurement of a project or a track, its first round open from today."""
    prepare()
    of = of or version(key=f"lijst-{Measurement.objects.count()}")
    return planning.plan(group=group, version=of, rounds=rounds(begins), by=PersonFactory(), **options)


def invited(found: Measurement, moment: Moment = Moment.BEFORE) -> list[Invitation]:
    """Ask everyone of a round, at noon of its first day; the invitations in the order of asking."""
    wave = found.waves.get(moment=moment)
    noon = timezone.localtime().replace(hour=12)
    inviting.invite_due(noon + (wave.opens_on - noon.date()))
    rows = Invitation.objects.filter(wave=wave).select_related(
        "participant__person", "participant__measurement", "wave__measurement__version"
    )
    return list(rows.order_by("pk"))


def begun(invitation: Invitation, purposes: tuple[Purpose, ...] = (Purpose.GROUP,)) -> Sheet:
    """Her sheet, just begun."""
    return answering.begin(
        wave=invitation.wave,
        code_hash=answering.sheet_hash(invitation),
        purposes=purposes,
        read=Read.HERSELF,
        language="nl",
    )


def answered(
    invitation: Invitation, answers: dict[str, int] | None = None, purposes: tuple[Purpose, ...] = (Purpose.GROUP,)
) -> Sheet:
    """Her sheet, handed in."""
    asked = invitation.wave.measurement.version.questionnaire
    sheet = begun(invitation, purposes)
    for key, code in (answers or {"vrij": 4, "sterk": 3, "moe": 2}).items():
        answering.answer(sheet=sheet, questionnaire=asked, item=asked.item(key), code=code)
    answering.finish(sheet=sheet, questionnaire=asked, invitation=invitation)
    sheet.refresh_from_db()
    return sheet


def released(found: Measurement) -> Measurement:
    """All that was handed in stands in the report, as when every round is over."""
    for wave in found.waves.in_order():
        releasing.release(wave=wave, now=timezone.now() + timedelta(days=400))
    return found


def all_answer(found: Measurement) -> Measurement:
    """Everyone is asked, answers in the first round and stands in the report."""
    for invitation in invited(found):
        answered(invitation)
    return released(found)


def in_report(found: Measurement) -> int:
    """How many sheets stand in the report."""
    return Sheet.objects.filter(wave__measurement=found, release__gt=Sheet.OUT).count()


def wave_of(found: Measurement, moment: Moment = Moment.BEFORE) -> Wave:
    return found.waves.select_related("measurement__version", "measurement__edition").get(moment=moment)


def for_research(
    people: int,
    *,
    of: InstrumentVersion | None = None,
    rounds_of: Callable[[int], Sequence[Moment]] = lambda _place: (Moment.BEFORE, Moment.END),
    over: bool = True,
    **fields: object,
) -> Measurement:
    """A group that answered and said yes to research. Only what was answered is there, as after a year.

    `rounds_of`: the rounds of each person by her place. `fields`: of every sheet.
    """
    prepare()
    of = of or version(key=f"onderzoek-{Measurement.objects.count()}")
    days = rounds(-200 if over else 0)
    found = planning.plan(edition=group(0), version=of, rounds=days, asks_research=True, by=PersonFactory())
    waves = {wave.moment: wave for wave in found.waves.all()}
    wording, week = consents.newest(Purpose.RESEARCH, "nl"), week_of(timezone.localdate())
    asked, sheets, yes = of.questionnaire, [], []
    for place in range(people):
        code = uuid4().hex
        yes.append(
            Consent(
                measurement=found,
                code_hash=code,
                purpose=Purpose.RESEARCH,
                wording=wording,
                read=Read.HERSELF,
                given_in=week,
            )
        )
        for step, moment in enumerate(rounds_of(place)):
            told = {"wave": waves[moment], "code_hash": code, "week": week, "language": "nl", "finished": True}
            sheets.append(Sheet(**{**told, "answers": an_answer(asked, place, step), **fields}))
    Consent.objects.bulk_create(yes)
    Sheet.objects.bulk_create(sheets)
    return found


def an_answer(asked: Questionnaire, place: int, step: int = 0) -> dict[str, int]:
    """Answers that hang together, other for each person and a little higher each round."""
    found = {}
    for number, item in enumerate(asked.items):
        codes = asked.format_of(item).counted
        found[item.key] = codes[(place * 7 // 3 + step + (place * (number + 3) // 5) % 2) % len(codes)]
    return found
