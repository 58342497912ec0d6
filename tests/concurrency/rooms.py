"""Rooms full of people, inside the server's own database: each answer is one line of JSON.

python -m tests.concurrency.rooms fill 40
"""

import json
import sys
from typing import Any
from uuid import uuid4

import django

django.setup()

# The models can only be imported once Django stands.
# ruff: noqa: E402
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction

from tegenstroom.accounts.models import Person
from tegenstroom.base import keyring
from tegenstroom.base.sessions import SessionStore
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.factories import Group, dialogue, group

# Fifteen in a room. In every fourth the coaches are about to speak; in the others the talk is going on.
COACHES, PROFESSIONALS = 3, 10
BEGINS = 4


@transaction.atomic
def fill(count: str) -> list[dict[str, Any]]:
    """So many rooms full of people; of each who sits in it, with her cookie."""
    keyring.make(settings.KEY_FILE)
    return [_room(Phase.ROUNDS if number % BEGINS else Phase.ROUND_ONE) for number in range(int(count))]


def said() -> list[dict[str, Any]]:
    """Every room: the phase that it is in, and its words in the order of their numbers."""
    return [
        {
            "room": room.pk,
            "phase": room.phase,
            "last_number": room.last_number,
            "words": [
                {"key": str(word.pk), "number": word.number, "part": word.seat.part, "speaker": word.speaker_id}
                for word in room.words.order_by("number").select_related("seat")
            ],
        }
        for room in Dialogue.objects.order_by("pk")
    ]


def _room(phase: Phase) -> dict[str, Any]:
    who = group(coaches=COACHES, professionals=PROFESSIONALS)
    room = dialogue(who, phase=phase)
    return {"room": room.pk, "people": [*_people(who)]}


def _people(who: Group) -> list[dict[str, str]]:
    parts = {
        "coach": who.coaches,
        "professional": who.professionals,
        "trainer": [who.trainer],
        "researcher": [who.researcher],
    }
    return [{"part": part, "cookie": _cookie(person)} for part, people in parts.items() for person in people]


def _cookie(person: Person) -> str:
    session = SessionStore(uuid4().hex)
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    verbs = {verb.__name__: verb for verb in (fill, said)}
    json.dump(verbs[sys.argv[1]](*sys.argv[2:]), sys.stdout)
