"""Beginning, answering one question at a time, handing in. Every answer is kept at once.

No verb here writes an audit row or a moment: either would say who answered when.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from tegenstroom.base import stamps
from tegenstroom.engines.questionnaires import Item, Questionnaire
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import consents
from tegenstroom.measurement.models import Invitation, Sheet, Wave
from tegenstroom.measurement.rules.consent import Purpose, Read, how_of, may_begin
from tegenstroom.measurement.rules.walking import Answers, counted, with_answer
from tegenstroom.measurement.rules.waves import is_open, week_of
from tegenstroom.training.rules.editions import EditionState


class ClosedError(ValueError):
    """The round is not open (any more), or was called off."""


class AlreadyFinishedError(ValueError):
    """This sheet was handed in; it no longer changes."""


class NothingSaidYesToError(ValueError):
    """Without a yes to any use there is nothing to keep answers for."""


def can_answer(wave: Wave) -> bool:
    """Whether the round is open today and was not called off."""
    measurement = wave.measurement
    called_off = measurement.edition is not None and measurement.edition.state == EditionState.CANCELLED
    runs = measurement.ended_at is None and not called_off
    return runs and is_open(wave.opens_on, wave.closes_on, timezone.localdate())


def sheet_hash(invitation: Invitation) -> str:
    """Under which name her answers stand. SealError once her key is gone."""
    return codes.hash_of(invitation.wave.measurement, codes.code_of(invitation.participant))


def sheet_of(invitation: Invitation) -> Sheet | None:
    """Her sheet of this round, when she began one."""
    return Sheet.objects.filter(wave=invitation.wave_id, code_hash=sheet_hash(invitation)).first()


@transaction.atomic
def begin(*, wave: Wave, code_hash: str, purposes: Collection[Purpose], read: Read, language: str) -> Sheet:
    """Keep what she says yes to, and give her an empty sheet; the one that is there when she began before.

    ClosedError outside the round; NothingSaidYesToError without a yes, now or before.
    """
    if not can_answer(wave):
        raise ClosedError(wave.pk)
    for purpose in purposes:
        consents.give(
            measurement=wave.measurement, code_hash=code_hash, purpose=purpose, read=read, language=language
        )
    if not may_begin(consents.standing_of(wave.measurement, code_hash)):
        raise NothingSaidYesToError
    sheet, _made = Sheet.objects.get_or_create(
        wave=wave,
        code_hash=code_hash,
        defaults={"language": language, "how": how_of(read), "week": week_of(timezone.localdate())},
    )
    return sheet


@transaction.atomic
def answer(*, sheet: Sheet, questionnaire: Questionnaire, item: Item, code: int | None) -> Answers:
    """Keep one answer; None takes it away. All answers as they are now.

    AlreadyFinishedError after handing in, NoSuchAnswerError for a code that was not offered.
    """
    rows = Sheet.objects.select_for_update().filter(pk=sheet.pk, finished=False)
    now = rows.values_list("answers", flat=True).first()
    if now is None:
        raise AlreadyFinishedError(sheet.pk)
    answers = with_answer(questionnaire, now, item, code)
    if answers != now:
        Sheet.objects.filter(pk=sheet.pk).update(answers=answers)
    return answers


@transaction.atomic
def finish(*, sheet: Sheet, questionnaire: Questionnaire, invitation: Invitation | None) -> None:
    """Hand in: answers to questions that are no longer asked go. Twice is once."""
    row = Sheet.objects.select_for_update().filter(pk=sheet.pk, finished=False).first()
    if row is not None:
        Sheet.objects.filter(pk=row.pk).update(answers=counted(questionnaire, row.answers), finished=True)
    if invitation is not None and not invitation.done:
        Invitation.objects.filter(pk=invitation.pk).update(done=True)
        stamps.bump(stamps.UNSEEN)
