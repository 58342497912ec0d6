"""A questionnaire put to many people, inside the server's own database: each answer is one line of JSON.

python -m tests.concurrency.questionnaires fill 2000
"""

import json
import sys

import django

django.setup()

# The models can only be imported once Django stands.
# ruff: noqa: E402
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import keyring
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import answering, planning, registry
from tegenstroom.measurement.doors import door_of, own_token
from tegenstroom.measurement.models import InstrumentVersion, Invitation, Participant, Sheet
from tegenstroom.measurement.tests.factories import group, prepare, rounds


@transaction.atomic
def fill(count: str) -> list[str]:
    """So many people who were asked today; of each the token in the link of her letter."""
    keyring.make(settings.KEY_FILE)
    prepare()
    registry.load_shipped()
    version = InstrumentVersion.objects.get(instrument__key="tegenstroom-kort")
    found = planning.plan(edition=group(0), version=version, rounds=rounds(), by=PersonFactory())
    wave, today = found.waves.in_order()[0], timezone.localdate()
    tokens = []
    for _number in range(int(count)):
        row = Participant(measurement=found, person=PersonFactory())
        codes.give_key(row)
        row.save()
        tokens.append(own_token(Invitation.objects.create(wave=wave, participant=row, invited_on=today)))
    return tokens


def kept(*tokens: str) -> list[list[int | None] | None]:
    """Of each of these people what stands on her sheet, in the order of the questions; None when not handed in."""
    sheets = {sheet.code_hash: sheet for sheet in Sheet.objects.filter(finished=True)}
    asked = InstrumentVersion.objects.get(instrument__key="tegenstroom-kort").questionnaire
    found: list[list[int | None] | None] = []
    for token in tokens:
        sheet = sheets.get(answering.sheet_hash(door_of(token).invitation))
        found.append([sheet.answers.get(item.key) for item in asked.items] if sheet else None)
    return found


if __name__ == "__main__":
    verb, *arguments = sys.argv[1:]
    print(json.dumps({"fill": fill, "kept": kept}[verb](*arguments)))  # noqa: T201
