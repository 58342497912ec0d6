"""Pages that no link leads to: whoever comes there holds a letter, or has just sent a form."""

import re
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db.models import Max, Model, QuerySet
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.base.models import Letter
from tegenstroom.billing.actions import payruns
from tegenstroom.coaches.actions import care, consent, stories
from tegenstroom.coaches.doors import question_url, questions_url
from tegenstroom.coaches.models import Assignment, Consent, Copy, Story
from tegenstroom.coaches.told import lines_of
from tegenstroom.dialogue.actions import draft_findings, looking
from tegenstroom.dialogue.actions import drafts as raw_drafts
from tegenstroom.dialogue.models import RawDraft
from tegenstroom.dialogue.rules.drafts import Question
from tegenstroom.organisations.models import Organisation
from tegenstroom.training import addresses, doors
from tegenstroom.training.actions import attendance, modules
from tegenstroom.training.actions.enrolment import Leader, answer_approval, enrol
from tegenstroom.training.models import (
    Approval,
    CalendarFeed,
    Certificate,
    Edition,
    Enrolment,
    EvaluationInvitation,
    Module,
    Proposal,
    Session,
    TandemMember,
)
from tegenstroom.training.rules.editions import Channel
from tegenstroom.training.rules.evaluation import Wave
from tests.support import drafts
from tests.support.crawl import Walk
from tests.support.doors import ask_for_a_code, type_the_code
from tests.support.network import Network

ADDRESS = re.compile(r"https?://[^/\s]+(/\S*)")
AN_IBAN = "BE68 5390 0754 7034"
A_TABLE = "voornaam,achternaam,e-mail\nNoor,Nieuwkomers,noor@example.org\n,Zonder,geen-adres\n"


def paths(network: Network) -> list[str]:
    """The addresses in letters of every kind, in every state that the receiver can meet."""
    urls = [
        *map(doors.approval_url, _approvals(network)),
        *(doors.tandem_url(_newest(_trainers(answer))) for answer in ("asked", "yes")),
        *map(question_url, _questions()),
        questions_url(_questions(network.person("Cas Coachmans"))),
        *map(doors.proposal_url, Proposal.objects.filter(sent_at__isnull=False)),
        doors.in_company_url(_newest(Edition.objects.filter(channel=Channel.IN_COMPANY, state="open"))),
        *map(doors.enrolment_url, _enrolments()),
        *map(addresses.evaluation_url, _invitations()),
        addresses.room_url(_code_of_today(network)),
        *map(addresses.certificate_url, _certificates()),
    ]
    answering = addresses.evaluation_token(_invitations()[0])
    return [
        *(url.removeprefix(network.address) for url in urls),
        *(reverse("training:enrolled", args=[doors.receipt_token(enrolment)]) for enrolment in _enrolments()),
        reverse("training:evaluation_question", args=[answering, 5]),
        reverse("training:evaluation_finish", args=[answering]),
        reverse("training:evaluation_kept", args=[answering]),
        reverse("training:request_received"),
        reverse("base:components"),
    ]


def to_a_coach() -> list[str]:
    """Where the letters to coaches lead, beside the links that open without logging in."""
    texts = Letter.objects.filter(person__in=Person.objects.with_role(COACH)).values_list("body", flat=True)
    return [match for text in texts for match in ADDRESS.findall(text)]


def of_a_participant(network: Network) -> list[str]:
    """What she finds on her own page at some moments only."""
    person = network.person("Pim Deelnemans")
    enrolment = enrol(edition=_open_edition(), person=person, kind="professional", by=person)
    CalendarFeed.objects.get_or_create(person=person)
    asked = _newest(EvaluationInvitation.objects.filter(enrolment__person=person))
    return [
        reverse("training:my_enrolment_hand_over", args=[enrolment.pk]),
        reverse("training:my_evaluation", args=[asked.pk]),
        reverse("training:calendar"),
        *of_a_writer(network),
    ]


def of_a_writer(network: Network) -> list[str]:
    """A case in the making in which something was found and something marked, and one that was sent."""
    pim = network.person("Pim Deelnemans")
    things = drafts.things_of(pim, network.person("Toon Trainaers"), by=network.person("Vera Verzonnen"))
    raw = RawDraft.objects.get(pk=things["raw_draft"])
    text = "Zita Zwijgzaemens (34 jaar) belde. Zita was boos. Ze woont in Diksmuide, boven een winkel."
    looking.name(draft=raw, names=["Zita Zwijgzaemens"], by=pim)
    raw = looking.rewrite(draft=raw, title="Een gesprek", text=text, by=pim)
    draft_findings.mark(draft=raw, start=text.index("winkel"), end=text.index("winkel") + 6, by=pim)
    raw_drafts.answer(draft=raw, answers=dict.fromkeys(Question, True), by=pim)
    return [
        reverse("dialogue:draft", args=[raw.pk]),
        reverse("dialogue:drafts"),
        reverse("dialogue:draft_sent", args=[things["sent_case"]]),
    ]


