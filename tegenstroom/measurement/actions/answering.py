"""Beginning, answering one question at a time, handing in. Every answer is kept at once.

No verb here writes an audit row or a moment: either would say who answered when.
"""

import json
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
from tegenstroom.measurement.rules.looking_back import When, key_of
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
    return next(iter(sheets_at(invitation.wave_id, sheet_hash(invitation))), None)


@prepared
def sheets_at(wave: int, code_hash: str) -> QuerySet[Sheet]:
    """The sheet of this code in this round, or none."""
    return Sheet.objects.filter(wave=wave, code_hash=code_hash)


@transaction.atomic
def begin(*, wave: Wave, code_hash: str, purposes: Collection[Purpose], read: Read, language: str) -> Sheet:
    """Keep what she says yes to, and give her an empty sheet; the one that is there when she began before.

    A yes to words that were renewed since does not hold for this round. ClosedError outside the round or once it
    was dropped; NothingSaidYesToError without a yes that holds, now or before.
    """
    if not can_answer(wave):
        raise ClosedError(wave.pk)
    standing, old = consents.yeses_of(wave.measurement, code_hash)
    new = set(purposes) - standing
    try:
        consents.give(
            measurement=wave.measurement, code_hash=code_hash, purposes=new, read=read, language=language
        )
    except Measurement.DoesNotExist as gone:
        raise ClosedError(wave.pk) from gone
    if not may_begin(standing | set(purposes)):
        raise NothingSaidYesToError
    blank = Sheet(wave=wave, code_hash=code_hash, language=language, week=week_of(timezone.localdate()))
    blank.how, blank.not_for = how_of(read), not_covered(purposes, old)
    # One that is there stays as it is.
    Sheet.objects.bulk_create([blank], ignore_conflicts=True)
    [sheet] = sheets_at(wave.pk, code_hash)
    return sheet


def answer(*, sheet: Place, questionnaire: Questionnaire, item: Item, code: int | None) -> Answers:
    """Keep one answer; None takes it away. All answers as they are now. Raises what `answer_of` raises."""
    return answer_of(sheet=sheet, questionnaire=questionnaire, item=item, said={When.NOW: code})


def answer_of(
    *, sheet: Place, questionnaire: Questionnaire, item: Item, said: Mapping[When, int | None]
) -> Answers:
    """Keep what she says of now and of then; None takes it away. All answers as they are now.

    In one statement that leaves the rest as it stands, so that two pages at once lose nothing.
    AlreadyFinishedError after handing in, NoSuchAnswerError for a code that was not offered.
    """
    names = {key_of(item, when): code for when, code in said.items()}
    for when, code in said.items():
        with_answer(questionnaire, {}, item, code, when)
    kept: Any = Sheet._meta.get_field("answers")
    with connection.cursor() as cursor:
        cursor.execute(PUT_IN[connection.vendor], [*_put_in(names), sheet.wave_id, sheet.code_hash])
        found = cursor.fetchall()
    if not found:
        raise AlreadyFinishedError(sheet.code_hash)
    answers: Answers = kept.from_db_value(found[0][0], None, connection)
    return answers


@prepared
def open_answers(wave: int, code_hash: str) -> QuerySet[Sheet, tuple[dict[str, int]]]:
    """What stands on her sheet; nothing once it was handed in."""
    return Sheet.objects.filter(wave=wave, code_hash=code_hash, finished=False).values_list("answers")


@prepared
def _still_open(wave: int, code_hash: str) -> QuerySet[Sheet, tuple[dict[str, int]]]:
    rows = Sheet.objects.select_for_update().filter(wave=wave, code_hash=code_hash, finished=False)
    return rows.values_list("answers")


# By hand: a room that answers asks for this all the time, and the ORM has no words for a part of JSON.
PUT_IN = {
    vendor: f"UPDATE measurement_sheet SET answers = {merged}"  # noqa: S608  no value
    " WHERE wave_id = %s AND code_hash = %s AND NOT finished RETURNING answers"
    for vendor, merged in {
        "sqlite": "json_patch(answers, %s)",
        "postgresql": "(answers || %s::jsonb) - %s::text[]",
    }.items()
}


def _put_in(codes: Mapping[str, int | None]) -> list[str | list[str]]:
    """What goes in and out, as each database takes it; on SQLite null stands for out (RFC 7396)."""
    if connection.vendor == "sqlite":
        return [json.dumps(codes)]
    given = {name: code for name, code in codes.items() if code is not None}
    return [json.dumps(given), [name for name in codes if name not in given]]


def _hand_in(sheet: Place, answers: Answers) -> None:
    kept: Any = Sheet._meta.get_field("answers")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE measurement_sheet SET answers = %s, finished = %s WHERE wave_id = %s AND code_hash = %s",
            [kept.get_db_prep_save(answers, connection), True, sheet.wave_id, sheet.code_hash],
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
        _hand_in(sheet, counted(questionnaire, answers))
    if invitation is not None and not invitation.done:
        Invitation.objects.filter(pk=invitation.pk).update(done=True)
        stamps.bump(stamps.UNSEEN)
