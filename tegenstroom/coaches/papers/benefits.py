"""Papers that a coach takes to whoever pays her benefit, filled in as far as we may know.

They are made when she asks and kept nowhere. Our own words: the official form C45B itself is not ours to print.
"""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from tegenstroom.accounts.models import Person
from tegenstroom.base import figures, pdf, saying
from tegenstroom.coaches.actions.agreements import published_text, running
from tegenstroom.coaches.actions.ceilings import ceilings_on
from tegenstroom.coaches.models import Agreement
from tegenstroom.coaches.rules.benefits import Paper
from tegenstroom.coaches.words import BENEFITS

TEMPLATE = Path(__file__).with_name("benefit.typ")

type Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper: to whom, from whom, what it says, and what the network declares under it."""

    title: str
    to: list[str]
    sender: list[str]
    date: str
    paragraphs: list[str]
    hers: Facts
    ours: Facts
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Guide:
    """The sheet on top of all papers together: what to do with each, in her language."""

    language: str
    title: str
    lines: list[str]
    papers: list[tuple[str, list[str], str]]


def benefit_pdf(coach: Person, paper: Paper) -> bytes:
    """The paper for this counter, with her data and ours."""
    return _print(coach, [paper], None)


def every_benefit_pdf(coach: Person) -> bytes:
    """All of the papers in one, whichever she needs: who prints it for her need not ask, and learns nothing."""
    with translation.override(coach.language):
        guide = _guide(coach.language)
    return _print(coach, list(Paper), guide)


def _print(coach: Person, papers: list[Paper], guide: Guide | None) -> bytes:
    # Whoever reads a letter at a counter reads Dutch.
    with translation.override("nl"):
        sheets = [asdict(_sheet(coach, paper, timezone.localdate())) for paper in papers]
        title = guide.title if guide else sheets[0]["title"]
        return pdf.render(TEMPLATE, {"title": title, "guide": guide and asdict(guide), "sheets": sheets})


def _guide(language: str) -> Guide:
    _ = translation.gettext
    phone = settings.NETWORK["phone"]
    doubt = _("Krijg je iets anders, of twijfel je? Vraag het ons. We kijken samen.")
    if phone:
        doubt = _("Krijg je iets anders, of twijfel je? Bel %(phone)s. We kijken samen.") % {"phone": phone}
    return Guide(
        language=language,
        title=_("Wat moet je doen?"),
        lines=[
            _("Hierbij zitten alle brieven. Zoek wat bij jou past. De andere gooi je weg."),
            _("Wij weten niet welke uitkering je krijgt. Dat schrijven we nergens op."),
            doubt,
        ],
        papers=[(str(one.title), [str(step) for step in one.steps], str(one.note)) for one in BENEFITS.values()],
    )


def _sheet(coach: Person, paper: Paper, today: date) -> Sheet:
    _ = translation.gettext
    agreement = running(today).filter(coach=coach).select_related("text").last()
    title, to, paragraphs = _letter(paper)
    return Sheet(
        title=title,
        to=to,
        sender=[coach.name, *coach.address.splitlines(), coach.phone],
        date=date_format(today, "j F Y"),
        paragraphs=paragraphs,
        hers=_her_part(coach, agreement, today),
        ours=_our_part(agreement),
        words={
            "hers": _("Mijn werk als vrijwilliger"),
            "ours": _("Wat de organisatie verklaart"),
            "true": _("Wij verklaren dat dit klopt."),
            "regards": _("Vriendelijke groeten,"),
            "day": _("Datum"),
            "signature": _("Handtekening"),
        },
    )


def _letter(paper: Paper) -> tuple[str, list[str], list[str]]:
    """Title, addressee and text."""
    _ = translation.gettext
    thanks = _("Alvast bedankt voor je antwoord.")
    match paper:
        case Paper.UNEMPLOYMENT:
            return (
                _("Vrijwilligerswerk: gegevens voor formulier C45B"),
                [_("Aan mijn uitbetalingsinstelling"), _("(mijn vakbond of de Hulpkas)")],
                [
                    _("Ik wil vrijwilligerswerk doen bij deze organisatie. Dat meld ik vooraf."),
                    _("Hieronder staat alles voor formulier C45B: deel I (ik) en deel II (de organisatie)."),
                    _("Wil je mij het formulier geven, of het met mij invullen?"),
                    thanks,
                ],
            )
        case Paper.ILLNESS:
            return (
                _("Vrijwilligerswerk: vraag aan de adviserend arts"),
                [_("Aan de adviserend arts"), _("van mijn ziekenfonds")],
                [
                    _("Ik wil vrijwilligerswerk doen bij deze organisatie. Hieronder staat wat ik doe."),
                    _("Past dit bij mijn gezondheid? Wil je mij dat op papier geven?"),
                    thanks,
                ],
            )
    return (
        _("Vrijwilligerswerk: ik meld het aan het OCMW"),
        [_("Aan mijn maatschappelijk werker"), _("van het OCMW")],
        [
            _("Ik wil vrijwilligerswerk doen bij deze organisatie. Hieronder staat wat ik doe en wat ik krijg."),
            _("Gaat het OCMW akkoord? Wil je mij dat op papier geven?"),
            thanks,
        ],
    )


def _her_part(coach: Person, agreement: Agreement | None, today: date) -> Facts:
    _ = translation.gettext
    blank = "…" * 12
    flat = _("Een vaste vergoeding voor mijn kosten, volgens de wet van 3 juli 2005.")
    began = date_format(agreement.signed_on, "j F Y") if agreement and agreement.signed_on else blank
    return [
        (_("Naam"), coach.name),
        (_("Adres"), ", ".join(coach.address.splitlines()) or blank),
        (_("Rijksregisternummer"), _("%(blank)s (vul dit zelf in)") % {"blank": blank}),
        (_("Wat ik doe"), _("Ik geef vorming mee over leven in armoede, samen met een trainer.")),
        (_("Wanneer"), _("Enkele dagen per maand, overdag of 's avonds. Ik kies elke keer zelf of ik kom.")),
        (_("Ik begin of begon op"), began),
        (_("Wat ik krijg"), f"{flat} {_most(today)}"),
    ]


def _most(today: date) -> str:
    """The ceilings in a sentence. The law sets them anew each year: until we know them the letter names none."""
    _ = translation.gettext
    try:
        law = ceilings_on(today)
    except figures.NoFigureError:
        law = None
    if law is None or law.is_example:
        return _("Nooit meer dan de wet toelaat. Mijn verplaatsing komt daar soms bij.")
    most = {"day": saying.euro(law.day), "year": saying.euro(law.year)}
    return _("Nooit meer dan %(day)s per dag en %(year)s per jaar. Mijn verplaatsing komt daar soms bij.") % most


def _our_part(agreement: Agreement | None) -> Facts:
    _ = translation.gettext
    network = settings.NETWORK
    text = agreement.text if agreement else published_text()
    known = [
        (_("Organisatie"), network["name"]),
        (_("Adres"), ", ".join(network["address"].splitlines())),
        (_("Ondernemingsnummer"), network["enterprise_number"]),
        # What the agreement says of it, in one sentence.
        (_("Rechtsvorm"), text.legal_form.partition(".")[0].strip() if text else ""),
        (_("Telefoon"), network["phone"]),
        (_("E-mail"), network["email"]),
        (
            _("Wat vrijwilligers doen"),
            _("Mensen met ervaring in armoede geven vorming aan hulpverleners en aan vrijwilligers."),
        ),
        (_("Verzekering"), _("Onze vrijwilligers zijn verzekerd, zoals de wet van 3 juli 2005 het vraagt.")),
    ]
    return [(label, value) for label, value in known if value]
