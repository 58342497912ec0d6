"""What one person finds on her own page: what comes next, what she follows, what she gives."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.coaches.models import CareCall
from tegenstroom.dialogue.access.signals import reads_signals
from tegenstroom.dialogue.actions import asks
from tegenstroom.dialogue.actions.asks import Asked
from tegenstroom.measurement.access import asked_of
from tegenstroom.measurement.models import Measurement
from tegenstroom.organisations.access import organisations_led_by
from tegenstroom.organisations.models import Organisation
from tegenstroom.training.access import team_questions
from tegenstroom.training.models import (
    Certificate,
    Enrolment,
    EvaluationInvitation,
    Session,
    TandemMember,
    Task,
)
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import ACTIVE, EnrolmentState
from tegenstroom.training.rules.tandem import COMES

RUNS = {EditionState.OPEN, EditionState.CONFIRMED}

# What her page says of an edition: without the long texts of a module, and half the work for Django.
SAID = [
    f"edition__{column}"
    for column in ("state", "starts_on", "ends_on", "version__title", "place__name", "place__municipality")
]


@dataclass(frozen=True, slots=True)
class Coming:
    """A day to come: when and where, who gives it that day, and whether she is one of them."""

    session: Session
    gives: TandemMember | None
    tandem: list[TandemMember]

    @property
    def is_today(self) -> bool:
        return timezone.localdate(self.session.starts_at) == timezone.localdate()


@dataclass(frozen=True, slots=True)
class Given:
    """An edition that she gives, with all its parts in order."""

    member: TandemMember
    sessions: list[Session]

    @property
    def last_begun(self) -> Session | None:
        """The part that is on, or the last one that was."""
        today = timezone.localdate()
        begun = [session for session in self.sessions if timezone.localdate(session.starts_at) <= today]
        return begun[-1] if begun else None


@dataclass(frozen=True, slots=True)
class Followed:
    """What she followed, and her certificate of it when she has one."""

    enrolment: Enrolment
    certificate: Certificate | None


@dataclass(frozen=True, slots=True)
class Led:
    """An organisation in which she leads, and how many enrolments wait for her answer."""

    organisation: Organisation
    waiting: int


@dataclass(frozen=True, slots=True)
class MyPage:
    """Everything on the page. Empty when nothing is going on yet."""

    plain: bool
    coming: list[Coming]
    questions: list[Given]
    looking_back: list[EvaluationInvitation]
    follows: list[Enrolment]
    followed: list[Followed]
    gives: list[Given]
    gave: list[Given]
    # Those of which the training itself is not among what she followed: it ends today.
    certificates: list[Certificate]
    teams: list[Led] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    # How many coaches wait until this person calls.
    calls: int = 0
    # Whether she is in a group that speaks about cases, and what is asked of her there now.
    speaks: bool = False
    asked: list[Asked] = field(default_factory=list)
    # How many rounds of questions about herself wait for her, and how many there were.
    measured: tuple[int, int] = (0, 0)
    # Whether she carries further what keeps coming back in dialogues.
    reads_signals: bool = False

    @property
    def is_empty(self) -> bool:
        her_own = (self.questions, self.follows, self.followed, self.gives, self.gave)
        return not any((*her_own, self.measured[1], self.teams, self.tasks, self.calls, self.speaks))


def page_of(person: Person, *, as_coach: bool = False) -> MyPage:
    """One person's page, in twelve queries whatever she does; a leader's organisations and dialogues come on top.

    `as_coach`: below what her page as a coach says already.
    """
    today = timezone.localdate()
    enrolments = _enrolments(person)
    members = _members(person)
    editions = {row.edition_id for row in enrolments} | {row.edition_id for row in members}
    sessions = _grouped((session.edition_id, session) for session in _sessions(editions))
    given = [Given(member, sessions.get(member.edition_id, [])) for member in members]
    over = [row for row in enrolments if _is_over(row.edition.ends_on, today)]
    followed = [row for row in over if row.state == EnrolmentState.PLACED]
    certificates = {row.enrolment_id: row for row in _certificates(person)}
    speaks = not as_coach and asks.is_in_a_circle(person)
    said_yes = [row for row in given if row.member.answer == TandemMember.Answer.YES]
    return MyPage(
        # The phone's own letters for who comes with an old phone: no bytes to load.
        plain=person.has_role(COACH) or not person.email,
        coming=_coming(enrolments, said_yes, sessions, _givers(sessions)),
        questions=[row for row in given if _is_asked(row.member, today)],
        looking_back=_looking_back(person),
        follows=[row for row in enrolments if not _is_over(row.edition.ends_on, today)],
        followed=[Followed(row, certificates.get(row.pk)) for row in followed],
        gives=[row for row in said_yes if not _is_over(row.member.edition.ends_on, today)],
        gave=[row for row in said_yes if _is_over(row.member.edition.ends_on, today)],
        certificates=[row for pk, row in certificates.items() if pk not in {one.pk for one in followed}],
        teams=[Led(row, team_questions(person, row).count()) for row in organisations_led_by(person)],
        tasks=_tasks(person),
        calls=CareCall.objects.open().filter(caller=person).count(),
        speaks=speaks,
        asked=asks.asked_of(person) if speaks else [],
        measured=asked_of(person),
        reads_signals=reads_signals(person),
    )


def _enrolments(person: Person) -> list[Enrolment]:
    mine = Enrolment.objects.filter(person=person, state__in=ACTIVE).only("state", "offer_until", *SAID)
    return list(mine.select_related("edition__version", "edition__place").order_by("edition__starts_on", "pk"))


def _members(person: Person) -> list[TandemMember]:
    mine = TandemMember.objects.filter(person=person).exclude(answer=TandemMember.Answer.NO)
    given = mine.exclude(edition__state=EditionState.CANCELLED).only("person", "part", "answer", *SAID)
    of_hers = Q(edition=OuterRef("edition")) | Q(group__editions=OuterRef("edition"))
    measured = given.annotate(measured=Exists(Measurement.objects.filter(of_hers)))
    return list(measured.select_related("edition__version", "edition__place").order_by("edition__starts_on", "pk"))


def _sessions(editions: Iterable[int]) -> list[Session]:
    rows = Session.objects.filter(edition__in=editions)
    return list(rows.select_related("edition__version", "edition__place", "place", "part"))


def _givers(sessions: dict[int, list[Session]]) -> dict[int, list[TandemMember]]:
    """By day who gives it: the coaches who come that day, and the trainers of its edition."""
    said_yes = TandemMember.objects.filter(edition__in=sessions, answer=TandemMember.Answer.YES)
    # A row for each of her days, and one for who has none: a trainer gives them all.
    rows = said_yes.annotate(day=F("days__session"), says=F("days__assignment__state")).select_related("person")
    found: dict[int, list[TandemMember]] = {}
    for row in rows:
        hers = [row.day] if row.says in COMES else []
        is_coach = row.part == TandemMember.Part.COACH
        for day in hers if is_coach else [session.pk for session in sessions[row.edition_id]]:
            found.setdefault(day, []).append(row)
    return found


def _grouped[R](rows: Iterable[tuple[int, R]]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = {}
    for key, row in rows:
        found.setdefault(key, []).append(row)
    return found


def _coming(
    enrolments: Iterable[Enrolment],
    given: Iterable[Given],
    sessions: dict[int, list[Session]],
    givers: dict[int, list[TandemMember]],
) -> list[Coming]:
    gives = {row.member.edition_id: row.member for row in given}
    placed = {row.edition_id for row in enrolments if row.state == EnrolmentState.PLACED}
    now = timezone.now()
    found = [
        Coming(session, gives.get(edition), givers.get(session.pk, []))
        for edition in placed | gives.keys()
        for session in sessions.get(edition, [])
        if session.ends_at > now and session.edition.state in RUNS
    ]
    return sorted(found, key=lambda coming: coming.session.starts_at)


def _is_asked(member: TandemMember, today: date) -> bool:
    open_question = member.answer == TandemMember.Answer.ASKED
    return open_question and not _is_over(member.edition.ends_on, today)


def _is_over(ends_on: date | None, today: date) -> bool:
    return ends_on is not None and ends_on < today


def _looking_back(person: Person) -> list[EvaluationInvitation]:
    mine = EvaluationInvitation.objects.filter(enrolment__person=person, answered=False)
    of_what = mine.select_related("enrolment__edition__version").only("enrolment__edition__version__title")
    return list(of_what.order_by("-invited_at")[:3])


def _tasks(person: Person) -> list[Task]:
    """What the desk noted down for her, the soonest first. Whatever has no day comes last."""
    hers = Task.objects.filter(who=person, done_at=None).exclude(edition__state=EditionState.CANCELLED)
    soonest = F("due_on").asc(nulls_last=True)
    return list(hers.select_related("edition__version").order_by(soonest, "pk"))


def _certificates(person: Person) -> list[Certificate]:
    mine = Certificate.objects.valid().filter(enrolment__person=person)
    return list(mine.order_by("-last_day"))
