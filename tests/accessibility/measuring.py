"""What a letter about a measurement leads to, in every state that its reader can meet."""

from dataclasses import replace

from django.urls import reverse
from django.utils import timezone

from tegenstroom.engines.questionnaires import Imported, shipped_pack
from tegenstroom.measurement.actions import answering, drafts
from tegenstroom.measurement.doors import own_token, paper_token
from tegenstroom.measurement.models import Analysis, InstrumentVersion, Invitation
from tegenstroom.measurement.rules.analyses import RUNNING, Kind, State
from tegenstroom.measurement.rules.consent import Purpose, Read
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring.jobs import TOO_FEW
from tests.support.network import Network


def begin(network: Network) -> None:
    """Analyses in every state, and a form that waits for its licence."""
    odile, vera = network.person("Odile Onderzoekx"), network.person("Vera Verzonnen")
    version = InstrumentVersion.objects.get(instrument__key="tegenstroom-kort")
    for kind, state in zip(
        Kind, (State.DONE, State.REFUSED, State.RUNNING, State.WAITING, State.FAILED), strict=True
    ):
        Analysis.objects.create(
            version=version,
            kind=kind,
            options={"moment": Moment.BEFORE},
            asked_by=odile,
            state=state,
            progress=30,
            result=_result() if state is State.DONE else None,
            ended_at=None if state in RUNNING else timezone.now(),
        )
    pack = shipped_pack("pearlin-mastery")
    note = TOO_FEW(smallest=10)
    bare = replace(pack, version="2", scales=(), norms=(), parameters=())
    drafts.keep(found=Imported(bare, (note,)), file_name="mastery.xlsx", by=vera)


def _result() -> dict[str, object]:
    interval = {"low": 0.71, "high": 0.89, "level": 0.95}
    table = {"name": "alpha", "columns": ["of", "value", "interval"], "rows": [["alpha", 0.82, interval]]}
    head = {
        "scale": "individueel",
        "what": "alpha",
        "n": 12,
        "n_all": 12,
        "missing": "listwise",
        "method": "alpha",
    }
    refused = {"code": "x", "dutch": "Er zijn geen antwoorden.", "values": {}}
    done = {**head, "reference": "Cronbach (1951)", "warnings": [refused], "tables": [table]}
    return {"sections": [done, {"scale": "collectief", "what": "omega", "refused": refused}]}


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
