"""Beginning, answering one question at a time, handing in. Every answer is kept at once.

No verb here writes an audit row or a moment: either would say who answered when.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.base import stamps
from tegenstroom.base.prepared import prepared
from tegenstroom.engines.questionnaires import Item, Questionnaire
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import consents
from tegenstroom.measurement.models import Invitation, Measurement, Sheet, Wave
from tegenstroom.measurement.rules.consent import Purpose, Read, how_of, may_begin, not_covered
from tegenstroom.measurement.rules.looking_back import When
from tegenstroom.measurement.rules.walking import Answers, counted, with_answer
from tegenstroom.measurement.rules.waves import is_open, week_of
from tegenstroom.training.rules.editions import EditionState


class ClosedError(ValueError):
    """The round is not open (any more), or was called off."""


class AlreadyFinishedError(ValueError):
    """This sheet was handed in; it no longer changes."""


class NothingSaidYesToError(ValueError):
    """Without a yes to any use there is nothing to keep answers for."""


class Place(Protocol):
    """Where a sheet lies: its row, or as much of it as tells it from others."""

    @property
    def wave_id(self) -> int: ...

    @property
    def code_hash(self) -> str: ...


def can_answer(wave: Wave) -> bool:
    """Whether the round is open today and was not called off."""
    return runs(wave) and is_open_today(wave.opens_on, wave.closes_on)


def runs(wave: Wave) -> bool:
    """Whether the measurement of this round was not called off."""
    measurement = wave.measurement
    return is_running(measurement.ended_at, measurement.edition.state if measurement.edition else None)


def is_running(ended_at: datetime | None, state: str | None) -> bool:
    """Whether a measurement was not called off; `state`: of its edition, when it is of one."""
    return ended_at is None and state != EditionState.CANCELLED


def is_open_today(opens_on: date, closes_on: date) -> bool:
    """Whether a round of these days takes answers now."""
    return is_open(opens_on, closes_on, timezone.localdate())


def sheet_hash(invitation: Invitation) -> str:
    """Under which name her answers stand. SealError once her key is gone."""
    return codes.hash_for(invitation.participant, invitation.wave.measurement.sealed_pepper)


def sheet_of(invitation: Invitation) -> Sheet | None:
    """Her sheet of this round, when she began one."""
    return Sheet.objects.filter(wave=invitation.wave_id, code_hash=sheet_hash(invitation)).first()


@transaction.atomic
def begin(*, wave: Wave, code_hash: str, purposes: Collection[Purpose], read: Read, language: str) -> Sheet:
    """Keep what she says yes to, and give her an empty sheet; the one that is there when she began before.

    A yes to words that were renewed since does not hold for this round. ClosedError outside the round or once it
    was dropped; NothingSaidYesToError without a yes that holds, now or before.
    """
    if not can_answer(wave):
        raise ClosedError(wave.pk)
    old = consents.old_words_of(wave.measurement, code_hash)
    standing = consents.standing_of(wave.measurement, code_hash) - old
    new = set(purposes) - standing
    try:
        consents.give(
            measurement=wave.measurement, code_hash=code_hash, purposes=new, read=read, language=language
        )
    except Measurement.DoesNotExist as gone:
        raise ClosedError(wave.pk) from gone
    if not may_begin(standing | set(purposes)):
        raise NothingSaidYesToError
    kept = {"language": language, "how": how_of(read), "not_for": not_covered(purposes, old)}
    sheet, _made = Sheet.objects.get_or_create(
        wave=wave,
        code_hash=code_hash,
        defaults={**kept, "week": week_of(timezone.localdate())},
    )
    return sheet


def answer(*, sheet: Place, questionnaire: Questionnaire, item: Item, code: int | None) -> Answers:
    """Keep one answer; None takes it away. All answers as they are now. Raises what `answer_of` raises."""
    return answer_of(sheet=sheet, questionnaire=questionnaire, item=item, said={When.NOW: code})


def answer_of(
    *, sheet: Place, questionnaire: Questionnaire, item: Item, said: Mapping[When, int | None]
) -> Answers:
    """Keep what she says of now and of then; None takes it away. All answers as they are now.

    Written only over what was read, so without a lock and in one statement; who was quicker on another page makes
    it read again, with a lock. AlreadyFinishedError after handing in, NoSuchAnswerError for a code that was not
    offered.
    """
    now = _only(open_answers(sheet.wave_id, sheet.code_hash), sheet)
    answers = _with(questionnaire, now, item, said)
    if answers == now or _write_over(sheet, now, answers):
        return answers
    with transaction.atomic():
        now = _only(_still_open(sheet.wave_id, sheet.code_hash), sheet)
        answers = _with(questionnaire, now, item, said)
        _write(sheet, answers)
    return answers


def _with(questionnaire: Questionnaire, answers: Answers, item: Item, said: Mapping[When, int | None]) -> Answers:
    for when, code in said.items():
        answers = with_answer(questionnaire, answers, item, code, when)
    return answers


def _only(found: list[tuple[dict[str, int]]], sheet: Place) -> Answers:
    if not found:
        raise AlreadyFinishedError(sheet.code_hash)
    return found[0][0]


@prepared
def open_answers(wave: int, code_hash: str) -> QuerySet[Sheet, tuple[dict[str, int]]]:
    """What stands on her sheet; nothing once it was handed in."""
    return Sheet.objects.filter(wave=wave, code_hash=code_hash, finished=False).values_list("answers")


@prepared
def _still_open(wave: int, code_hash: str) -> QuerySet[Sheet, tuple[dict[str, int]]]:
    rows = Sheet.objects.select_for_update().filter(wave=wave, code_hash=code_hash, finished=False)
    return rows.values_list("answers")


def _write_over(sheet: Place, now: Answers, answers: Answers) -> bool:
    """Whether what stood there was still this, and the sheet not handed in: then it was written."""
    kept: Any = Sheet._meta.get_field("answers")
    new, old = (kept.get_db_prep_save(each, connection) for each in (answers, now))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE measurement_sheet SET answers = %s"
            " WHERE wave_id = %s AND code_hash = %s AND NOT finished AND answers = %s",
            [new, sheet.wave_id, sheet.code_hash, old],
        )
        return bool(cursor.rowcount)


def _write(sheet: Place, answers: Answers, *, finished: bool = False) -> None:
    """By hand: a room that answers asks for this all the time."""
    kept: Any = Sheet._meta.get_field("answers")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE measurement_sheet SET answers = %s, finished = %s WHERE wave_id = %s AND code_hash = %s",
            [kept.get_db_prep_save(answers, connection), finished, sheet.wave_id, sheet.code_hash],
        )


def leave_alone(invitation: Invitation, *, wish: bool = True) -> None:
    """No letter follows in this round, or again as before; whoever answered already gets none anyhow."""
    if invitation.left_alone != wish:
        Invitation.objects.filter(pk=invitation.pk).update(left_alone=wish)
        stamps.bump(stamps.UNSEEN)


@transaction.atomic
def finish(*, sheet: Place, questionnaire: Questionnaire, invitation: Invitation | None) -> None:
    """Hand in: answers to questions that are no longer asked go. Twice is once."""
    for (answers,) in _still_open(sheet.wave_id, sheet.code_hash):
        _write(sheet, counted(questionnaire, answers), finished=True)
    if invitation is not None and not invitation.done:
        Invitation.objects.filter(pk=invitation.pk).update(done=True)
        stamps.bump(stamps.UNSEEN)
