"""A poll that finds nothing new is answered before anyone is looked up: most of what a room asks is that.

Whoever may read a room gets a slip with what she reads. It says, signed, that this session held this version of
this dialogue. As long as the session stands and the version did not move, nobody's right to read changed either:
who comes, leaves, stops or takes back moves the version, and the last day of the case is looked at here. All else
goes the long way, past every guard.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from tegenstroom.base.prepared import prepared
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.models.cases import is_over

# Nothing new: the page that polls stays as it is.
NO_NEWS = 204
DIGITS = 32


@dataclass(frozen=True, slots=True)
class Held:
    """What a page shows already: the number of all that it shows, the mark of its turns, and which form it has.

    `slip`: with it, a poll that finds nothing new need not go past the guard again (`QuietPoll`).
    """

    version: str
    turns: str = ""
    form: str = ""
    slip: str = ""

    @classmethod
    def by(cls, request: HttpRequest) -> Self:
        """As the page that polls says; compressed on the way, a tag comes back as a weak one."""
        tag = request.META.get("HTTP_IF_NONE_MATCH", "").removeprefix("W/").strip('"')
        return cls(*tag.split("~", 3))

    def __str__(self) -> str:
        return "~".join([self.version, self.turns, self.form, self.slip])


def nothing_new(request: HttpRequest, dialogue: int, version: str) -> HttpResponse:
    """The same for a page that fetches no words; from now on it bears a slip. The caller asked the guard."""
    held = Held(version, slip=slip_for(request, dialogue, version))
    return HttpResponse(status=NO_NEWS, headers={"ETag": f'"{held}"'})


class QuietPoll:
    """Says "nothing new" to who bears a slip for what still is so, and passes on everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held = Held.by(request)
        if held.slip and request.method == "GET" and _holds(request, held):
            return HttpResponse(status=NO_NEWS)
        return self.get_response(request)


def slip_for(request: HttpRequest, dialogue: int, version: str) -> str:
    """The slip for a session that may read this dialogue in this version; the caller asked the guard."""
    return f"{dialogue}-{_signature(_session_of(request), dialogue, version)}"


def _holds(request: HttpRequest, held: Held) -> bool:
    number, _sign, signature = held.slip.partition("-")
    session = _session_of(request)
    if not session or not number.isdecimal() or len(number) > len(str(2**63)):
        return False
    if not constant_time_compare(signature, _signature(session, int(number), held.version)):
        return False
    return any(
        held.version in {f"{now}", f"{now}.{own_now}"} and not is_over(last_day)
        for now, own_now, last_day in _versions(int(number), session)
    )


def _session_of(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")


def _signature(session: str, dialogue: int, version: str) -> str:
    said = f"{session}|{dialogue}|{version}"
    return salted_hmac("tegenstroom.dialogue.polling", said, algorithm="sha256").hexdigest()[:DIGITS]


@prepared
def _versions(dialogue: int, session: str) -> QuerySet[Dialogue, tuple[int, int, date]]:
    stands = Session.objects.filter(session_key=session, expire_date__gt=Now())
    return Dialogue.objects.filter(Exists(stands), pk=dialogue).values_list(
        "version", "own_version", "case__expires_on"
    )
