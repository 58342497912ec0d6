"""Who sits in a dialogue: whoever is in its circle and agreed, under a name of her own choice."""

import unicodedata
from collections.abc import Collection, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.prepared import prepared
from tegenstroom.dialogue import emails
from tegenstroom.dialogue.actions import aftercare, fitting, wiping
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.figures import PREPARATION_DAYS
from tegenstroom.dialogue.models import Circle, CircleMember, Dialogue, Dictation, Seat
from tegenstroom.dialogue.models.dialogues import DialogueQuerySet
from tegenstroom.dialogue.rules import machine
from tegenstroom.dialogue.rules.phases import (
    FEWEST_TO_HIDE,
    ROAD,
    Gone,
    LeftHow,
    Part,
    Phase,
    Refusal,
    RefusedError,
)
from tegenstroom.dialogue.rules.state import Come, Remove, State

# Who comes in as a coach until then has a case to read first.
BEFORE_HARVEST = ROAD[: ROAD.index(Phase.HARVEST)]


def running() -> DialogueQuerySet:
    """Dialogues that are neither closed nor withdrawn nor past their time."""
    return Dialogue.objects.running()


def follow_circle(circle: Circle, *, by: Person | None) -> None:
    """Give who agreed a seat in each dialogue that runs here, and take it from who left. The circle is locked."""
    for dialogue in running().filter(circle=circle).order_by("pk"):
        fill(dialogue, by=by)


def settle_circle(circle: Circle, *, by: Person | None) -> None:
    """Who said yes changed here: dialogues stand still or go on, open pages look again. The circle is locked."""
    for dialogue in Dialogue.objects.filter(circle=circle).order_by("pk"):
        held.settle(dialogue, by=by)


def seat_all(dialogue: Dialogue, *, without: Collection[int] = (), by: Person) -> None:
    """A seat for each member who agreed, in a dialogue that opens now.

    `without`: coaches by number who are not asked for it. No list brings them in later; who leads may still ask.
    """
    members = CircleMember.objects.agreed().filter(circle=dialogue.circle_id).select_related("person")
    for member in members:
        seat = Seat(dialogue=dialogue, person=member.person, part=member.part, shown_as=member.person.short_name)
        if member.person_id in without:
            seat.left_at, seat.left_how = timezone.now(), LeftHow.UNASKED
        seat.save()
        if seat.left_at is None:
            audit.record("dialogue.seat", by=by, about=seat, part=member.part)


@transaction.atomic
def ask_along(*, dialogue: Dialogue, coach: Person, by: Person) -> Seat:
    """Who leads asks a coach of the group who was not asked at the opening. Twice is once.

    Raises RefusedError for who does not lead, for a coach who stopped, and for who is not in the group.
    """
    circle = Circle.objects.locked(dialogue.circle_id)
    dialogue, state = held.hold(dialogue)
    if not machine.may_lead(state, by.pk):
        raise RefusedError(Refusal.NOT_FOR_YOU)
    if state.is_here(coach.pk):
        return held.seat_of(dialogue, coach)
    agreed = CircleMember.objects.agreed().filter(circle=circle, person=coach, part=Part.COACH)
    member = agreed.select_related("person").first()
    if member is None:
        raise RefusedError(Refusal.NOT_AGREED)
    if coach.pk not in fitting.for_case(circle, dialogue.case):
        raise RefusedError(Refusal.NOT_FOR_YOU)
    _sit_down(dialogue, state, member, asked=True, by=by)
    return held.seat_of(dialogue, coach)


@transaction.atomic
def change_guide(*, dialogue: Dialogue, guide: Person, by: Person) -> Dialogue:
    """Let someone else guide the coaches, before they are among themselves; twice is once.

    Coaches who have the case already get a letter: they know beforehand who reads along. Raises RefusedError.
    """
    dialogue, state = held.hold(dialogue)
    if no := machine.against_another_guide(state, guide.pk, by.pk):
        raise RefusedError(no)
    if dialogue.facilitator_id == guide.pk:
        return dialogue
    dialogue.facilitator = guide
    dialogue.save(update_fields=["facilitator"])
    audit.record("dialogue.guide", by=by, about=dialogue, person=guide.pk)
    if dialogue.own_group_from:
        for seat in dialogue.seats.filter(part=Part.COACH, left_at=None).exclude(person=guide):
            emails.guide_changes(seat, held.seat_of(dialogue, guide))
    held.stamp(dialogue)
    return dialogue


