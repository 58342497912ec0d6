"""The proposal for a training made to measure, as a paper."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tegenstroom.base import pdf, saying
from tegenstroom.training.doors import proposal_url
from tegenstroom.training.models import Proposal
from tegenstroom.training.rules.editions import Day

TEMPLATE = Path(__file__).resolve().parent / "proposal.typ"


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything on the paper, as people say it."""

    organisation: str
    contact: str
    title: str
    summary: str
    message: list[str]
    aims: list[str]
    days: list[dict[str, str]]
    place: str
    people: str
    price: str
    tandem: str
    valid_until: str
    number: int
    written_on: str
    url: str


def paper(proposal: Proposal) -> bytes:
    """The PDF of a proposal."""
    return pdf.render(TEMPLATE, asdict(content(proposal)))


def file_name(proposal: Proposal) -> str:
    """What the file is called in a list of files."""
    name = slugify(proposal.request.organisation_name)
    return _("voorstel-%(name)s-%(number)s.pdf") % {"name": name, "number": proposal.number}


def content(proposal: Proposal) -> Paper:
    """What the paper says, in the language of now. A draft has no link: there is nothing yet to agree to."""
    request, version = proposal.request, proposal.version
    titles = [part.title for part in version.parts.all()]
    return Paper(
        organisation=request.organisation_name,
        contact=request.contact_name,
        title=version.title,
        summary=version.summary,
        message=[line for line in proposal.message.splitlines() if line.strip()],
        aims=version.aim_lines,
        days=[_day(day, titles[order] if order < len(titles) else "") for order, day in enumerate(proposal.days)],
        place=f"{proposal.place.name}, {proposal.place.address}" if proposal.place else _("bij jullie"),
        people=ngettext("%(n)s mens", "%(n)s mensen", proposal.maximum) % {"n": proposal.maximum},
        price=saying.euro(proposal.price),
        tandem=_tandem(version.coaches_needed, version.trainers_needed),
        valid_until=_in_full(proposal.valid_until),
        number=proposal.number,
        written_on=_in_full(timezone.localdate(proposal.sent_at)) if proposal.sent_at else _("nog niet verstuurd"),
        url=proposal_url(proposal) if proposal.sent_at else "",
    )


def _day(day: Day, title: str) -> dict[str, str]:
    return {
        "day": _in_full(day.starts_at.date()),
        "hours": saying.hours(day.starts_at, day.ends_at),
        "title": title,
    }


def _in_full(day: date) -> str:
    """With the year: a paper outlives the year in which it is written."""
    return date_format(day, "l j F Y")


def _tandem(coaches: int, trainers: int) -> str:
    coach = ngettext("%(n)s coach", "%(n)s coaches", coaches) % {"n": coaches}
    trainer = ngettext("%(n)s trainer", "%(n)s trainers", trainers) % {"n": trainers}
    return _("%(coaches)s die armoede uit eigen ervaring kennen, en %(trainers)s. Zij geven de vorming samen.") % {
        "coaches": coach,
        "trainers": trainer,
    }
