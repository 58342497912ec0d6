"""Who stands in what researchers get: together they come in, once a month, and together they leave."""

import secrets
from datetime import date

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from tegenstroom.base.figures import together
from tegenstroom.measurement.figures import SMALLEST_GROUP, SMALLEST_PUBLIC
from tegenstroom.measurement.models import Consent, InstrumentVersion, Measurement, Released, Sheet
from tegenstroom.measurement.models.research import ReleasedQuerySet
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.crowds import Traits, companions, crowds
from tegenstroom.measurement.rules.waves import Moment

type Code = tuple[int, str]
"""A measurement and a hash in it."""


@transaction.atomic
def settle(version: InstrumentVersion) -> ReleasedQuerySet:
    """Let out who took her yes back, and others with her; let in who waited long enough. Who is in now.

    Everything that is made of research answers begins here, so nothing is made of a yes that was taken back.
    """
    # One at a time: two at once would choose different companions for the same person.
    InstrumentVersion.objects.select_for_update().get(pk=version.pk)
    today = timezone.localdate()
    group, public = map(int, together(today, SMALLEST_GROUP, SMALLEST_PUBLIC))
    _let_out(version, smallest=group)
    _drop(version, before=today.replace(day=1))
    _let_in(version, month=today.replace(day=1), smallest=public)
    return Released.objects.inside(version)


def settle_all() -> None:
    """The same for every version that was ever put to people who were asked for research."""
    asked = Measurement.objects.filter(asks_research=True).values("version")
    for version in InstrumentVersion.objects.filter(pk__in=asked).defer("content"):
        settle(version)


def _let_out(version: InstrumentVersion, *, smallest: int) -> None:
    rows = Released.objects.inside(version)
    gone = set(rows.exclude(_says_yes("measurement", "code_hash")).values_list("pk", flat=True))
    if not gone:
        return
    traits = ("since", "shows_group", "measurement", "rounds", "language", "how")
    crowd_of = {pk: _crowd(*said) for pk, *said in rows.values_list("pk", *traits)}
    along = companions(crowd_of, gone, smallest=smallest, choose=secrets.SystemRandom().sample)
    Released.objects.filter(pk__in=gone | along).update(out=True)


def _drop(version: InstrumentVersion, *, before: date) -> None:
    """Of answers that are gone nothing is left to keep out. Not sooner: others had to leave with them.

    `before`: of this month something must say that people came in.
    """
    sheets = Sheet.objects.filter(wave__measurement=OuterRef("measurement"), code_hash=OuterRef("code_hash"))
    gone = Released.objects.filter(measurement__version=version, out=True, since__lt=before)
    gone.exclude(Exists(sheets)).delete()


def _crowd(since: date, shows_group: bool, measurement: int, *said: str) -> tuple[object, ...]:
    """Among whom someone hides: who came in with her and of whom the same is said."""
    return since, measurement if shows_group else None, *said


def _let_in(version: InstrumentVersion, *, month: date, smallest: int) -> None:
    """Everyone of a measurement that is over, with all her rounds at once: a row never grows.

    Once a month, so that the day does not tell which group came in.
    """
    if Released.objects.filter(measurement__version=version, since=month).exists():
        return
    placed = crowds(_candidates(version), smallest=smallest)
    Released.objects.bulk_create(
        Released(
            measurement_id=measurement,
            code_hash=code,
            since=month,
            shows_group=traits.group is not None,
            rounds=" ".join(traits.rounds),
            language=traits.language,
            how=traits.how,
        )
        for (measurement, code), traits in placed.items()
    )


def _candidates(version: InstrumentVersion) -> dict[Code, Traits]:
    """Who says yes, answered, and did not come in yet."""
    there = Released.objects.filter(measurement=OuterRef("wave__measurement"), code_hash=OuterRef("code_hash"))
    serving = Sheet.objects.serving(Purpose.RESEARCH)
    sheets = serving.filter(wave__measurement__in=_over(version), finished=True).exclude(Exists(there))
    rows = sheets.filter(_says_yes("wave__measurement", "code_hash"))
    found: dict[Code, list[tuple[Moment, str, str]]] = {}
    for measurement, code, moment, language, how in rows.values_list(
        "wave__measurement", "code_hash", "wave__moment", "language", "how"
    ):
        found.setdefault((measurement, code), []).append((Moment(moment), language, how))
    return {key: _traits(key[0], sheets) for key, sheets in found.items()}


def _traits(measurement: int, sheets: list[tuple[Moment, str, str]]) -> Traits:
    """What others can know of her; nothing of a language or a way that was not the same in each round."""
    moments, languages, hows = (set(each) for each in zip(*sheets, strict=True))
    rounds = tuple(moment for moment in Moment if moment in moments)
    return Traits(
        measurement,
        rounds,
        languages.pop() if len(languages) == 1 else "",
        hows.pop() if len(hows) == 1 else "",
    )


def _over(version: InstrumentVersion) -> QuerySet[Measurement]:
    """Measurements of which the last round is past."""
    rows = version.measurements.annotate(last=Max("waves__closes_on"))
    return rows.filter(Q(last__lt=timezone.localdate()) | Q(ended_at__isnull=False))


def _says_yes(measurement: str, code_hash: str) -> Exists:
    """That the code in these columns says yes to research now."""
    yes = Consent.objects.for_use(Purpose.RESEARCH)
    return Exists(yes.filter(measurement=OuterRef(measurement), code_hash=OuterRef(code_hash)))
