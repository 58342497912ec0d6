"""Whoever writes what a coach reads sees what is hard in it: which fields these are is found out, not remembered.

A word of its own is planted in each column that holds free text, also in what is sealed. Where it turns up on a
page of a coach, each form of that app with a field of that name must show the marks.
"""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client

from tegenstroom.base.plain import PlainTextarea
from tegenstroom.base.sealing import seal, unseal
from tegenstroom.base.sealing.fields import SealedField
from tegenstroom.dialogue.forms.drafts import StoryForm
from tegenstroom.dialogue.forms.rooms import AnswerForm, LineForm, SayForm, TypeForm, WordsField
from tegenstroom.dialogue.rules.phases import Part, Phase
from tegenstroom.training.forms.desk_modules import PartForm, VersionForm
from tests.architecture.access import COACH, TABLE
from tests.architecture.test_access_matrix import answer, url_of
from tests.plain_language import readers
from tests.support.world import World, build

# Shorter columns hold keys, languages and kinds.
FREE_TEXT = 80
# Not typed by people, or no text: the house breaks on another word in it.
NOT_TYPED = {"password", "subject", "master", "digest", "content", "once_key", "previous_hash", "hash", "key"}
NOT_TYPED |= {"sealed", "sealed_key", "sealed_audio", "sealed_names", "sealed_stand_ins", "sealed_iban"}

# What turns up on her pages, and is no sentence that someone at the desk or in a dialogue writes for her.
NO_SENTENCE = {
    "accounts.Person": "names, streets and numbers of people",
    "base.Letter": "what was sent already, in her own data",
    "coaches.Assignment.title": "copied from the title of a part, or from what a moment is about",
    "coaches.AvoidedTheme": "copied from the list of themes",
    "coaches.Consent": "copied from the name of a group",
    "coaches.Copy": "copied from the name of a group",
    "coaches.Dependency": "her own list",
    "coaches.Story": "hers, in her own words",
    "coaches.Wording": "a file of the house, held in the tests",
    "dialogue.Contract": "a file of the house, held in the tests",
    "dialogue.Seat": "the name that someone chose",
    "library.Theme": "a file of the house",
    "organisations.Place.municipality": "a name",
    "organisations.Place.name": "a name",
    "organisations.Place.street": "a name",
    "training.Certificate": "a name, and the title of a module",
    "training.Edition.room": "the name of a room",
    "coaches.Assignment.room": "the name of a room",
    "dialogue.InsightVoice.by_name": "the name that someone chose",
    "dialogue.CaseDraft": "hers, when she is the writer",
}
# Fields without marks at first sight, and why.
BARE = {
    (SayForm, "text"): "coaches write in it too, as they speak; the marks are for anyone else (below)",
    (SayForm, "heard"): "the same",
    (AnswerForm, "text"): "the same",
    (LineForm, "text"): "the same",
    (TypeForm, "text"): "typed as a coach says it, and she reads it over",
    (TypeForm, "heard"): "the same",
    (StoryForm, "text"): "told as it was; its plain version, which coaches read first, has them",
}
# Made unrecognisable word by word; she reads it only when she asks for all of it.
IN_FULL = {"dialogue.Case.sealed_text": "the whole case, beside its plain version"}


def columns() -> Iterator[models.Field]:
    """Every column of the house in which people type free text."""
    for model in apps.get_models():
        if model.__module__.startswith("tegenstroom."):
            yield from (field for field in model._meta.local_concrete_fields if is_free_text(field))


def is_free_text(field: models.Field) -> bool:
    is_roomy = type(field) is models.TextField or (
        type(field) is models.CharField and (field.max_length or 0) >= FREE_TEXT
    )
    is_kept = field.choices or field.primary_key or field.name in NOT_TYPED
    return (is_roomy or isinstance(field, SealedField)) and not is_kept


