"""A no that was said before it outlived its draft holds for that draft still."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tegenstroom.dialogue.actions import draft_contents
from tegenstroom.dialogue.models import Recognised
from tegenstroom.dialogue.tests.factories import draft, group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

BEFORE, AFTER = "0008_who_recognised_someone", "0009_a_no_outlives_its_draft"


def test_a_no_keeps_its_draft_its_writer_and_its_time() -> None:
    who = group()
    raw = draft(who)
    executor = MigrationExecutor(connection)
    then = executor.migrate([("dialogue", BEFORE)]).apps
    said = {"draft_id": raw.pk, "person_id": who.trainer.pk, "wording": "a" * 32}
    then.get_model("dialogue", "Recognised").objects.create(**said)
    MigrationExecutor(connection).migrate([("dialogue", AFTER)])
    kept = Recognised.objects.get()
    assert (kept.draft_key, kept.writer, kept.circle) == (raw.pk, who.writer, who.circle)
    assert (kept.person, kept.until) == (who.trainer, raw.until)
    assert draft_contents.as_it_stands(raw).was_recognised
