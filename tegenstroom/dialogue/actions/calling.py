"""Letters to whose turn it is: some time after it became hers, by day, once for each turn and one a day at most.

Who sits in the room does what is asked before that. What is stored says nothing of who only reads, so a dialogue
in which something happens is left alone until it has been quiet for a quarter of an hour.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base.hours import letters_may_go
from tegenstroom.base.models import Letter
from tegenstroom.dialogue import emails
from tegenstroom.dialogue.actions import asks, dictation, seats
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.models import Case, CircleMember, Dialogue, Seat, Step, TurnTaken, Word
from tegenstroom.dialogue.models.dialogues import DialogueQuerySet
from tegenstroom.dialogue.rules.calls import is_called
from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.phases import Part
from tegenstroom.dialogue.rules.state import State

QUIET, ONE_A_DAY = timedelta(minutes=15), timedelta(days=1)


def call_whose_turn_it_is(now: datetime) -> int:
    """Write to everyone who has something to do and was not told yet; how many letters."""
    if not letters_may_go(timezone.localtime(now)):
        return 0
    return sum(call(dialogue, now) for dialogue in _quiet(now)) + call_who_opens(now)


def call(dialogue: Dialogue, now: datetime) -> int:
    """Write to whose turn it is in one dialogue. Who did meanwhile what was asked gets nothing."""
    if not _to_call(dialogue, held.state_of(dialogue), now):
        return 0
    with transaction.atomic():
        dialogue, state = held.hold(dialogue)
        called = _to_call(dialogue, state, now)
        for seat, ask, key in called:
            emails.your_turn(seat, ask, once_key=key)
    return len(called)


def call_who_opens(now: datetime) -> int:
    """Write to who trains a group in which a case waits for its dialogue; not to who brought it."""
    written = 0
    waiting = Case.objects.to_open().filter(confirmed_at__lte=now - QUIET)
    for case in waiting.select_related("circle__edition__version").order_by("confirmed_at"):
        for person, key in _to_tell(case, now):
            with transaction.atomic():
                emails.case_waits(case, person, once_key=key)
            written += 1
    return written


def _to_tell(case: Case, now: datetime) -> list[tuple[Person, str]]:
    trainers = CircleMember.objects.agreed().filter(circle=case.circle_id, part=Part.TRAINER)
    members = trainers.exclude(person=case.writer_id).select_related("person")
    keys = {member.person: f"dialogue-to-open:{case.pk}:{member.person_id}" for member in members}
    of_this_case, today = Q(once_key__in=keys.values()), Q(queued_at__gt=now - ONE_A_DAY)
    sent = Letter.objects.about(case.circle).filter(of_this_case | today, kind="dialogue_case_waits")
    told = set(sent.values_list("person", flat=True))
    return [(person, key) for person, key in keys.items() if person.pk not in told]


def _quiet(now: datetime) -> DialogueQuerySet:
    since = now - QUIET
    said = Word.objects.filter(dialogue=OuterRef("pk"), at__gt=since)
    turned = TurnTaken.objects.filter(seat__dialogue=OuterRef("pk"), at__gt=since)
    stepped = Step.objects.filter(dialogue=OuterRef("pk"), at__gt=since)
    running = seats.running().filter(~Exists(said), ~Exists(turned), ~Exists(stepped), paused_at=None)
    return running.select_related("circle__edition__version").order_by("pk")


def _to_call(dialogue: Dialogue, state: State, now: datetime) -> list[tuple[Seat, Ask, str]]:
    here = list(dialogue.seats.filter(left_at=None).select_related("person"))
    spoken = dictation.waiting_by_dialogue([dialogue])[dialogue.pk]
    found = [(seat, asks.asked_in(seat.person, dialogue, state, spoken)) for seat in here]
    asked = [(seat, one.ask) for seat, one in found if one]
    everything = [ask for _seat, ask in asked]
    called = [
        (seat, ask, f"dialogue-turn:{seat.pk}:{state.phase}:{ask}")
        for seat, ask in asked
        if is_called(state, ask, everything)
    ]
    sent = Letter.objects.about(dialogue)
    keys = set(sent.filter(once_key__in=[key for *_of, key in called]).values_list("once_key", flat=True))
    today = set(sent.filter(queued_at__gt=now - ONE_A_DAY).values_list("person", flat=True))
    return [one for one in called if one[2] not in keys and one[0].person_id not in today]
