"""Where words stand: tables as they are, seals opened, what people take along, what they read, and memory."""

from collections.abc import Collection, Iterator

from django.core.cache import caches
from django.db import connection

from tegenstroom.accounts.models import Person
from tegenstroom.base import export
from tegenstroom.base.sealing import unseal_each
from tegenstroom.base.sealing.fields import sealed_fields
from tegenstroom.dialogue.actions import reading
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.room import Room
from tests.support.memory import patterns


def places_of(marker: str, *, people: Collection[Person] = ()) -> list[str]:
    """Each place in which this piece of text can be found by whoever has the database, the keys or a page."""
    return [place for place, text in everything(people) if marker in text]


def everything(people: Collection[Person] = ()) -> Iterator[tuple[str, str]]:
    """Every text there is, with the place where it stands."""
    yield from _tables()
    yield from _sealed()
    for person in people:
        yield f"export of {person.pk}", str(export.as_json(person))
        for dialogue in Dialogue.objects.all():
            for heard in reading.words_visible_to(person, dialogue):
                yield f"page of {person.pk}", f"{heard.text} {heard.heard}"
            room = Room(dialogue, person)
            for turn in (*room.turns, *room.turns_among_coaches):
                yield f"page of {person.pk}", turn.html
    # After the pages: what they left there.
    yield "memory", b"".join(caches["words"]._cache.values()).decode(errors="ignore")
    yield "patterns", "\n".join(patterns())


def _tables() -> Iterator[tuple[str, str]]:
    """What stands in the tables, letters, audit rows, queues and sessions among them."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(_text(value) for value in row)


def _sealed() -> Iterator[tuple[str, str]]:
    """What somebody with the keys finds in sealed columns."""
    for field in sealed_fields():
        rows = list(field.model._default_manager.all())
        for text in unseal_each(rows, field=field.name).values():
            yield f"{field.model._meta.label}.{field.name}", str(text)


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="ignore")
    return str(value)
