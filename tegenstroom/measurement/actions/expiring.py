"""Nothing stays longer than it is needed."""

from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from tegenstroom.base.figures import together
from tegenstroom.measurement.figures import ANSWER_DAYS, KEY_DAYS
from tegenstroom.measurement.models import Consent, Measurement, Participation, Sheet


def forget_old(now: datetime) -> None:
    """Who was asked, with the secrets that codes follow from; and later the answers and each yes."""
    today = timezone.localdate(now)
    key_days, answer_days = map(int, together(today, KEY_DAYS, ANSWER_DAYS))
    ended = Measurement.objects.annotate(ended_on=Max("waves__closes_on"))
    without_keys = ended.filter(ended_on__lt=today - timedelta(days=key_days)).values("pk")
    without_answers = ended.filter(ended_on__lt=today - timedelta(days=answer_days)).values("pk")
    Participation.objects.filter(measurement__in=without_keys).delete()
    Sheet.objects.filter(wave__measurement__in=without_answers).delete()
    Consent.objects.filter(measurement__in=without_answers).delete()
