"""What the desk shows of editions: counted by the database, judged by the rules, said in words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tegenstroom.base.figures import together
from tegenstroom.base.models import Letter
from tegenstroom.training import words
from tegenstroom.training.figures import LEAD_TIMES
from tegenstroom.training.models import (
    Attendance,
    Certificate,
    Edition,
    Enrolment,
    EvaluationInvitation,
    Session,
    TandemMember,
    Task,
)
from tegenstroom.training.rules.desk import Chore, Facts, LeadTimes, Open, Thing, Voices, still_to_do
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import EnrolmentState

TRAINER, COACH = TandemMember.Part.TRAINER, TandemMember.Part.COACH
YES, ASKED = TandemMember.Answer.YES, TandemMember.Answer.ASKED

# Where the work of a thing is done: another page, or a spot on the page of the edition.
PAGES = {
    Thing.DATES: "training:desk_edit",
    Thing.PLACE: "training:desk_edit",
    Thing.PRACTICAL: "training:desk_edit",
    Thing.EVALUATION: "training:evaluation_results",
    Thing.CERTIFICATES: "training:certificates",
}
SPOTS = {
    Thing.TANDEM_BROKEN: "tandem",
    Thing.TRAINERS: "tandem",
    Thing.COACHES: "tandem",
    Thing.MINIMUM: "plaatsen",
    Thing.ROOM: "klaar",
    Thing.MATERIAL: "klaar",
    Thing.LETTERS: "brieven",
    Thing.ATTENDANCE: "dagen",
    Thing.TASK: "taken",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """What the database counts of one edition. The names are those of the columns in `_counted`."""

    seated: int
    waiting: int
    trainers_yes: int
    trainers_asked: int
    coaches_yes: int
    coaches_asked: int
    parts_unmarked: int
    certificates_issued: int
    letters_failed: int
    anyone_present: bool
    evaluation_out: bool


@dataclass(frozen=True, slots=True)
class ToDo:
    """One open thing as the desk reads it."""

    thing: Thing
    what: str
    who: str
    due: date | None
    late: bool
    link: str
    task: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One edition with what is still to be done."""

    edition: Edition
    counts: Counts
    trainers: Voices
    coaches: Voices
    todo: list[ToDo]

    @property
    def first(self) -> ToDo | None:
        """What asks attention before all else."""
        return self.todo[0] if self.todo else None

    @property
    def others(self) -> int:
        """How many things wait behind the first."""
        return max(len(self.todo) - 1, 0)

    @property
    def tandem_yes(self) -> int:
        return self.trainers.yes + self.coaches.yes

    @property
    def tandem_needed(self) -> int:
        return self.trainers.needed + self.coaches.needed


def lines(editions: Sequence[Edition]) -> list[Line]:
    """These editions with what is open, in their own order: three queries, however many they are."""
    keys = [edition.pk for edition in editions]
    counts = {
        row.pop("pk"): Counts(**row)
        for row in _counted().filter(pk__in=keys).values("pk", *(field.name for field in fields(Counts)))
    }
    chores = defaultdict(list)
    for task in Task.objects.filter(edition__in=keys, done_at=None).select_related("who"):
        chores[task.edition_id].append(Chore(task.pk, task.what, task.who.name if task.who else "", task.due_on))
    today = timezone.localdate()
    lead = LeadTimes(*map(int, together(today, *LEAD_TIMES)))
    return [_line(edition, counts[edition.pk], chores[edition.pk], today, lead) for edition in editions]


