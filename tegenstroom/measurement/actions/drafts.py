"""A form of another tool between reading and keeping: it is in the registry once the licence is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from tegenstroom.accounts.models import Person
from tegenstroom.engines.questionnaires import Imported, Questionnaire, Scale
from tegenstroom.engines.questionnaires.checks import admitted, checked
from tegenstroom.engines.sentences import Said
from tegenstroom.measurement import kept
from tegenstroom.measurement.actions.registry import add_version
from tegenstroom.measurement.models import InstrumentVersion, QuestionnaireDraft
from tegenstroom.organisations.models import Organisation

KEPT = timedelta(hours=24)


class DraftGoneError(Exception):
    """It was kept, dropped or forgotten while someone looked at it; nothing was changed."""


def keep(*, found: Imported, file_name: str, by: Person) -> QuestionnaireDraft:
    """Keep what was read until its owner confirms it, drops it or a day has passed."""
    return QuestionnaireDraft.objects.create(
        owner=by, file_name=file_name[:120], content=kept.to_json(found.questionnaire), notes=as_plain(found.notes)
    )


@transaction.atomic
def add_scale(*, draft: QuestionnaireDraft, scale: Scale) -> None:
    """Let some of its questions be one score. FormError: they cannot be. DraftGoneError."""
    asked = _locked(draft).questionnaire
    _put(draft, replace(asked, scales=(*asked.scales, scale)))


@transaction.atomic
def drop_scale(*, draft: QuestionnaireDraft, key: str) -> None:
    """Without this scale. FormError: there is a norm for it. DraftGoneError."""
    asked = _locked(draft).questionnaire
    _put(draft, replace(asked, scales=tuple(each for each in asked.scales if each.key != key)))


def _locked(draft: QuestionnaireDraft) -> QuestionnaireDraft:
    found = QuestionnaireDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise DraftGoneError
    return found


def _put(draft: QuestionnaireDraft, asked: Questionnaire) -> None:
    QuestionnaireDraft.objects.filter(pk=draft.pk).update(content=kept.to_json(checked(asked)))


@transaction.atomic
def confirm(
    *, draft: QuestionnaireDraft, questionnaire: Questionnaire, organisation: Organisation | None, by: Person
) -> InstrumentVersion:
    """Take it into the registry, and let the draft go.

    Scales that came or went in another window meanwhile do so here. FormError: it may not be used like this;
    KnownVersionError: another text bears this version. DraftGoneError.
    """
    questionnaire = replace(questionnaire, scales=_locked(draft).questionnaire.scales)
    version = add_version(questionnaire=admitted(questionnaire), organisation=organisation, by=by)
    QuestionnaireDraft.objects.filter(pk=draft.pk).delete()
    return version


def forget_old_drafts(now: datetime) -> None:
    """What nobody confirmed within a day goes."""
    QuestionnaireDraft.objects.filter(created_at__lt=now - KEPT).delete()


def as_plain(those: Sequence[Said]) -> list[dict[str, object]]:
    """Sentences as JSON keeps them."""
    return [
        {"dutch": said.dutch, "values": {name: _plain(each) for name, each in said.values.items()}}
        for said in those
    ]


def _plain(value: object) -> object:
    return (
        list(value) if isinstance(value, tuple | list) else value if isinstance(value, int | float) else str(value)
    )
