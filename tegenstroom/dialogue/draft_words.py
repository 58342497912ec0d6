"""The Dutch words of the pages on which a draft becomes unrecognisable."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.dialogue.rules.drafts import MARKED, UNKNOWN
from tegenstroom.dialogue.rules.found import Group
from tegenstroom.dialogue.rules.road import Step

STEPS = {
    Step.STORY: _("Vertel het zoals het was"),
    Step.NAMES: _("Wie komt erin voor?"),
    Step.FINDINGS: _("Wat komt er in de plaats?"),
    Step.MARKS: _("Staat er nog iets?"),
    Step.QUESTIONS: _("Vijf vragen"),
    Step.DETAILS: _("Wat blijft staan?"),
    Step.THEMES: _("Waarover gaat het?"),
    Step.PLAIN: _("In klare taal"),
    Step.LAST: _("Lees alles na"),
}

GROUPS = {
    Group.NAMES: _("Namen"),
    Group.DIRECT: _("Wat iemand meteen aanwijst"),
    Group.INDIRECT: _("Wat samen iemand aanwijst"),
    Group.UNKNOWN: _("Woorden met een hoofdletter die we niet kennen"),
    Group.MARKED: _("Wat je zelf aanduidde"),
}

# What a finding tells, by the label of the engine.
LABELS = {
    "PERSON": _("naam van iemand"),
    "NICKNAME": _("roepnaam"),
    "ADDRESS": _("adres"),
    "POSTCODE": _("postcode"),
    "LOCATION": _("gemeente of wijk"),
    "ORG": _("organisatie"),
    "RRN": _("rijksregisternummer"),
    "PHONE": _("telefoonnummer"),
    "EMAIL": _("e-mailadres"),
    "HANDLE": _("account op internet"),
    "IBAN": _("rekeningnummer"),
    "ID": _("nummer van een persoon of een zaak"),
    "DATE": _("datum of moment"),
    "AGE": _("leeftijd"),
    "PROFESSION": _("beroep"),
    "ORIGIN": _("afkomst"),
    "RARE": _("iets wat weinig voorkomt"),
    "PET": _("huisdier"),
    MARKED: _("door jou aangeduid"),
    UNKNOWN: _("woord met een hoofdletter"),
}

# Why it was found, by the reason of the engine.
REASONS = {
    "typed": _("Deze naam gaf je zelf op."),
    "checked": _("Zo ziet zo'n nummer eruit. Ook de laatste cijfers kloppen."),
    "unchecked": _("Zo ziet zo'n nummer eruit, al kloppen de laatste cijfers niet."),
    "shape": _("Zo ziet zo'n nummer of adres eruit."),
    "cue": _("Het woord ervoor kondigt dit aan."),
    "title": _("Hier spreekt de tekst iemand aan."),
    "role": _("De tekst zegt erbij wie dit is."),
    "known-name": _("Dit is een naam die mensen dragen."),
    "nickname": _("Dit lijkt een roepnaam."),
    "repeated": _("Deze naam staat ook elders in de tekst."),
    "unknown-capital": _("Dit heeft een hoofdletter en is geen gewoon woord."),
    "known-place": _("Dit is een plaats."),
    "street": _("Dit lijkt een straat of een adres."),
    "organisation": _("Dit lijkt de naam van een organisatie."),
    "moment": _("Een juist moment helpt om iemand te herkennen."),
    "age": _("Een juiste leeftijd helpt om iemand te herkennen."),
    "stage": _("Dit zegt ongeveer hoe oud iemand is."),
    "profession": _("Een beroep helpt om iemand te herkennen."),
    "origin": _("Waar iemand vandaan komt, helpt om iemand te herkennen."),
    "rare": _("Dit geldt voor weinig mensen."),
    "pet": _("Wie het dier kent, kent het gezin."),
    "surroundings": _("Wat eromheen staat, wijst op een naam of een bijzonderheid."),
}

# Advice of the engine that asks more words: what to write, and why.
ADVICE = {
    "Zeg niet dat er maar één is: laat de vergelijking weg.": _(
        "Zeg het zo dat het over meer mensen kan gaan. Van “de enige” of “de oudste” is er maar één."
    ),
}
