"""What the database counts of editions.

In plain SQL: Django takes forty times as long to put this question together as a database to answer it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from tegenstroom.base.models import Letter
from tegenstroom.training.models import Edition


@dataclass(frozen=True, slots=True)
class Counts:
    """What the desk asks of one edition, in the order of the columns of COUNTS."""

    seated: int
    waiting: int
    trainers_yes: int
    trainers_asked: int
    # Of the day to come on which the fewest come; None when no day is to come.
    coaches_yes: int | None
    coaches_asked: int
    calls_open: int
    roads_held: int
    parts_unmarked: int
    days_open: int
    certificates_issued: int
    letters_failed: int
    marks_present: int
    invitations: int


# The assignments of coaches to an edition: its days, and the moments beside them.
GIVEN = """
SELECT assignment_id FROM training_tandemmember
    JOIN training_coachday ON training_coachday.member_id = training_tandemmember.id
    WHERE edition_id = edition.id
UNION ALL SELECT assignment_id FROM training_coachmoment WHERE edition_id = edition.id
"""

# A seat is held by who is placed or thinks over an offer: a constraint of Enrolment says so.
COUNTS = """
SELECT edition.id,
    (SELECT COUNT(seat) FROM training_enrolment WHERE edition_id = edition.id),
    (SELECT COUNT(*) FROM training_enrolment WHERE edition_id = edition.id AND state = 'waiting'),
    (SELECT COUNT(*) FROM training_tandemmember
        WHERE edition_id = edition.id AND part = 'trainer' AND answer = 'yes'),
    (SELECT COUNT(*) FROM training_tandemmember
        WHERE edition_id = edition.id AND part = 'trainer' AND answer = 'asked'),
    (SELECT COUNT(coaches_assignment.id) FROM training_session
        LEFT JOIN training_coachday ON training_coachday.session_id = training_session.id
        LEFT JOIN coaches_assignment ON coaches_assignment.id = training_coachday.assignment_id
            AND coaches_assignment.state IN ('yes', 'done')
        WHERE edition_id = edition.id AND training_session.ends_at > %s
        GROUP BY training_session.id ORDER BY 1 LIMIT 1),
    (SELECT COUNT(*) FROM training_tandemmember
        WHERE edition_id = edition.id AND part = 'coach' AND answer = 'asked'),
    (SELECT COUNT(*) FROM coaches_assignment
        WHERE id IN ({given})
        AND is_heavy AND ends_at <= %s AND state IN ('yes', 'done')
        AND NOT EXISTS (SELECT 1 FROM coaches_carecall
            WHERE assignment_id = coaches_assignment.id AND made_at IS NOT NULL)),
    (SELECT COUNT(*) FROM coaches_travel WHERE to_look_at AND assignment_id IN ({given})),
    (SELECT COUNT(*) FROM training_session
        WHERE edition_id = edition.id AND ends_at < %s
        AND EXISTS (SELECT 1 FROM training_enrolment
            WHERE edition_id = edition.id AND state = 'placed'
            AND NOT EXISTS (SELECT 1 FROM training_attendance
                WHERE session_id = training_session.id AND enrolment_id = training_enrolment.id))),
    (SELECT COUNT(*) FROM training_session
        WHERE edition_id = edition.id AND ends_at <= %s
        AND NOT EXISTS (SELECT 1 FROM training_dayclosing WHERE session_id = training_session.id)),
    (SELECT COUNT(*) FROM training_certificate
        JOIN training_enrolment ON training_enrolment.id = enrolment_id
        WHERE edition_id = edition.id AND revoked_at IS NULL),
    (SELECT COUNT(*) FROM base_letter WHERE state = 'failed' AND about = 'training.edition:' || edition.id)
    + (SELECT COUNT(*) FROM training_enrolment
        WHERE edition_id = edition.id
        AND EXISTS (SELECT 1 FROM base_letter
            WHERE state = 'failed' AND about = 'training.enrolment:' || training_enrolment.id)),
    (SELECT COUNT(*) FROM training_attendance
        JOIN training_session ON training_session.id = session_id
        WHERE edition_id = edition.id AND mark = 'present'),
    (SELECT COUNT(*) FROM training_evaluationinvitation
        JOIN training_enrolment ON training_enrolment.id = enrolment_id
        WHERE edition_id = edition.id)
FROM training_edition AS edition WHERE edition.id IN ({keys})
"""


def counts_of(editions: Sequence[Edition]) -> dict[int, Counts]:
    """The counts of these editions by their number, in one query."""
    if not editions:
        return {}
    question = COUNTS.format(given=GIVEN, keys=", ".join(["%s"] * len(editions)))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(question, [now, now, now, now, *(edition.pk for edition in editions)])
        return {pk: Counts(*numbers) for pk, *numbers in cursor.fetchall()}


def letters_about(edition: Edition) -> dict[str, int]:
    """How many letters about this edition and the people in it stand in which state."""
    mine = Letter.objects.filter(about__in=edition.letter_subjects())
    return dict(mine.order_by().values_list("state").annotate(n=Count("pk")))
