"""Who is in a circle: brought along by an edition, or invited; and each one's yes to the contract."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.dialogue import emails
from tegenstroom.dialogue.actions import contracts, expiring, fitting, seats
from tegenstroom.dialogue.models import Circle, CircleMember, Contract
from tegenstroom.dialogue.rules.phases import Part, Refusal, RefusedError
from tegenstroom.training.models import Edition, TandemMember


@transaction.atomic
def of_edition(*, edition: Edition, by: Person | None) -> Circle:
    """The circle of an edition, with the people who are in it now. Twice is the same circle."""
    # Whoever makes a circle of this edition waits here; the turn at the audit comes after the lock of the circle.
    edition = Edition.objects.locked(edition.pk)
    circle, made = Circle.objects.get_or_create(edition=edition, defaults={"made_by": by})
    circle = gather(circle=circle, by=by)
    if made:
        audit.record("dialogue.circle_begin", by=by, about=circle)
    return circle


@transaction.atomic
def of_supervision(*, title: str, ends_on: date | None = None, by: Person) -> Circle:
    """A circle without an edition: people are invited one by one. Raises ValueError without a title."""
    if not title.strip():
        raise ValueError(title)
    circle = Circle.objects.create(title=title.strip(), ends_on=ends_on, made_by=by)
    audit.record("dialogue.circle_begin", by=by, about=circle)
    return circle


@transaction.atomic
def invite(*, circle: Circle, person: Person, part: Part, by: Person) -> CircleMember:
    """Let someone into a circle. A coach for whom something of her own stands in the way is refused without a why.

    Raises RefusedError: NOT_FOR_YOU.
    """
    circle = Circle.objects.locked(circle.pk)
    audit.take_turn()
    if part is Part.COACH and person.pk not in fitting.confirmed(circle, [person]):
        raise RefusedError(Refusal.NOT_FOR_YOU)
    member = _keep(circle, person.pk, part, by=by, invited=True)
    # Whoever comes in may be someone on whom a coach depends: another coach as well.
    _send_away_coaches(circle, by=by)
    seats.follow_circle(circle, by=by)
    return member


@transaction.atomic
def remove(*, member: CircleMember, by: Person) -> None:
    """Take someone out of a circle, and out of its dialogues. Her words stay hers."""
    circle = Circle.objects.locked(member.circle_id)
    audit.take_turn()
    _leave(circle.members.filter(pk=member.pk), by=by)
    seats.follow_circle(circle, by=by)


@transaction.atomic
def gather(*, circle: Circle, by: Person | None) -> Circle:
    """Bring the members in line with the edition: who holds a place, and who of the tandem said yes.

    A coach is in it only while she is confirmed and depends on nobody there: why she is not, nobody sees. Whoever
    was invited stays, unless she is such a coach. Dialogues follow, and stand still where coaches are missing.
    """
    circle = Circle.objects.locked(circle.pk)
    audit.take_turn()
    if circle.edition:
        wanted = _of_edition(circle.edition)
        for person, part in wanted.items():
            _keep(circle, person, part, by=by)
        brought = circle.members.current().filter(added_by=None)
        _leave(brought.exclude(person__in=wanted), by=by)
        _keep_last_day(circle, circle.edition.ends_on)
    _send_away_coaches(circle, by=by)
    seats.follow_circle(circle, by=by)
    return circle


@transaction.atomic
def agree(*, member: CircleMember, contract: Contract | None = None, by: Person) -> CircleMember:
    """Keep someone's yes to the contract, the newest in her language unless she read another; twice is once.

    Nobody says it for her: RefusedError, NOT_YOURS. Words that hold no longer, or not yet, are read anew:
    NOT_AGREED. With it she gets her seat in the dialogues of the circle, or reads and writes on in them.
    """
    if member.person_id != by.pk:
        raise RefusedError(Refusal.NOT_YOURS)
    circle = Circle.objects.locked(member.circle_id)
    audit.take_turn()
    member = circle.members.select_for_update(no_key=True).get(pk=member.pk)
    if member.left_at is not None:
        raise RefusedError(Refusal.NOT_HERE)
    if member.contract is None or not contracts.in_force(member.contract):
        words = contract or contracts.newest(by.language)
        if not contracts.in_force(words):
            raise RefusedError(Refusal.NOT_AGREED)
        was_asked_anew = member.agreed_at is not None
        member.contract, member.agreed_at, member.asked_anew_at = words, timezone.now(), None
        member.save(update_fields=["contract", "agreed_at", "asked_anew_at"])
        audit.record("dialogue.agree", by=by, about=member, contract=member.contract_id)
        if was_asked_anew:
            seats.settle_circle(circle, by=by)
    seats.follow_circle(circle, by=by)
    return member


@transaction.atomic
def ask_anew(*, circle: Circle) -> int:
    """Ask everyone here for a new yes who said yes to words that no longer hold, each once; how many.

    From the day of the new words on she neither reads nor writes, whether or not this was done: it tells her, lets
    dialogues stand still that have fewer than two coaches now, and takes what was read off open pages.
    """
    circle = Circle.objects.locked(circle.pk)
    audit.take_turn()
    asked = list(circle.members.outdated().filter(asked_anew_at=None).select_related("person", "circle"))
    for member in asked:
        member.asked_anew_at = timezone.now()
        member.save(update_fields=["asked_anew_at"])
        audit.record("dialogue.ask_anew", by=None, about=member)
        emails.contract_changed(member)
    if asked:
        seats.settle_circle(circle, by=None)
    return len(asked)


def ask_all_anew() -> int:
    """Ask in every circle who has to say yes anew; how many."""
    to_ask = CircleMember.objects.outdated().filter(asked_anew_at=None)
    return sum(ask_anew(circle=circle) for circle in Circle.objects.filter(pk__in=to_ask.values("circle")))


def gather_all(now: datetime) -> int:
    """Bring every circle in line that still speaks, or whose edition is not over; how many."""
    today = timezone.localdate(now)
    running = Circle.objects.filter(dialogues__in=seats.running())
    to_come = Circle.objects.filter(edition__ends_on__gte=today)
    for circle in (running | to_come).distinct():
        gather(circle=circle, by=None)
    return (running | to_come).distinct().count()


def _of_edition(edition: Edition) -> Mapping[int, Part]:
    """By person the part in which an edition brings her along; coaches as far as they said yes."""
    tandem = edition.tandem.filter(answer=TandemMember.Answer.YES, person__erased_at=None)
    placed = edition.enrolments.placed().values_list("person", flat=True)
    gives = {row.person_id: Part.COACH if row.part == TandemMember.Part.COACH else Part.TRAINER for row in tandem}
    return dict.fromkeys(placed, Part.PROFESSIONAL) | gives


def _send_away_coaches(circle: Circle, *, by: Person | None) -> None:
    """Coaches who are not confirmed, or who depend on someone here, leave without a why."""
    members = list(circle.members.current().filter(part=Part.COACH).select_related("person"))
    if not members:
        return
    stay = fitting.confirmed(circle, [member.person for member in members])
    _leave(circle.members.current().filter(part=Part.COACH).exclude(person__in=stay), by=by)


def _keep(circle: Circle, person: int, part: Part, *, by: Person | None, invited: bool = False) -> CircleMember:
    """In the circle, in this part. Her yes to the contract stays when she comes back.

    Who left by herself is brought back by no list; who is invited again decides anew, with another yes.
    """
    member, made = CircleMember.objects.get_or_create(circle=circle, person_id=person, defaults={"part": part})
    if member.quit_at is not None:
        if not invited:
            return member
        member.quit_at = member.contract = member.agreed_at = member.asked_anew_at = None
        member.save(update_fields=["quit_at", "contract", "agreed_at", "asked_anew_at"])
    if made or member.left_at is not None or member.part != part:
        member.part, member.left_at = part, None
        member.added_by = by if invited else None
        member.save(update_fields=["part", "left_at", "added_by"])
        audit.record("dialogue.join", by=by, about=member, part=str(part))
    return member


def _leave(members: QuerySet[CircleMember], *, by: Person | None) -> None:
    for member in members:
        member.left_at = timezone.now()
        member.save(update_fields=["left_at"])
        audit.record("dialogue.leave", by=by, about=member)


def _keep_last_day(circle: Circle, ends_on: date | None) -> None:
    if circle.ends_on != ends_on:
        circle.ends_on = ends_on
        circle.save(update_fields=["ends_on"])
        expiring.follow_circle(circle)
