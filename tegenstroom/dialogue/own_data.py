"""What dialogues know of someone: her own words and cases. What others said is theirs."""

import json
from collections.abc import Callable, Iterator

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, erasing
from tegenstroom.base.export import Word, declare
from tegenstroom.dialogue.actions import erasing as words
from tegenstroom.dialogue.models import InsightVoice, SignalApproval
from tegenstroom.dialogue.models.cases import that_stands


def _names(content: str) -> str:
    try:
        return ", ".join(json.loads(content))
    except ValueError:
        # Whatever stands there is hers.
        return content


def _stand_ins(content: str) -> str:
    try:
        lines = json.loads(content).values()
    except ValueError:
        return content
    return "; ".join(
        f"{line['instead']} {line['why']}".strip() for line in lines if line["instead"] or line["why"]
    )


def _lost_marks(content: str) -> str:
    try:
        return ", ".join(mark["words"] for mark in json.loads(content))
    except ValueError:
        return content


def _living() -> models.Q:
    return models.Q(until__gt=timezone.now())


def _of_case(road: str) -> Callable[[], models.Q]:
    """Of a case that stands, or gone with it: past its last day nothing of it is read, whether or not it went."""
    return lambda: that_stands(road) | models.Q(**{f"{road}gone_at__isnull": False})


def _audio(content: str) -> str:
    # As text, so that a program can make the sound again; a page would only show signs.
    return gettext("opname, in base64: %(content)s") % {"content": content}