def _line(edition: Edition, counts: Counts, chores: Sequence[Chore], today: date, lead: LeadTimes) -> Line:
    version = edition.version
    trainers = Voices(counts.trainers_yes, counts.trainers_asked, version.trainers_needed)
    coaches = Voices(counts.coaches_yes, counts.coaches_asked, version.coaches_needed)
    facts = Facts(
        state=EditionState(edition.state),
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        has_place=edition.place_id is not None,
        room_booked=edition.room_booked,
        material_ready=edition.material_ready,
        practical_written=bool(edition.practical.strip()),
        minimum=edition.minimum,
        seated=counts.seated,
        trainers=trainers,
        coaches=coaches,
        letters_failed=counts.letters_failed,
        parts_unmarked=counts.parts_unmarked,
        anyone_present=counts.anyone_present,
        evaluation_out=counts.evaluation_out,
        certificates_issued=counts.certificates_issued,
        chores=tuple(chores),
    )
    todo = [_todo(item, edition, today) for item in still_to_do(facts, today=today, lead=lead)]
    return Line(edition, counts, trainers, coaches, todo)


def _todo(item: Open, edition: Edition, today: date) -> ToDo:
    due = None if item.due == date.min else item.due
    return ToDo(
        thing=item.thing,
        what=item.chore.what if item.chore else _sentence(item),
        who=item.chore.who if item.chore else str(words.DOERS[item.doer]),
        due=due,
        late=item.is_late(today),
        link=_link(item.thing, edition),
        task=item.chore.number if item.chore else None,
    )


def _sentence(item: Open) -> str:
    sentence = words.THINGS[item.thing]
    return str(sentence % {"count": item.count} if item.count else sentence)


def _link(thing: Thing, edition: Edition) -> str:
    """Where this is done; the page of the edition itself where that page does not exist yet."""
    own = reverse("training:desk_edition", args=[edition.pk])
    try:
        return reverse(PAGES[thing], args=[edition.pk]) if thing in PAGES else f"{own}#{SPOTS.get(thing, 'stap')}"
    except NoReverseMatch:
        return own


def _counted() -> QuerySet[Edition]:
    """Editions with the columns of `Counts` beside them."""
    now = timezone.now()
    here = OuterRef("pk")
    marks = Attendance.objects.filter(session=here)
    unmarked = Session.objects.filter(~Exists(marks), ends_at__lt=now)
    issued = Certificate.objects.filter(revoked_at=None).annotate(edition=F("enrolment__edition"))
    return Edition.objects.annotate(
        seated=_count(Enrolment.objects.seated()),
        waiting=_count(Enrolment.objects.filter(state=EnrolmentState.WAITING)),
        trainers_yes=_count(TandemMember.objects.filter(part=TRAINER, answer=YES)),
        trainers_asked=_count(TandemMember.objects.filter(part=TRAINER, answer=ASKED)),
        coaches_yes=_count(TandemMember.objects.filter(part=COACH, answer=YES)),
        coaches_asked=_count(TandemMember.objects.filter(part=COACH, answer=ASKED)),
        parts_unmarked=_count(unmarked),
        certificates_issued=_count(issued),
        letters_failed=_count_all(_failed_letters("training.edition:")) + _count(_with_a_failed_letter()),
        anyone_present=Exists(Attendance.objects.filter(session__edition=here, mark=Attendance.Mark.PRESENT)),
        evaluation_out=Exists(EvaluationInvitation.objects.filter(enrolment__edition=here)),
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many of `rows` point at the edition of the outer query."""
    mine = rows.filter(edition=OuterRef("pk")).order_by().values("edition")
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)


def _count_all(rows: QuerySet[Any]) -> Coalesce:
    """How many `rows` there are, all tied to the outer query already."""
    grouped = rows.order_by().annotate(one=Value(1)).values("one")
    return Coalesce(Subquery(grouped.annotate(n=Count("pk")).values("n")), 0)


def _failed_letters(label: str) -> QuerySet[Letter]:
    """Letters about the outer row that did not leave."""
    subject = Concat(Value(label), Cast(OuterRef("pk"), CharField()))
    return Letter.objects.filter(state=Letter.State.FAILED, about=subject)


def _with_a_failed_letter() -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(Exists(_failed_letters("training.enrolment:")))


def letters_about(edition: Edition) -> dict[str, int]:
    """How many letters about this edition and the people in it stand in which state."""
    mine = Letter.objects.filter(about__in=edition.letter_subjects())
    return dict(mine.order_by().values_list("state").annotate(n=Count("pk")))
