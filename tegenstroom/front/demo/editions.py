"""The steps that every edition of the demo takes: planned, announced, filled, given, looked back on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any

from tegenstroom.coaches.rules.assignments import Kind
from tegenstroom.front.demo.clock import at, moment, real_now, today
from tegenstroom.front.demo.coaches import after_a_day, free_day
from tegenstroom.front.demo.network import Guest, Network, read
from tegenstroom.training.actions import attendance, certificates, coach_days, editions, evaluation, tandem
from tegenstroom.training.actions.closing import close_day
from tegenstroom.training.actions.coach_days import Moment
from tegenstroom.training.actions.enrolment import answer_approval, enrol
from tegenstroom.training.models import (
    Approval,
    Attendance,
    Certificate,
    Edition,
    Enrolment,
    EvaluationInvitation,
    Price,
    TandemMember,
)
from tegenstroom.training.rules.evaluation import Wave

A_DAY = Decimal(75)
A_DAY_FOR_VOLUNTEERS = Decimal(20)
PRESENT, EXCUSED, ABSENT = Attendance.Mark.PRESENT, Attendance.Mark.EXCUSED, Attendance.Mark.ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One edition as it was planned. `days` count from today; `version` -1 is the newest."""

    module: str
    days: Sequence[int]
    place: str
    room: str = ""
    trainer: str = ""
    coaches: Sequence[str] = ()
    minimum: int = 6
    maximum: int = 14
    version: int = -1
    planned: int | None = None
    practical: str = ""

    @property
    def planned_at(self) -> datetime:
        """Ten weeks before the first day, or three weeks ago for what lies far ahead."""
        return moment(self.planned if self.planned is not None else min(self.days[0] - 70, -21))


def plan(network: Network, script: Script) -> Edition:
    """An edition that the desk alone sees."""
    with at(script.planned_at):
        edition = editions.plan(
            version=network.versions[script.module][script.version],
            days=[free_day([network.people[key] for key in script.coaches], offset) for offset in script.days],
            terms=editions.Terms(
                place=network.places[script.place],
                room=script.room,
                minimum=script.minimum,
                maximum=script.maximum,
                practical=script.practical,
                prices=_prices(len(script.days)),
            ),
            by=network.coordinator,
        )
    Edition.objects.filter(pk=edition.pk).update(created_at=script.planned_at)
    return edition


def announce(network: Network, script: Script) -> Edition:
    """An edition with a tandem that said yes, open for enrolments since a few days after it was planned."""
    edition = plan(network, script)
    with at(script.planned_at + timedelta(hours=2)):
        asked = ask(network, edition, script.trainer, *script.coaches, moments=_moments(network, script))
    with at(script.planned_at + timedelta(days=2)):
        for member in asked:
            tandem.answer(member=member, answer=TandemMember.Answer.YES, by=member.person)
    with at(script.planned_at + timedelta(days=3)):
        return editions.announce(edition=edition, by=network.coordinator)


def ask(
    network: Network, edition: Edition, trainer: str, *coaches: str, moments: Sequence[Moment] = ()
) -> list[TandemMember]:
    """Ask a trainer and coaches; they have yet to answer."""
    by, people = network.coordinator, network.people
    asked = [tandem.ask(edition=edition, person=people[trainer], by=by)] if trainer else []
    for key in coaches:
        asked.append(coach_days.ask(edition=edition, coach=people[key], moments=moments, by=by).member)
    return asked


def _moments(network: Network, script: Script) -> list[Moment]:
    """The coaches prepare a week before the first day, and look back a week after the last."""
    place = network.places[script.place]
    coaches = [network.people[key] for key in script.coaches]
    # After the hours of a training: free days may bring both to one day.
    found = {
        Kind.PREPARATION: free_day(coaches, script.days[0] - 7, time(17), time(18, 30)),
        Kind.DEBRIEF: free_day(coaches, script.days[-1] + 7, time(19), time(20, 30)),
    }
    return [Moment(kind, day.starts_at, day.ends_at, place) for kind, day in found.items()]