def _before_a_pay_run(walk: Walk, network: Network) -> None:
    """What waits to be paid and what is held back; then a run that was made, and one that is at the bank."""
    vera = network.person("Vera Verzonnen")
    held = network.person("Coen Coachaert")
    walk.visit([reverse("billing:desk_runs"), reverse("coaches:desk_money", args=[held.pk])])
    run = payruns.make(pay_on=timezone.localdate(), once_key="crawl", by=vera)
    pages = [
        reverse("billing:desk_run", args=[run.pk]),
        reverse("billing:desk_payout", args=[run.payouts.first().pk]),
    ]
    walk.visit(pages)
    payruns.send(run=run, by=vera)
    walk.visit(pages)


def of_a_coach(walk: Walk, network: Network) -> list[str]:
    """What follows her answers: which service it is, how much it was, who calls, what she says yes to."""
    cas = network.person("Cas Coachmans")
    house = Organisation.objects.latest("pk")
    _answer(walk, "coaches:dependency_service", "Hoe heet de dienst?", house.name)
    _answer(walk, "coaches:call_me", "Op welk nummer bellen we?", "0470 12 34 56")
    _answer(walk, "billing:account_number", "Wat is je rekeningnummer?", AN_IBAN)
    walk.visit(reverse("coaches:question", args=[asked.pk]) for asked in _questions(cas))
    told = Story.objects.filter(coach=cas).latest("made_at")
    hers = next(line for line in lines_of([told])[told.pk] if line.meant.group and line.stands)
    # Her yeses end within days: a letter asks whether they may last.
    Consent.objects.standing().filter(story=told).update(until=timezone.localdate() + timedelta(days=3))
    consent.ask_again(timezone.localtime().replace(hour=12))
    untold = stories.begin(coach=cas, title="De school", key=uuid4(), by=cas)
    another = stories.begin(coach=cas, title="De buurvrouw", key=uuid4(), by=cas)
    stories.change(story=another, text="Zij zei niets. Ze zette koffie.", by=cas)
    walk.visit(reverse("coaches:story", args=[one.pk]) for one in (told, untold))
    return [
        reverse("coaches:outside_amount", args=[timezone.localdate().isoformat()]),
        *map(reverse, ("coaches:benefit_list", "coaches:benefit_in_order", "coaches:benefit_until")),
        reverse("coaches:story_take_all_back", args=[told.pk]),
        reverse("coaches:story_groups", args=[another.pk]),
        reverse("coaches:story_yes", args=[another.pk, hers.slug]),
        reverse("coaches:story_how_long", args=[another.pk, hers.slug, "herself"]),
        reverse("coaches:story_longer", args=[told.pk, hers.slug]),
        reverse("coaches:story_take_back", args=[told.pk, hers.slug]),
    ]


def of_a_coach_over_the_ceiling(walk: Walk) -> None:
    """Others gave her money for the same day: what she reads of it, and her account."""
    walk.visit(map(reverse, ("front:my_page", "coaches:money", "billing:account", "billing:account_holder")))


def of_a_trainer(network: Network) -> list[str]:
    """A coach asked to be called, and chose him; someone asks him to read a case along."""
    cas, pim = network.person("Cas Coachmans"), network.person("Pim Deelnemans")
    care.ask_for_call(coach=cas, by=cas)
    asked = drafts.things_of(pim, network.person("Toon Trainaers"), by=network.person("Vera Verzonnen"))
    return [
        reverse("coaches:calls"),
        reverse("dialogue:drafts"),
        reverse("dialogue:second_reading", args=[asked["raw_draft"]]),
    ]


def of_the_desk(walk: Walk, network: Network) -> list[str]:
    """Half-way some work: a table that was sent, a version in the making, a certificate to take back."""
    page = walk.visitor.go(reverse("training:import"))
    page.set_input_files("[type=file]", {"name": "mensen.csv", "mimeType": "text/csv", "buffer": A_TABLE.encode()})
    page.get_by_role("button", name="Ik bekijk wat er zou gebeuren").click()
    page.wait_for_url("**/bureau/invoer/*/")
    _before_a_pay_run(walk, network)
    draft = modules.draft_version(module=Module.objects.first(), by=network.person("Vera Verzonnen"))
    closed = _newest(Edition.objects.filter(enrolments__certificates__isnull=False))
    story = _newest(Copy.objects.all()).consent.story
    return [
        page.url.removeprefix(network.address),
        reverse("training:desk_version", args=[draft.pk]),
        reverse("training:desk_publication", args=[draft.pk]),
        reverse("front:letter", args=[_newest(Letter.objects.filter(attachments__isnull=False)).pk]),
        reverse("front:letter", args=[_newest(Letter.objects.filter(channel=Letter.Channel.PAPER)).pk]),
        reverse("training:certificates", args=[closed.pk]),
        reverse("coaches:desk_story_take_back", args=[story.pk, "alle-vormingen"]),
        reverse("coaches:desk_story_take_all_back", args=[story.pk]),
        reverse("coaches:desk_stories_take_back", args=[story.coach_id]),
        reverse("training:evaluation_papers", args=[_asked_on_paper().enrolment.edition_id]),
    ]