def unasked(dialogue: Dialogue) -> list[Person]:
    """Coaches of the group who may still be asked for this dialogue."""
    left_out = list(dialogue.seats.filter(left_how=LeftHow.UNASKED).select_related("person"))
    if not left_out:
        return []
    fit = fitting.for_case(dialogue.circle, dialogue.case)
    return [seat.person for seat in left_out if seat.person_id in fit]


def guide_of(dialogue: Dialogue, reader: Person) -> str:
    """Under which name the others know who guides the coaches; empty for herself, and when she is not here."""
    there = dialogue.seats.filter(person=dialogue.facilitator_id, left_at=None).exclude(person=reader)
    return there.values_list("shown_as", flat=True).first() or ""


def names_here(dialogue: Dialogue) -> list[str]:
    """Names that are no news to anyone here: of the group, its members, and whom they made of themselves.

    Whose own name is not told here, because she speaks under another one, counts as a stranger by it.
    """
    members = CircleMember.objects.current().filter(circle=dialogue.circle_id).select_related("person")
    shown = dict(dialogue.seats.values_list("person", "shown_as"))
    own = [one.person for one in members if shown.get(one.person_id) in {None, *_own_names(one.person)}]
    return [dialogue.circle.name, *shown.values(), *(name for one in own for name in (one.name, one.short_name))]


def alias_of(dialogue: Dialogue, person: Person) -> str:
    """The name that she made up for this dialogue; empty when she speaks under the one by which she is called."""
    found = _shown_as(dialogue.pk, person.pk)
    return found[0] if found and found[0] != person.short_name else ""


def is_known_already(dialogue: Dialogue, person: Person) -> bool:
    """Whether others here read or heard of her under the name that she has now: another one hides little then."""
    guides = dialogue.facilitator_id == person.pk and dialogue.own_group_from is not None
    return guides or dialogue.words.filter(speaker=person).exists()


def is_soon_guessed(dialogue: Dialogue) -> bool:
    """Whether there are so few coaches here that others work out who stands behind another name."""
    return dialogue.seats.filter(part=Part.COACH, left_at=None).count() < FEWEST_TO_HIDE


@prepared
def _shown_as(dialogue: int, person: int) -> QuerySet[Seat, str]:
    return Seat.objects.filter(dialogue=dialogue, person=person).values_list("shown_as", flat=True)


def fill(dialogue: Dialogue, *, by: Person | None) -> None:
    """Bring the seats of one dialogue in line with its circle. Who stopped is not fetched back."""
    current = CircleMember.objects.current().filter(circle=dialogue.circle_id)
    members = list(current.agreed().select_related("person"))
    there = {seat.person_id: seat for seat in dialogue.seats.all()}
    new = _who_fit(dialogue, [member for member in members if _wants_seat(there.get(member.person_id), member)])
    # Who is asked for a new yes keeps her seat meanwhile, and neither reads nor writes on it.
    here = set(current.values_list("person", flat=True))
    gone = [seat for person, seat in there.items() if seat.left_at is None and person not in here]
    if not (new or gone):
        return
    dialogue, state = held.hold(dialogue)
    for member in new:
        state = _sit_down(dialogue, state, member, by=by)
    for seat in gone:
        state = held.happen(dialogue, state, Remove(seat.person_id), by=by)
        leave(seat, LeftHow.REMOVED)
        audit.record("dialogue.seat_end", by=by, about=seat)
        state = aftercare.owe_who_is_taken_out(dialogue, state, seat, by=by)


def leave(seat: Seat, how: LeftHow) -> None:
    """Her seat is empty from now; the state was asked first. What waits for its text or for her yes goes.

    So does a letter on paper that would bring her the case.
    """
    seat.left_at, seat.left_how = timezone.now(), how
    seat.save(update_fields=["left_at", "left_how"])
    wiping.drop_letters(seat.dialogue, to=seat.person_id)
    for waiting in Dictation.objects.filter(seat=seat).select_related("dialogue"):
        wiping.wipe_dictation(waiting, Gone.TAKEN_BACK)


