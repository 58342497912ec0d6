"""What a letter about a measurement leads to, in every state that its reader can meet."""

from django.urls import reverse
from django.utils import timezone

from tegenstroom.measurement.actions import answering
from tegenstroom.measurement.doors import own_token, paper_token
from tegenstroom.measurement.models import Invitation
from tegenstroom.measurement.rules.consent import Purpose, Read
from tests.support.network import Network


def behind_letters(network: Network) -> list[str]:
    """Before the first yes, half-way, after handing in, and from paper."""
    today = timezone.localdate()
    rows = Invitation.objects.select_related("participant__person", "wave__measurement__version")
    waiting = rows.open().filter(wave__opens_on__lte=today, wave__closes_on__gte=today).order_by("-pk")
    fresh, half_way = waiting.filter(participant__person__email__isnull=False)[:2]
    answering.begin(
        wave=half_way.wave,
        code_hash=answering.sheet_hash(half_way),
        purposes=[Purpose.GROUP],
        read=Read.HERSELF,
        language="nl",
    )
    done = rows.filter(done=True).latest("pk")
    token = own_token(half_way)
    return [
        reverse("measurement:by_code"),
        reverse("measurement:begin", args=[own_token(fresh)]),
        reverse("measurement:begin", args=[token]),
        reverse("measurement:question", args=[token, 2]),
        reverse("measurement:finish", args=[token]),
        reverse("measurement:stopped", args=[token]),
        reverse("measurement:result", args=[own_token(done)]),
        reverse("measurement:begin", args=[paper_token(done)]),
    ]