def enrol_all(edition: Edition, guests: Iterable[Guest], *, since: datetime) -> list[Enrolment]:
    """Enrol people one after another, seven hours apart; leaders who are asked say yes."""
    made = []
    for number, guest in enumerate(guests):
        with at(since + timedelta(hours=7 * number)):
            made.append(enrol_one(edition, guest))
            for approval in Approval.objects.filter(enrolment=made[-1]):
                answer_approval(approval=approval, answer=Approval.Answer.YES)
    return made


def enrol_one(edition: Edition, guest: Guest, needs: str = "") -> Enrolment:
    """Someone enrols herself."""
    return enrol(
        edition=edition,
        person=guest.person,
        kind=guest.kind,
        organisation=guest.house,
        needs=needs,
        by=guest.person,
    )


def confirm(network: Network, edition: Edition, *, days_before: int = 15) -> None:
    """Say that it will be given, some days before the first; room and material are ready."""
    assert edition.starts_on is not None
    with at(moment(min((edition.starts_on - today()).days - days_before, -1))):
        editions.confirm(edition=edition, by=network.coordinator)
        editions.set_ready(edition=edition, room=True, material=True, by=network.coordinator)


def give(
    network: Network,
    edition: Edition,
    trainer: str,
    missed: Mapping[tuple[int, int], str],
    *,
    still_to_call: bool = False,
) -> None:
    """Mark who was there on every day that is past, call the coaches after a heavy one, and close it.

    `missed` maps (day, person) in order, from 0, to a mark; `still_to_call`: nobody called after the last day yet.
    """
    past = edition.sessions.filter(ends_at__lt=moment(0, 0))
    placed = list(edition.enrolments.placed().order_by("pk"))
    for day, session in enumerate(past):
        with at(session.starts_at + timedelta(minutes=20)):
            for number, enrolment in enumerate(placed):
                mark = missed.get((day, number), PRESENT)
                attendance.mark(session=session, enrolment=enrolment, mark=mark, by=network.people[trainer])
        is_last = day == len(past) - 1
        waits = is_last and still_to_call
        after_a_day(network, session, call=not waits)
        if not waits:
            with at(min(session.ends_at + timedelta(hours=22), real_now())):
                close_day(session=session, by=network.people[trainer])


def look_back(edition: Edition, wave: Wave, when: datetime, *, silent: int = 0) -> None:
    """Ask everyone, and let all but the last `silent` answer within the next days."""
    with at(when):
        evaluation.invite_due(when)
    asked = EvaluationInvitation.objects.filter(enrolment__edition=edition, wave=wave)
    answering = list(asked.select_related("enrolment__edition").order_by("enrolment"))
    for number, invitation in enumerate(answering[: len(answering) - silent]):
        with at(min(when + timedelta(hours=5 * number + 1), real_now())):
            _answer(invitation, number)


def certify(network: Network, edition: Edition, when: datetime) -> list[Certificate]:
    """Issue certificates and put the edition away."""
    with at(when):
        issued = certificates.issue(edition=edition, by=network.coordinator)
        editions.close(edition=edition, by=network.coordinator)
    Certificate.objects.filter(pk__in=[one.pk for one in issued]).update(issued_at=when)
    return issued


def last_moment(edition: Edition) -> datetime:
    """Ten minutes before the end of the last day: the question goes out while people still sit together."""
    return edition.sessions.latest("ends_at").ends_at - timedelta(minutes=10)


def _answer(invitation: EvaluationInvitation, number: int) -> None:
    said = _sayings()
    for position, question in zip(count(number), evaluation.questions_of(invitation.wave), strict=False):
        choices = said["scales"].get(question.key) or said["texts"][question.key]
        # Not everyone has something to write, and no two people write the same.
        if question.key in said["texts"] and (position % 4 == 3 or number >= len(choices)):
            continue
        evaluation.answer(invitation=invitation, question=question, value=choices[number % len(choices)])
    evaluation.finish(invitation=invitation, share_with_coaches=number % 5 != 4)


@cache
def _sayings() -> dict[str, Any]:
    return read("evaluations")


def _prices(days: int) -> dict[str, Decimal]:
    return {
        Price.Kind.PROFESSIONAL: days * A_DAY,
        Price.Kind.VOLUNTEER: days * A_DAY_FOR_VOLUNTEERS,
        Price.Kind.STUDENT: days * A_DAY_FOR_VOLUNTEERS,
        Price.Kind.LIVED: Decimal(0),
    }
