"""Keeping what someone answers, at every step, under her code."""

from django.db import transaction
from django.utils import timezone

from tegenstroom.measurement.actions.codes import code_of, hash_of
from tegenstroom.measurement.actions.weeks import week_of
from tegenstroom.measurement.models import Invitation, Sheet, Wave
from tegenstroom.measurement.models.answers import How
from tegenstroom.measurement.rules.questions import only_asked, with_answer


class ClosedError(ValueError):
    """No answers are taken: it is too early, too late, called off, or already handed in."""


def sheet_of(invitation: Invitation) -> Sheet | None:
    """What she began or handed in at this moment; None when that is nothing yet."""
    return Sheet.objects.filter(wave=invitation.wave, code_hash=own_hash(invitation)).first()


def own_hash(invitation: Invitation) -> str:
    """Her code as answers bear it. Raises SealError when her key is gone."""
    return hash_of(invitation.wave.measurement, code_of(invitation.participation))


@transaction.atomic
def begin(*, wave: Wave, code_hash: str, language: str, how: str = How.SCREEN) -> Sheet:
    """Her sheet, empty or as she left it. Raises ClosedError when no answers are taken."""
    if not wave.takes_answers(timezone.localdate()):
        raise ClosedError
    fresh = {"language": language, "how": how, "week": week_of(timezone.localdate())}
    sheet, _made = Sheet.objects.get_or_create(wave=wave, code_hash=code_hash, defaults=fresh)
    return sheet


@transaction.atomic
def answer(*, sheet: Sheet, key: str, code: int | None, language: str) -> Sheet:
    """Keep one answer; None takes it away. Raises StrangeAnswerError and ClosedError."""
    questionnaire = sheet.wave.measurement.version.questionnaire
    held = _open(sheet)
    sheet.answers = with_answer(questionnaire, held.answers, key, code)
    Sheet.objects.filter(pk=sheet.pk).update(
        answers=sheet.answers, language=language, week=week_of(timezone.localdate())
    )
    return sheet


@transaction.atomic
def finish(*, sheet: Sheet, invitation: int) -> None:
    """Hand it in, and note that she is done, without a moment. No audit row: it would say who answered when."""
    held = _open(sheet)
    answers = only_asked(sheet.wave.measurement.version.questionnaire, held.answers)
    Sheet.objects.filter(pk=sheet.pk).update(answers=answers, finished=True)
    sheet.answers, sheet.finished = answers, True
    Invitation.objects.filter(pk=invitation, wave=sheet.wave_id).update(done=True)


def sheets_before(sheet: Sheet) -> list[Sheet]:
    """What the same code handed in at the earlier moments of the same measurement, oldest first."""
    earlier = Sheet.objects.filter(
        wave__measurement=sheet.wave.measurement_id,
        code_hash=sheet.code_hash,
        finished=True,
        wave__invites_on__lt=sheet.wave.invites_on,
    )
    return list(earlier.select_related("wave").order_by("wave__invites_on"))


def _open(sheet: Sheet) -> Sheet:
    """Her answers, locked, while she may change them."""
    held = Sheet.objects.select_for_update().only("answers", "finished").filter(pk=sheet.pk).first()
    if held is None or held.finished or not sheet.wave.takes_answers(timezone.localdate()):
        raise ClosedError
    return held
