"""A coach answers while the desk moves, fills and calls off what she answers for: PostgreSQL takes turns."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import figures
from tegenstroom.base.tests.helpers import together
from tegenstroom.billing.actions import ledger
from tegenstroom.coaches.actions import assignments, consent, wordings
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.stories import Read, Use
from tegenstroom.coaches.tests.factories import coach, know, story
from tegenstroom.training.actions import coach_days, editions, stories, tandem
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.actions.enrolment import enrol
from tegenstroom.training.models import Price
from tegenstroom.training.rules.editions import Day
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]

ROUNDS = 10


def test_her_answer_and_the_plans_of_the_desk_never_wait_for_each_other() -> None:
    figures.load()
    wordings.load_wordings()
    for year in (timezone.localdate().year, timezone.localdate().year + 1):
        know(year)
    desk = PersonFactory(roles=[COORDINATOR])
    for _ in range(ROUNDS):
        edition, who, told = EditionFactory(), coach(), story()
        newcomer = PersonFactory()
        consent.give(story=told, use=Use.ALL_TRAININGS, read=Read.HERSELF, by=told.coach)
        asked = coach_days.ask(edition=edition, coach=who, by=desk)
        moved = [
            Day(row.starts_at + timedelta(hours=1), row.ends_at + timedelta(hours=1), row.pk)
            for row in edition.sessions.all()
        ]
        terms = Terms(place=edition.place, minimum=1, maximum=edition.maximum)
        acts = [
            lambda row=asked.made[0]: assignments.answer(assignment=row, answer=State.YES, by=row.coach),
            lambda row=asked.member: tandem.answer(member=row, answer="yes", by=desk),
            lambda row=edition, days=moved, terms=terms: editions.change(
                edition=row, days=days, terms=terms, by=desk
            ),
            lambda row=edition, person=newcomer: enrol(
                edition=row, person=person, kind=Price.Kind.PROFESSIONAL, by=person
            ),
            lambda row=edition, told=told: stories.choose(edition=row, story=told, by=desk),
        ]
        assert set(together(*acts)) <= {"RefusedError"}
        assert ledger.check() == []
