"""What hangs on coaches: agreed before they are asked, and afterwards their money, their papers and a story."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from tegenstroom.accounts.models import Person
from tegenstroom.base import figures
from tegenstroom.base.figures import Declaration, july_of, year_of
from tegenstroom.base.models import Figure
from tegenstroom.base.models.figures import EXAMPLE
from tegenstroom.base.models.letters import subject_of
from tegenstroom.billing.actions import accounts, payruns
from tegenstroom.billing.models import Due, Payout, PayRun
from tegenstroom.billing.rules.bankdays import open_on_or_before
from tegenstroom.billing.rules.payruns import Method
from tegenstroom.coaches.actions import (
    agreements,
    assignments,
    benefits,
    care,
    consent,
    dependencies,
    money,
    profiles,
    stories,
    travel,
)
from tegenstroom.coaches.figures import BICYCLE, CAR_BY_YEAR, CAR_YEARLY, DAY_CEILING, YEAR_CEILING
from tegenstroom.coaches.models import AgreementText, Assignment, CareCall
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.rules.benefits import CheckState
from tegenstroom.coaches.rules.dependencies import Depended
from tegenstroom.coaches.rules.dependencies import Kind as DependedKind
from tegenstroom.coaches.rules.profiles import Status, Terms
from tegenstroom.coaches.rules.stories import Read, Use
from tegenstroom.coaches.rules.travel import Mode
from tegenstroom.front.demo.clock import at, moment, real_now, today, training_day
from tegenstroom.front.demo.network import Network, read
from tegenstroom.training.actions import moments
from tegenstroom.training.actions.stories import choose, given_by
from tegenstroom.training.models import Edition, Session
from tegenstroom.training.rules.editions import Day, EditionState

# The days of the demo reach further than the numbers that are known.
EARLIEST, LATEST = timedelta(days=400), timedelta(days=200)
NOT_KNOWN_YET = f"{EXAMPLE}: het echte getal is nog niet bekend"
A_STORY = UUID("5f0f9f0e-3c0b-4d7e-9a53-0d6f0f7d3c11")
PAY_DAY, SINCE = 25, 190


def build(network: Network) -> None:
    """What must stand before anyone is asked: the numbers of the law, the text, the terms and the signatures."""
    with at(moment(-399)):
        for number in (DAY_CEILING, YEAR_CEILING, BICYCLE, CAR_BY_YEAR, CAR_YEARLY):
            _go_on_with(number, network.coordinator)
        for text in AgreementText.objects.all():
            agreements.publish_text(text=text, by=network.coordinator)
    for row in read("coaches")["coaches"]:
        with at(moment(-398)):
            _agree(network, **row)


def after_a_day(network: Network, session: Session, *, call: bool = True) -> None:
    """What follows a day by itself, and within a day the call that a coach was promised."""
    over = session.ends_at + timedelta(minutes=15)
    with at(over):
        assignments.mark_done(over)
        care.plan_calls(over)
    if call:
        with at(min(over + timedelta(hours=20), real_now())):
            for owed in CareCall.objects.open().filter(asked_at__lte=over).select_related("caller"):
                care.made(call=owed, by=owed.caller or network.coordinator)


def live(network: Network) -> None:
    """What happened since: a supervision, tickets, money from elsewhere, pay runs, papers, a list, a story."""
    _supervise(network)
    assignments.mark_done(real_now())
    _tell(network)
    for day in _pay_days():
        _pay(network, day)
    _story(network)


def _go_on_with(number: Declaration, by: Person) -> None:
    """Give a number that is set anew each year the last value that is known, for the years that lack one."""
    known = dict(Figure.objects.filter(key=number.key).values_list("valid_from", "value"))
    for start in _periods(number):
        if start not in known:
            value = known[max(since for since in known if since < start)]
            figures.add(declaration=number, valid_from=start, value=value, source=NOT_KNOWN_YET, by=by)
            known[start] = value


def _periods(number: Declaration) -> Iterator[date]:
    first_of = july_of if number.anew is july_of else year_of
    start, last = first_of(today() - EARLIEST), first_of(today() + LATEST)
    while start <= last:
        yield start
        start = start.replace(year=start.year + 1)


def _agree(network: Network, *, key: str, signs: bool = True, **row: Any) -> None:
    """Her terms, her paper and her account."""
    coach, by = network.people[key], network.coordinator
    profiles.make_coach(
        person=coach,
        by=by,
        status=Status(row.get("status", Status.COACH)),
        terms=Terms(row.get("terms", Terms.VOLUNTEER)),
        method=Method(row.get("method", Method.TRANSFER)),
        caller=network.people[row["caller"]] if "caller" in row else None,
    )
    paper = agreements.make(coach=coach, by=by)
    if signs:
        agreements.sign(agreement=paper, on=today() - timedelta(days=398), by=by)
    if "iban" in row:
        accounts.keep(person=coach, iban=row["iban"], holder=coach.name, by=coach)


def free_day(coaches: Collection[Person], offset: int, begin: time = time(9, 30), end: time = time(16, 30)) -> Day:
    """The working day nearest to `offset` on which none of these coaches is elsewhere at these hours."""
    step = -1 if offset < 0 else 1
    while True:
        day = training_day(offset, begin, end)
        elsewhere = Assignment.objects.filter(coach__in=coaches, starts_at__lt=day.ends_at)
        if not elsewhere.filter(ends_at__gt=day.starts_at).exists():
            return day
        offset += step


def _supervise(network: Network) -> None:
    """One supervision was, with people whom she taught; to a meeting of coaches Cas has yet to answer."""
    cas, by, place = network.people["cas"], network.coordinator, network.places["antwerpen"]
    taught = Edition.objects.filter(tandem__person=cas).earliest("starts_on")
    for offset, kind, title, edition in (
        (-38, Kind.SUPERVISION, "Samen nadenken over een zware dag", taught),
        (19, Kind.MEETING, "Hoe blijf ik mezelf?", None),
    ):
        day = free_day([cas], offset)
        with at(moment(min(offset - 30, -4))):
            asked = moments.ask(
                coach=cas,
                edition=edition,
                kind=kind,
                title=title,
                starts_at=day.starts_at,
                ends_at=day.starts_at + timedelta(hours=2),
                place=place,
                is_heavy=False,
                by=by,
            )
        if offset < 0:
            with at(moment(offset - 29)):
                assignments.answer(assignment=asked, answer=State.YES, by=cas)


def _tell(network: Network) -> None:
    """Papers, a list, the road, and what others gave: Coen does not know yet that it brings him over a day."""
    for row in read("coaches")["coaches"]:
        if "papers" in row:
            coach, state = network.people[row["key"]], CheckState(row["papers"])
            with at(_this_year(-60)):
                benefits.answer(coach=coach, state=state, by=coach, until=date(today().year, 12, 31))
    cas, coen, mina = (network.people[key] for key in ("cas", "coen", "mina"))
    with at(moment(-50)):
        for depended in (
            Depended(DependedKind.PERSON, "Ingeborg Ingebeelds"),
            Depended(DependedKind.SERVICE, "Woonwinkel Nergensbeke-Zuid"),
        ):
            dependencies.add(coach=cas, depended=depended, by=cas)
    for coach, mode, cost in ((cas, Mode.PUBLIC, Decimal("6.40")), (mina, Mode.BICYCLE, Decimal(0))):
        for day in _given(coach)[:2]:
            with at(day.ends_at + timedelta(hours=3)):
                travel.tell(assignment=day, mode=mode, km=Decimal(14), cost=cost, by=coach)
    over = _given(coen)[-1]
    with at(min(over.ends_at + timedelta(days=3), real_now())):
        money.tell_outside(coach=coen, day=money.day_of(over), amount=Decimal(20), by=coen)
    with at(moment(-2)):
        money.tell_outside(coach=mina, day=_this_year(-45).date(), amount=Decimal("32.50"), by=mina)


def _given(coach: Person) -> list[Assignment]:
    """The days that she gave, the first first."""
    return list(Assignment.objects.of(coach).filter(state=State.DONE, kind=Kind.TRAINING).select_related("coach"))


def _this_year(offset: int) -> datetime:
    """So many days ago, or the first days of the year when that is nearer."""
    return max(moment(offset), moment((date(today().year, 1, 1) - today()).days, 0))


def _pay_days() -> list[date]:
    """Each pay day since the first training, and the last day of the year, as far as they are past."""
    days = [today() - timedelta(days=offset) for offset in range(SINCE, 0, -1)]
    hoped = (day for day in days if day.day == PAY_DAY or (day.month, day.day) == (12, 31))
    return [open_on_or_before(day) for day in hoped]


def _pay(network: Network, day: date) -> None:
    """All that waited is paid: transfers a day later, and who gets it in her hand signs for it."""
    by, offset = network.coordinator, (day - today()).days
    with at(moment(offset)):
        if not payruns.plan(list(Due.objects.unpaid())).payable:
            return
        run = payruns.make(pay_on=day, once_key=f"demo-{day}", by=by)
        PayRun.objects.filter(pk=run.pk).update(made_at=moment(offset, 9))
        payruns.send(run=run, by=by)
    with at(min(moment(offset + 1, 8), real_now())):
        payruns.settle(run=run, paid_on=day, by=by)
        for payout in _in_hand(run):
            payruns.hand_over(payout=payout, on=day, by=by)


def _in_hand(run: PayRun) -> list[Payout]:
    return list(run.payouts.filter(method=Method.CASH))


def _story(network: Network) -> None:
    """Cas told something, said yes for the group of today and for all trainings, and that group may read it."""
    said = read("coaches")["story"]
    coach = network.people[said["coach"]]
    running = Edition.objects.get(state=EditionState.CONFIRMED, starts_on__lt=today(), ends_on__gt=today())
    with at(moment(-12)):
        told = stories.begin(coach=coach, title=said["title"], key=A_STORY, by=coach)
        told = stories.change(story=told, text=said["text"].strip(), by=coach)
        subject = subject_of(running)
        group = next(one for one in given_by(coach) if one.subject == subject)
        consent.give(story=told, use=Use.THIS_GROUP, group=group, read=Read.HERSELF, by=coach)
        consent.give(story=told, use=Use.ALL_TRAININGS, read=Read.HERSELF, by=coach)
    with at(moment(-11)):
        choose(edition=running, story=told, by=network.coordinator)