declare(
    "dialogue.CircleMember",
    owner="person",
    title=_("Groepen waarin ik spreek"),
    columns={
        "circle.name": _("groep"),
        "part": _("als"),
        "joined_at": _("sinds"),
        "contract.text": _("waarmee ik akkoord ging"),
        "agreed_at": _("akkoord sinds"),
        "left_at": _("weg sinds"),
    },
)
declare(
    "dialogue.RawDraft",
    owner="writer",
    title=_("Mijn klad van een casus"),
    columns={
        "circle.name": _("groep"),
        "sealed_title": _("titel"),
        "sealed_text": _("tekst"),
        "sealed_plain": _("klare versie"),
        "sealed_names": _("namen"),
        "sealed_stand_ins": _("wat in de plaats komt"),
        "sealed_lost_marks": _("aangeduid en niet teruggevonden"),
        "began_at": _("begonnen op"),
        "until": _("weg op"),
    },
    said={"sealed_names": _names, "sealed_stand_ins": _stand_ins, "sealed_lost_marks": _lost_marks},
    there=_living,
)
declare(
    "dialogue.SecondReader",
    owner="person",
    title=_("Teksten die ik moest nalezen"),
    columns={"asked_at": _("gevraagd op"), "agrees": _("akkoord"), "answered_at": _("geantwoord op")},
)
declare(
    "dialogue.Recognised",
    owner="person",
    title=_("Teksten waarin ik iemand herkende"),
    columns={"said_at": _("gezegd op")},
)
declare(
    "dialogue.Case",
    owner="writer",
    title=_("Mijn casussen"),
    columns={
        "circle.name": _("groep"),
        "sealed_title": _("titel"),
        "sealed_text": _("tekst"),
        "sealed_plain": _("klare versie"),
        "confirmed_at": _("sinds"),
        "expires_on": _("blijft tot en met"),
        "gone_at": _("weg sinds"),
    },
    there=_of_case(""),
)
declare(
    "dialogue.ReadCase",
    owner="reader",
    title=_("Casussen die ik las"),
    columns={"case.circle.name": _("groep"), "day": _("dag")},
)
declare(
    "dialogue.Dialogue",
    owner="facilitator",
    title=_("Gesprekken waarin ik de coaches begeleid"),
    columns={"circle.name": _("groep"), "opened_at": _("geopend op")},
)
declare(
    "dialogue.Seat",
    owner="person",
    title=_("Gesprekken waarin ik zit of zat"),
    columns={
        "dialogue.circle.name": _("groep"),
        "part": _("als"),
        "shown_as": _("deze naam zagen de anderen"),
        "came_at": _("sinds"),
        "left_at": _("weg sinds"),
        "left_how": _("hoe"),
    },
)
declare(
    "dialogue.Word",
    owner="speaker",
    title=_("Wat ik zei in gesprekken"),
    columns={
        "dialogue.circle.name": _("groep"),
        "phase": _("fase"),
        "field": _("waarbij het hoort"),
        "sealed_heard": _("wat ik gehoord heb"),
        "sealed_text": _("mijn woorden"),
        "at": _("gezegd op"),
        "gone_at": _("weg sinds"),
        "gone_how": _("hoe"),
    },
    there=_of_case("dialogue__case__"),
)
declare(
    "dialogue.Recording",
    owner="speaker",
    title=_("Opnames van mijn stem"),
    columns={"seconds": _("duur in seconden"), "media_type": _("soort"), "sealed_audio": _("opname")},
    said={"sealed_audio": _audio},
    there=_of_case("word__dialogue__case__"),
)
declare(
    "dialogue.Dictation",
    owner="speaker",
    title=_("Opnames die op hun tekst of op mijn ja wachten"),
    columns={
        "dialogue.circle.name": _("groep"),
        "phase": _("fase"),
        "stage": _("waarop het wacht"),
        "sealed_heard": _("wat ik gehoord heb"),
        "sealed_text": _("mijn woorden"),
        "at": _("ingesproken op"),
        "seconds": _("duur in seconden"),
        "sealed_audio": _("opname"),
    },
    said={"sealed_audio": _audio},
    there=_of_case("dialogue__case__"),
)
declare(
    "dialogue.InsightVoice",
    owner="speaker",
    title=_("Mijn stem in inzichten"),
    columns={
        "insight.title": _("inzicht"),
        "sealed_text": _("mijn woorden"),
        "by_name": _("naam eronder"),
        "said_yes_at": _("ja sinds"),
        "gone_at": _("weg sinds"),
    },
    there=lambda: models.Q(pk__in=InsightVoice.objects.there().values("pk")),
)
declare(
    "dialogue.SignalMention",
    owner="by",
    title=_("Zinnen voor het beleid die ik noemde"),
    columns={
        "dialogue.circle.name": _("groep"),
        "signal.sentence": _("wat telkens terugkomt"),
        "at": _("sinds"),
    },
)
declare(
    "dialogue.SignalApproval",
    owner="coach",
    title=_("Signalen waar ik achter sta"),
    columns={"signal.sentence": _("wat telkens terugkomt"), "at": _("sinds")},
    there=lambda: models.Q(pk__in=SignalApproval.objects.readable().values("pk")),
)

erasing.goes(_("Eigen woorden, opnames en casussen in gesprekken, met alles wat over zo'n casus gezegd is."))
erasing.goes(_("Zinnen voor het beleid die iemand noemde, en het ja bij een zin."))
erasing.stays(
    *("dialogue.Dialogue", "dialogue.Case", "dialogue.Word", "dialogue.InsightVoice"),
    why=_("Dat er een gesprek was, zonder naam en zonder woorden."),
)
erasing.stays("dialogue.Seat", why=_("Dat iemand in een gesprek zat, zonder naam."), empty=("shown_as",))


@erasing.hinders
def speaks_still(person: models.Model) -> Iterator[Word]:
    """Who disappears in the middle of a dialogue leaves the others without an ending."""
    if words.is_in_a_running_dialogue(person.pk):
        yield _("Er loopt nog een gesprek met deze persoon. Laat het eerst eindigen.")


@erasing.first
def take_words_back(person: models.Model, by: audit.Actor | None) -> None:
    """Everywhere, and on the list of what must stay gone when a backup is put back."""
    words.take_all_back(person=Person.objects.get(pk=person.pk))