def name_of(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"


def plant(field: models.Field, word: str) -> None:
    """Put a word of its own behind each text of this column."""
    rows = field.model._base_manager
    if isinstance(field, SealedField):
        for row in rows.exclude(**{field.name: b""}).exclude(**{field.name: None}):
            owner = getattr(row, field.owner)
            text = unseal(getattr(row, field.name), row=row, field=field.name, owner=owner)
            sealed = seal(f"{text} {word}", row=row, field=field.name, owner=owner)
            rows.filter(pk=row.pk).update(**{field.name: sealed})
        return
    rows.update(**{field.name: Concat(F(field.name), Value(f" {word}"))})


def plant_all() -> dict[str, str]:
    """The words by column; what the database refuses is no text."""
    words = {}
    for number, field in enumerate(columns(), start=100):
        word = f"zq{number}qz"
        try:
            with transaction.atomic():
                plant(field, word)
        except DatabaseError:
            continue
        words[name_of(field)] = word
    return words


def seen_by_a_coach(world: World, words: dict[str, str]) -> set[str]:
    """The columns whose words stand on a page of hers, and not only on her list of all that is kept."""
    client, seen = Client(raise_request_exception=False), set[str]()
    client.force_login(world.people[COACH], backend=settings.AUTHENTICATION_BACKENDS[-1])
    for row in TABLE:
        if COACH in row.reach and not row.name.startswith("accounts:"):
            page = answer(client, "GET", url_of(row, world, COACH, own=True))
            if page.headers["Content-Type"].startswith("text/html"):
                assert page.status_code < 500, row.name
                seen |= {column for column, word in words.items() if word in page.content.decode()}
    return seen


def forms_of(app: str) -> Iterator[type[forms.BaseForm]]:
    """Every form that an app defines."""
    for file in readers.files():
        if file.startswith(f"{app}/forms"):
            module = import_module(f"tegenstroom.{file.removesuffix('.py').replace('/', '.')}")
            for found in vars(module).values():
                is_form = isinstance(found, type) and issubclass(found, forms.BaseForm)
                if is_form and found.__module__ == module.__name__:
                    yield found


def called(column: str) -> str:
    """What a form calls it."""
    return column.rpartition(".")[2].removeprefix("sealed_")


def writing(column: str) -> list[tuple[type[forms.BaseForm], forms.Field]]:
    """Where this column is written: the forms of its app that call a field of text as it is called."""
    app = column.partition(".")[0]
    found = ((form, form.base_fields.get(called(column))) for form in forms_of(app))
    return [(form, field) for form, field in found if isinstance(field, forms.CharField)]


def unmarked(columns_seen: set[str]) -> list[str]:
    """What is read by a coach and written without marks, or nobody knows where."""
    wrong = []
    for column in sorted(columns_seen):
        if column in NO_SENTENCE or column.rpartition(".")[0] in NO_SENTENCE or column in IN_FULL:
            continue
        places = writing(column)
        if not places:
            wrong.append(f"{column}: no form found that writes it")
        bare = [form for form, field in places if not isinstance(field.widget, PlainTextarea)]
        wrong += [f"{column}: {form.__name__}" for form in bare if (form, called(column)) not in BARE]
    return wrong


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.mark.slow
def test_who_writes_what_a_coach_reads_sees_the_marks(world: World) -> None:
    seen = seen_by_a_coach(world, plant_all())
    assert len(seen) > 20
    assert unmarked(seen) == []


@pytest.mark.parametrize("form", [PartForm, VersionForm])
def test_a_field_without_marks_is_found(form: type[forms.BaseForm], monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: one widget less."""
    assert unmarked({"training.ModuleVersion.title"}) == []
    monkeypatch.setitem(form.base_fields, "title", forms.CharField())
    assert unmarked({"training.ModuleVersion.title"}) == [f"training.ModuleVersion.title: {form.__name__}"]


def test_a_column_that_nobody_seems_to_write_is_found() -> None:
    assert unmarked({"training.Edition.what_coaches_hear"}) == [
        "training.Edition.what_coaches_hear: no form found that writes it"
    ]


def in_a_dialogue(part: Part | None) -> list[forms.Form]:
    return [
        SayForm(phase=Phase.ROUNDS, part=part),
        AnswerForm(label="Wat neem je mee?", part=part),
        LineForm(part=part),
    ]


def shown_in(part: Part | None) -> set[bool]:
    """Whether the fields for words show their marks."""
    fields = [field for form in in_a_dialogue(part) for field in form.fields.values()]
    return {isinstance(field.widget, PlainTextarea) for field in fields if isinstance(field, WordsField)}


@pytest.mark.parametrize("part", [Part.PROFESSIONAL, Part.TRAINER, Part.RESEARCHER])
def test_who_answers_a_coach_in_a_dialogue_sees_the_marks(part: Part) -> None:
    assert shown_in(part) == {True}


def test_nobody_corrects_a_coach_who_speaks() -> None:
    assert shown_in(Part.COACH) == {False}
