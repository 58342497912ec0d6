"""Saying yes to a use, taking it back, and taking back everything. By code: who it was is not written here."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.base.prepared import prepared
from tegenstroom.measurement.actions import releasing
from tegenstroom.measurement.models import Consent, Measurement, Participant, Sheet, Wording
from tegenstroom.measurement.rules.consent import Purpose, Read, covers, is_over, old_words, with_yes
from tegenstroom.measurement.rules.waves import week_of


def newest(purpose: Purpose, language: str) -> Wording:
    """The words that hold today for this use, in this language or else in Dutch. Wording.DoesNotExist without."""
    today = timezone.localdate()
    for tongue in (language, settings.LANGUAGE_CODE):
        if held := [row for row in _wordings(purpose.value, tongue) if row.valid_from <= today]:
            return held[-1]
    raise Wording.DoesNotExist(purpose)


@prepared
def _wordings(purpose: str, language: str) -> QuerySet[Wording]:
    return Wording.objects.filter(purpose=purpose, language=language).order_by("valid_from")


def standing_of(measurement: Measurement, code_hash: str) -> set[Purpose]:
    """The uses to which this code says yes now."""
    return {Purpose(purpose) for purpose, *_words in _standing(measurement.pk, code_hash)}


@prepared
def _standing(measurement: int, code_hash: str) -> QuerySet[Consent, tuple[str, str, date]]:
    rows = Consent.objects.standing().filter(measurement=measurement, code_hash=code_hash)
    return rows.values_list("purpose", "wording__language", "wording__valid_from")


def old_words_of(measurement: Measurement, code_hash: str) -> set[Purpose]:
    """The uses to which this code says yes in words that were renewed since, in the language in which she read."""
    return yeses_of(measurement, code_hash)[1]


def yeses_of(measurement: Measurement, code_hash: str) -> tuple[set[Purpose], set[Purpose]]:
    """The uses to which this code says yes in words that hold, and those in words that were renewed since."""
    since, now = dict[Purpose, date](), dict[Purpose, date]()
    for name, language, valid_from in _standing(measurement.pk, code_hash):
        purpose = Purpose(name)
        since[purpose], now[purpose] = valid_from, newest(purpose, language).valid_from
    old = old_words(since, now)
    return set(since) - old, old


def renewed_since(measurement: Measurement, language: str, day: date) -> bool:
    """Whether the words of any use were renewed after this day: asked of the words alone, and of nobody's yes."""
    return any(newest(purpose, language).valid_from > day for purpose in measurement.purposes)


def all_of(measurement: Measurement, code_hash: str) -> list[Consent]:
    """Every yes of this code, also those taken back, in the order of the uses."""
    rows = Consent.objects.filter(measurement=measurement, code_hash=code_hash).select_related("wording")
    return sorted(rows, key=lambda row: (list(Purpose).index(Purpose(row.purpose)), row.given_in))


@transaction.atomic(savepoint=False)
def give(
    *,
    measurement: Measurement,
    code_hash: str,
    purposes: Collection[Purpose],
    read: Read,
    language: str,
) -> None:
    """A yes to each of these uses, with the words that hold today. Twice is once.

    A yes to older words makes room for it, and all her answers serve that use again. Measurement.DoesNotExist when
    it was dropped with its group meanwhile.
    """
    if not purposes:
        return
    hold(measurement)
    given_in = week_of(timezone.localdate())
    # Asked once it is held: who pressed twice finds her own fresh yes.
    if old := old_words_of(measurement, code_hash).intersection(purposes):
        standing = Consent.objects.standing().filter(measurement=measurement, code_hash=code_hash)
        standing.filter(purpose__in=old).update(renewed_in=given_in)
    for pk, not_for in _not_for_all(measurement.pk, code_hash):
        Sheet.objects.filter(pk=pk).update(not_for=with_yes(not_for, purposes))
    Consent.objects.bulk_create(
        (
            Consent(
                measurement=measurement,
                code_hash=code_hash,
                purpose=purpose,
                wording=newest(purpose, language),
                read=read,
                given_in=given_in,
            )
            for purpose in purposes
        ),
        # A yes that stands is not given again.
        ignore_conflicts=True,
    )


@prepared
def _not_for_all(measurement: int, code_hash: str) -> QuerySet[Sheet, tuple[UUID, str]]:
    rows = Sheet.objects.filter(wave__measurement=measurement, code_hash=code_hash).exclude(not_for="")
    return rows.values_list("pk", "not_for")


def hold(measurement: Measurement) -> None:
    """Keep it from being dropped until what comes now is written. Measurement.DoesNotExist when it was.

    By hand: the ORM has no lock that many share.
    """
    with connection.cursor() as cursor:
        # SQLite lets one write at a time.
        shared = " FOR SHARE" if connection.features.has_select_for_update else ""
        sql = f"SELECT 1 FROM measurement_measurement WHERE id = %s{shared}"  # noqa: S608  both parts stand here
        cursor.execute(sql, [measurement.pk])
        if cursor.fetchone() is None:
            raise Measurement.DoesNotExist(measurement.pk)


@transaction.atomic
def take_back(
    *, measurement: Measurement, code_hash: str, purpose: Purpose, participant: Participant | None = None
) -> bool:
    """End a yes: from now on her answers are not in that use. With the last yes they are erased.

    `participant`: with the last yes she is asked nothing more about this measurement, as when she takes all back.
    False when there was no such yes.
    """
    # Every taking back waits here, so that the last of two at once sees that it is the last.
    if not _locked(measurement):
        return False
    rows = Consent.objects.filter(measurement=measurement, code_hash=code_hash)
    standing = {Purpose(row.purpose): row for row in rows.standing()}
    if purpose not in standing:
        return False
    if purpose is Purpose.GROUP:
        releasing.leave(measurement, code_hash)
    Consent.objects.filter(pk=standing.pop(purpose).pk).update(taken_back_in=week_of(timezone.localdate()))
    # What served no other use goes too.
    for sheet in _sheets(measurement, code_hash):
        if is_over(covers(standing, sheet.not_for)):
            sheet.delete()
    if is_over(standing):
        _ask_no_more(participant)
    return True


@transaction.atomic
def take_all_back(*, measurement: Measurement, code_hash: str, participant: Participant | None = None) -> int:
    """End every yes and erase all answers of this code, in all rounds; how many sheets that were.

    `participant`: is asked nothing more about this measurement.
    """
    if not _locked(measurement):
        return 0
    releasing.leave(measurement, code_hash)
    rows = Consent.objects.filter(measurement=measurement, code_hash=code_hash)
    rows.standing().update(taken_back_in=week_of(timezone.localdate()))
    _ask_no_more(participant)
    return _erase(measurement, code_hash)


def _ask_no_more(participant: Participant | None) -> None:
    if participant is not None:
        Participant.objects.filter(pk=participant.pk).update(asks_no_more=True)


def _locked(measurement: Measurement) -> bool:
    """Whether it is still there; if so it waits for us. With a group that was dropped there is nothing left."""
    return Measurement.objects.select_for_update().filter(pk=measurement.pk).first() is not None


def _erase(measurement: Measurement, code_hash: str) -> int:
    gone, _each = _sheets(measurement, code_hash).delete()
    return gone


def _sheets(measurement: Measurement, code_hash: str) -> QuerySet[Sheet]:
    return Sheet.objects.filter(wave__measurement=measurement, code_hash=code_hash)
