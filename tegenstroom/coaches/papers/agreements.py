"""The agreement on paper: twice the same, one for her and one for the network."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone, translation
from django.utils.formats import date_format

from tegenstroom.base import pdf
from tegenstroom.coaches.models import Agreement, AgreementText
from tegenstroom.coaches.rules.profiles import Terms

TEMPLATE = Path(__file__).with_name("agreement.typ")


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything on the paper. Without `signed_on` there is room to sign; `is_draft` says that nobody may."""

    name: str
    address: list[str]
    version: str
    made_on: str
    signed_on: str
    is_draft: bool
    parts: list[dict[str, object]]
    words: dict[str, str]


def agreement_pdf(agreement: Agreement) -> bytes:
    """Two copies to sign; of one that was signed, what it says and since when."""
    coach = agreement.coach
    with translation.override("nl"):
        paper = _paper(
            agreement.text,
            name=coach.name,
            address=coach.address.splitlines(),
            made_on=_in_full(timezone.localdate(agreement.made_at)),
            signed_on=_in_full(agreement.signed_on) if agreement.signed_on else "",
        )
        return pdf.render(TEMPLATE, asdict(paper))


def text_pdf(text: AgreementText) -> bytes:
    """A text as it will look on paper, to read over."""
    with translation.override("nl"):
        today = _in_full(timezone.localdate())
        return pdf.render(TEMPLATE, asdict(_paper(text, name="", address=[], made_on=today, signed_on="")))


def _paper(text: AgreementText, *, name: str, address: list[str], made_on: str, signed_on: str) -> Paper:
    _ = translation.gettext
    return Paper(
        name=name or "…",
        address=address,
        version=_version(text),
        made_on=made_on,
        signed_on=signed_on,
        is_draft=text.published_at is None,
        parts=[_chapter(heading, content) for heading, content in text.chapters],
        words={
            "title": _("Onze afspraak"),
            "hers": _("Dit blad is voor jou."),
            "ours": _("Dit blad is voor ons."),
            "between": _("tussen"),
            "and": _("en"),
            "draft": _("Dit is een ontwerp. Onderteken het nog niet."),
            "signed": _("Getekend op"),
            "kept": _("Het blad met de handtekeningen ligt bij ons."),
            "day": _("Datum"),
            "signature": _("Handtekening"),
            "made": _("Gemaakt op"),
        },
    )


def _version(text: AgreementText) -> str:
    _ = translation.gettext
    if text.terms == Terms.PAID:
        return _("Versie %(number)s van deze afspraak, voor wie loon krijgt") % {"number": text.number}
    return _("Versie %(number)s van deze afspraak") % {"number": text.number}


def _chapter(heading: str, content: str) -> dict[str, object]:
    blocks = [" ".join(block.split()) for block in content.replace("\r", "").split("\n\n")]
    return {"label": heading, "paragraphs": [block for block in blocks if block]}


def _in_full(day: date) -> str:
    """With the year: a paper outlives the year in which it is written."""
    return date_format(day, "j F Y")
