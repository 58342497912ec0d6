"""Stopping, and stopping a case: one button, no reason, at once."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.dialogue import emails
from tegenstroom.dialogue.actions import aftercare, own, seats, wiping
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.models import (
    Case,
    Circle,
    CircleMember,
    Dialogue,
    InsightVoice,
    RawDraft,
    Seat,
    SecondReader,
    Word,
)
from tegenstroom.dialogue.rules.phases import Gone, LeftHow, Part, Phase, Refusal, RefusedError
from tegenstroom.dialogue.rules.state import Remove, Stop, Veto, VetoLine


@transaction.atomic
def stop(*, dialogue: Dialogue, by: Person) -> Dialogue:
    """Leave this dialogue. No reason is asked, and she is not fetched back; her words stay hers to take back.

    A coach is called afterwards when the case is heavy. Raises RefusedError for who is not here.
    """
    dialogue, state = held.hold(dialogue)
    seat = held.seat_of(dialogue, by)
    among = state.phase is Phase.OWN_GROUP
    state = held.happen(dialogue, state, Stop(by.pk), by=by, among_coaches=among)
    seats.leave(seat, LeftHow.STOPPED)
    audit.record("dialogue.stop", by=by, about=seat)
    if state.phase is not Phase.CLOSED:
        aftercare.owe(dialogue, state, [seat], by=None)
    return dialogue


@transaction.atomic
def leave_circle(*, member: CircleMember, take_words: bool, by: Person) -> CircleMember:
    """Leave a group and each of its dialogues, at any time. No reason is asked, and no list fetches her back.

    `take_words`: what she said there goes too, as when she takes it back; else it stays hers to take back. A case
    that she brought stays hers to withdraw; what she was still writing is nowhere. Below two coaches a dialogue
    stands still. Twice is once. Raises RefusedError, NOT_YOURS, for anyone else.
    """
    if member.person_id != by.pk:
        raise RefusedError(Refusal.NOT_YOURS)
    circle = Circle.objects.locked(member.circle_id)
    audit.take_turn()
    member = circle.members.select_for_update(no_key=True).get(pk=member.pk)
    if member.quit_at is None:
        for seat in Seat.objects.filter(
            person=by, left_at=None, dialogue__in=seats.running().filter(circle=circle)
        ):
            _leave_dialogue(seat.dialogue, by=by)
        for draft in RawDraft.objects.filter(circle=circle, writer=by):
            wiping.wipe_draft(draft, Gone.TAKEN_BACK)
        SecondReader.objects.filter(draft__circle=circle, person=by).delete()
        member.quit_at = timezone.now()
        member.left_at = member.left_at or member.quit_at
        member.save(update_fields=["quit_at", "left_at"])
        audit.record("dialogue.quit", by=by, about=member)
    if take_words:
        own.take_back_in(circle=circle, by=by)
    return member


def _leave_dialogue(dialogue: Dialogue, *, by: Person) -> None:
    """As `stop`; also for who was asked for a new yes and did not give it."""
    dialogue, state = held.hold(dialogue)
    if state.is_here(by.pk):
        stop(dialogue=dialogue, by=by)
        return
    seat = held.seat_of(dialogue, by)
    state = held.happen(dialogue, state, Remove(by.pk), by=by)
    seats.leave(seat, LeftHow.STOPPED)
    audit.record("dialogue.stop", by=by, about=seat)
    aftercare.owe_who_is_taken_out(dialogue, state, seat, by=None)


@transaction.atomic
def veto(*, dialogue: Dialogue, by: Person) -> Dialogue:
    """A coach, or who brought the case, ends it: the case and all that was said are nowhere from now.

    Everyone who is here gets a letter that says so, and not by whom. Raises RefusedError.
    """
    dialogue, state = held.hold(dialogue)
    phase = state.phase
    state = held.happen(dialogue, state, Veto(by.pk), by=by)
    wiping.wipe_case(dialogue.case, Gone.WITHDRAWN)
    audit.record("dialogue.case_withdraw", by=by, about=dialogue.case)
    here = list(dialogue.seats.filter(left_at=None).select_related("person"))
    if phase is not Phase.CLOSED:
        aftercare.owe(dialogue, state, here, by=None)
    emails.withdrawn(dialogue, here)
    return dialogue


@transaction.atomic
def withdraw_case(*, case: Case, by: Person) -> Case:
    """Its writer takes a case back, with or without a dialogue, also after she left. Twice is once.

    Raises RefusedError for anyone else: a coach of the dialogue has `veto`.
    """
    audit.take_turn()
    if case.writer_id != by.pk:
        raise RefusedError(Refusal.NOT_YOURS)
    case = Case.objects.get(pk=case.pk)
    if case.is_gone:
        return case
    if dialogue := Dialogue.objects.filter(case=case).first():
        veto(dialogue=dialogue, by=by)
        case.refresh_from_db()
    elif wiping.wipe_case(case, Gone.WITHDRAWN):
        audit.record("dialogue.case_withdraw", by=by, about=case)
    return case


@transaction.atomic
def veto_line(*, word: Word, by: Person) -> Word:
    """Keep one line of the harvest, or of what someone did, out of sight and of lessons: who said it still has it.

    A coach of the dialogue or the writer of the case does; no reason is asked. Lines of proposed lessons that came
    of it go. Raises RefusedError.
    """
    dialogue, state = held.hold(word.dialogue)
    word = Word.objects.get(pk=word.pk)
    if _is_handed_over(word.pk):
        raise RefusedError(Refusal.OVER)
    held.happen(dialogue, state, VetoLine(by.pk, word.number), by=by)
    wiping.keep_out(word, Gone.VETOED)
    word.refresh_from_db()
    audit.record("dialogue.veto_line", by=by, about=dialogue, number=word.number)
    return word


def may_veto(dialogue: Dialogue, person: Person) -> bool:
    """Whether the button is hers: a coach who is here, or who brought the case."""
    if dialogue.case.writer_id == person.pk:
        return True
    return dialogue.seats.filter(person=person, part=Part.COACH, left_at=None).exists()


def _is_handed_over(word: UUID) -> bool:
    handed = InsightVoice.objects.filter(word=word, gone_at=None, insight__handed_over_at__isnull=False)
    return handed.exists()
