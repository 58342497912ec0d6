"""Stories of coaches in a group: chosen by who gives it, read by who takes part, gone when she says so.

Whoever chooses sees titles and names; the words are read by the people of the group alone.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, saying, stamps
from tegenstroom.base.models.letters import subject_of
from tegenstroom.coaches.actions import consent, copies
from tegenstroom.coaches.actions.consent import Told
from tegenstroom.coaches.models import Copy, Story
from tegenstroom.coaches.rules.stories import HerGroup, NoConsentError, Use, months_after
from tegenstroom.training.models import Edition, EditionStory, Enrolment, TandemMember
from tegenstroom.training.models.stories import EditionStoryQuerySet
from tegenstroom.training.rules.editions import EditionState, Obstacle, RefusedError
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.rules.stories import GROUP_USES, use_for_group

KIND = "edition"
OVER = (EditionState.CANCELLED, EditionState.CLOSED)
# How long after its last day she can still let a group read a story.
MONTHS_AFTERWARDS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A story that may come into a group, and under which of her yeses."""

    story: Story
    use: Use


def choices(edition: Edition) -> list[Choice]:
    """Stories that this group may read and that are not in it yet, by title; in four queries."""
    said_yes: dict[Story, set[str]] = defaultdict(set)
    for given in consent.standing(GROUP_USES, place=subject_of(edition)):
        said_yes[given.story].add(given.use)
    there = set(edition.stories.values_list("copy__consent__story", flat=True))
    givers = _givers(edition)
    found = [
        (story, use_for_group(uses, gives=story.coach_id in givers))
        for story, uses in said_yes.items()
        if story.pk not in there
    ]
    return [Choice(story, use) for story, use in found if use]


def given_by(coach: Person) -> list[HerGroup]:
    """The groups that she gives as a coach, until some months after their last day; the first day first."""
    says_yes = TandemMember.objects.filter(
        person=coach, part=TandemMember.Part.COACH, answer=TandemMember.Answer.YES
    )
    lately = months_after(timezone.localdate(), -MONTHS_AFTERWARDS)
    hers = Edition.objects.filter(pk__in=says_yes.values("edition")).exclude(state__in=OVER)
    rows = hers.filter(Q(ends_on=None) | Q(ends_on__gte=lately)).select_related("version")
    return [HerGroup(subject_of(edition), _where(edition, coach)) for edition in rows.order_by("starts_on", "pk")]


@transaction.atomic
def choose(*, edition: Edition, story: Story, by: Person) -> EditionStory:
    """Let the people of a group read a story. What is in it already stays as it is.

    Raises NoConsentError when none of her yeses covers this group, RefusedError when the training is over.
    """
    # The edition before the turn to write acts, as who enrols does.
    edition = Edition.objects.locked(edition.pk)
    audit.take_turn()
    if edition.state in OVER:
        raise RefusedError(Obstacle.WRONG_STATE)
    if there := edition.stories.filter(copy__consent__story=story).first():
        return there
    use = next((choice.use for choice in choices(edition) if choice.story == story), None)
    if use is None:
        raise NoConsentError(story.pk)
    copy = consent.record_copy(
        story=story, use=use, kind=KIND, subject=subject_of(edition), where=_where(edition, story.coach), by=by
    )
    return EditionStory.objects.create(edition=edition, copy=copy, added_by=by)


def leave_out(*, chosen: EditionStory, by: Person) -> None:
    """Take a story out of a group; her yes goes on to stand."""
    copies.take_away(chosen.copy, by=by)


def take_away(copy: Copy) -> bool:
    """How a copy in a group goes: with it the pages that are kept for its readers."""
    EditionStory.objects.filter(copy=copy).delete()
    stamps.bump(stamps.UNSEEN)
    return True


def leave_where_she_left() -> int:
    """Take a story that was for a group of her own out of those that she gives no longer; how many."""
    left = EditionStory.objects.exclude(pk__in=EditionStory.objects.covered().values("pk"))
    return sum(copies.take_away(chosen.copy, by=None) for chosen in left.select_related("copy"))


def are_there(enrolment: Enrolment) -> bool:
    """Whether there are stories for this person to read, once we know that it is she."""
    return _for(enrolment).exists()


def read(enrolment: Enrolment) -> list[Told]:
    """The stories that this participant reads now. Each is written down as read, once a day."""
    shown = consent.told([chosen.copy for chosen in _for(enrolment).select_related("copy")])
    for told in shown:
        consent.note_read(told.copy, reader=enrolment.person)
    return shown


def _for(enrolment: Enrolment) -> EditionStoryQuerySet:
    """What a participant may read: nothing without a place, or when the training is called off."""
    if enrolment.state != EnrolmentState.PLACED or enrolment.edition.state == EditionState.CANCELLED:
        return EditionStory.objects.none()
    return EditionStory.objects.covered().filter(edition=enrolment.edition_id)


def _givers(edition: Edition) -> set[int]:
    says_yes = edition.tandem.filter(part=TandemMember.Part.COACH, answer=TandemMember.Answer.YES)
    return set(says_yes.values_list("person", flat=True))


def _where(edition: Edition, coach: Person) -> str:
    """As she will read it on her own page."""
    with translation.override(coach.language):
        title = edition.version.title
        if edition.starts_on is None:
            return _("de groep van “%(title)s”") % {"title": title}
        return _("de groep van “%(title)s”, %(day)s") % {"title": title, "day": saying.day(edition.starts_on)}