@transaction.atomic
def choose_name(*, dialogue: Dialogue, name: str, by: Person) -> Seat:
    """The name under which a coach speaks in this dialogue: her own, or one that she makes up.

    Raises RefusedError for who is no coach here, for no name, and for one that another bears: what either of them
    says must not be laid to the other.
    """
    dialogue, state = held.hold(dialogue)
    if by.pk not in state.coaches:
        raise RefusedError(Refusal.NOT_FOR_YOU)
    if not name.strip():
        raise RefusedError(Refusal.WORDLESS)
    seat = held.seat_of(dialogue, by)
    name = " ".join(name.split())[:80]
    if name != by.short_name and _letters(name) in _names_of_others(seat):
        raise RefusedError(Refusal.NAME_TAKEN)
    seat.shown_as = name
    seat.save(update_fields=["shown_as"])
    audit.record("dialogue.choose_name", by=by, about=seat)
    held.stamp(dialogue)
    return seat


def _names_of_others(seat: Seat) -> set[str]:
    """Under which names the others here speak or are known."""
    others = seat.dialogue.seats.exclude(pk=seat.pk).select_related("person")
    return {_letters(name) for other in others for name in (other.shown_as, other.person.short_name)}


def _letters(name: str) -> str:
    """What is heard of a name: NOOR and Noor. are one."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", name).casefold() if sign.isalnum())


def _own_name(dialogue: Dialogue, person: Person) -> str:
    """Her given name; with the letter of her family name where another speaks under it."""
    seats = dialogue.seats.exclude(person=person).select_related("person")
    aliases = {_letters(seat.shown_as) for seat in seats if seat.shown_as != seat.person.short_name}
    name, longer = _own_names(person)
    return longer if _letters(name) in aliases else name


def _own_names(person: Person) -> tuple[str, str]:
    return person.short_name, f"{person.short_name} {person.family_name[:1]}."


def _who_fit(dialogue: Dialogue, members: Sequence[CircleMember]) -> list[CircleMember]:
    """Coaches come in only where nothing of theirs is in the way of this case: a theme, or a full month."""
    if not any(member.part == Part.COACH for member in members):
        return list(members)
    fit = fitting.for_case(dialogue.circle, dialogue.case)
    return [member for member in members if member.part != Part.COACH or member.person_id in fit]


def _wants_seat(seat: Seat | None, member: CircleMember) -> bool:
    if seat is None:
        return True
    came_back = seat.left_how == LeftHow.REMOVED
    return came_back or (seat.left_at is None and seat.part != member.part)


def _sit_down(
    dialogue: Dialogue, state: State, member: CircleMember, *, asked: bool = False, by: Person | None
) -> State:
    state = held.happen(dialogue, state, Come(member.person_id, Part(member.part), asked=asked), by=by)
    seat, made = Seat.objects.get_or_create(
        dialogue=dialogue,
        person_id=member.person_id,
        defaults={"part": member.part, "shown_as": _own_name(dialogue, member.person)},
    )
    if not made:
        if seat.left_how == LeftHow.UNASKED:
            # She gets the case now, and not when the others did.
            seat.came_at = timezone.now()
        seat.part, seat.left_at, seat.left_how = member.part, None, ""
        seat.save(update_fields=["part", "came_at", "left_at", "left_how"])
    audit.record("dialogue.seat", by=by, about=seat, part=member.part)
    if dialogue.own_group_from and member.part == Part.COACH and dialogue.phase in BEFORE_HARVEST:
        if dialogue.phase == Phase.PREPARATION:
            _give_time(dialogue)
        emails.case_is_ready(seat)
    return state


def _give_time(dialogue: Dialogue) -> None:
    """A coach who comes later has the case as long beforehand as the others had it."""
    now = timezone.now()
    days = int(PREPARATION_DAYS.on(timezone.localdate(now)))
    dialogue.own_group_from = now + timedelta(days=days)
    dialogue.save(update_fields=["own_group_from"])