def signed_out() -> list[str]:
    """What allauth shows to who has no account, or may not come in."""
    names = ("account_signup", "account_inactive", "account_email_verification_sent")
    return [reverse(name) for name in (*names, "account_password_reset_completed", "account_reset_password")]


def of_whoever_secures_herself(walk: Walk, network: Network) -> None:
    """She came in by mail a moment ago, so that she may change how; then she has an app and spare codes."""
    person = network.person("Rik Redactiers")
    come_in_by_mail(walk, str(person.email))
    names = ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "account_email")
    walk.follow(map(reverse, (*names, "account_set_password", "account_logout")))
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    walk.follow(map(reverse, ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp")))


def half_way_the_door(walk: Walk, network: Network) -> None:
    """The pages between two steps of coming in: a forgotten password, the code, the second factor."""
    person = network.person("Rik Redactiers")
    page = walk.visitor.go(reverse("account_reset_password"))
    page.get_by_label("E-mailadres").fill(str(person.email))
    page.locator("main form button").first.click()
    walk.look(page.content())
    come_in_by_mail(walk, str(person.email))
    walk.look(page.content())


def come_in_by_mail(walk: Walk, email: str) -> None:
    """With a look at the page that asks for the code."""
    page = ask_for_a_code(walk.visitor, email)
    walk.look(page.content())
    type_the_code(page)


def _answer(walk: Walk, name: str, label: str, words: str) -> None:
    """Answer the question of a page, and look at what comes next."""
    page = walk.visitor.go(reverse(name))
    field = page.get_by_label(label)
    field.fill(words)
    field.press("Enter")
    page.wait_for_load_state()
    walk.look(page.content())


def _newest[M: Model](rows: QuerySet[M]) -> M:
    return rows.order_by("-pk")[0]


def _trainers(answer: str) -> QuerySet[TandemMember]:
    return TandemMember.objects.filter(part=TandemMember.Part.TRAINER, answer=answer)


def _questions(of: Person | None = None) -> list[Assignment]:
    """What coaches are asked, one in each state; of this coach, or of any."""
    rows = Assignment.objects.of(of) if of else Assignment.objects.all()
    newest = rows.values("state").annotate(pk=Max("pk")).values("pk")
    return list(Assignment.objects.filter(pk__in=newest))


def _open_edition() -> Edition:
    return _newest(Edition.objects.filter(state="open", channel=Channel.OPEN))


def _approvals(network: Network) -> list[Approval]:
    """One that waits, one that was given, one that came too late."""
    edition = _open_edition()
    made = []
    for number, name in enumerate(("Wout Werkzogezegd", "Tine Trainiers", "Coen Coachaert")):
        enrolment = enrol(
            edition=edition,
            person=network.person(name),
            kind="professional",
            by=None,
            leader=Leader("Lut Leidens", f"lut{number}@example.org"),
        )
        made.append(enrolment.approval)
    answer_approval(approval=made[1], answer=Approval.Answer.YES)
    answer_approval(approval=made[2], answer=Approval.Answer.NO)
    return made


def _enrolments() -> list[Enrolment]:
    """One of each state; of those with a place, one whose training is yet to come."""
    rows = Enrolment.objects.filter(edition__starts_on__gt=timezone.localdate())
    newest = rows.values("state").annotate(pk=Max("pk")).values("pk")
    return list(Enrolment.objects.filter(pk__in=newest).select_related("edition__version"))


def _invitations() -> list[EvaluationInvitation]:
    """One that waits for answers, one that was answered."""
    asked = EvaluationInvitation.objects.filter(wave=Wave.LAST_DAY)
    rows = asked.filter(invited_at__gt=timezone.now() - timedelta(days=60))
    return [_newest(rows.filter(answered=answered)) for answered in (False, True)]


def on_a_training_day(network: Network) -> AbstractContextManager[None]:
    """Half an hour after the running training begins, today or on the next working day."""
    sessions = Session.objects.filter(edition__state="confirmed", ends_at__date__gte=timezone.localdate())
    return network.at(sessions.earliest("starts_at").starts_at + timedelta(minutes=30))


def _asked_on_paper() -> EvaluationInvitation:
    """Someone without mail who did not send her sheet back yet."""
    came = Enrolment.objects.filter(person__reached_by="paper", edition__ends_on__lt=timezone.localdate())
    enrolment = _newest(came.filter(state="placed"))
    return EvaluationInvitation.objects.update_or_create(
        enrolment=enrolment, wave=Wave.THREE_MONTHS, defaults={"answered": False}
    )[0]


def _code_of_today(network: Network) -> Session:
    session = Session.objects.get(edition__state="confirmed", starts_at__date=timezone.localdate())
    attendance.new_room_code(session=session, by=network.person("Toon Trainaers"))
    return session


def _certificates() -> list[Certificate]:
    """One that holds, one that was taken back."""
    rows = Certificate.objects.all()
    return [_newest(rows.filter(revoked_at__isnull=True)), _newest(rows.filter(revoked_at__isnull=False))]
