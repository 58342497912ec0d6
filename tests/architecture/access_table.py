"""Who may open which address: the whole law on one page, read by test_access_matrix.py.

`ALL`: every object of that kind. `OWN`: only what concerns her; what is another's does not exist for her (404).
Whoever is not named is told the same. A visitor is sent to the login, except on public pages and signed links.
"""

from dataclasses import dataclass, field
from enum import Enum

from django.utils import timezone

from tests.support.world import CARD_HOLDER, PARTICIPANT, ROLES, TEAM_LEADER, VISITOR

COORDINATOR, TRAINER, COACH, ADMINISTRATOR = "coordinator", "trainer", "coach", "administrator"
EDITOR, RESEARCHER = "editor", "researcher"
# Addresses of a year know the years in which there was something, and this one.
THIS_YEAR = f"={timezone.localdate().year}"
SIGNED_IN = tuple(role for role in ROLES if role != VISITOR)


class Reach(Enum):
    OWN = "own"
    ALL = "all"


OWN, ALL = Reach.OWN, Reach.ALL


@dataclass(frozen=True)
class Address:
    """An address by name, the things in it, and who reaches it."""

    name: str
    things: dict[str, str] = field(default_factory=dict)
    reach: dict[str, Reach] = field(default_factory=dict)
    by_link: bool = False


def public(name: str, **things: str) -> Address:
    return Address(name, things, dict.fromkeys(ROLES, ALL))


def by_link(name: str, **things: str) -> Address:
    """Whoever holds the link. A link that was not made here opens nothing, whoever tries it."""
    return Address(name, {"token": "=niet-echt", **things}, by_link=True)


def signed_in(name: str, **things: str) -> Address:
    return Address(name, things, dict.fromkeys(SIGNED_IN, ALL))


def desk(name: str, **things: str) -> Address:
    return Address(name, things, {COORDINATOR: ALL})


def her_own(name: str, **things: str) -> Address:
    """What one participant has: hers alone, with a card as with an account."""
    return Address(name, things, {PARTICIPANT: OWN, CARD_HOLDER: OWN})


def coach(name: str, **things: str) -> Address:
    """A page of any coach; what stands on it, or is named in its address, is hers alone."""
    return Address(name, things, {COACH: OWN if things else ALL})


def given(name: str, **things: str) -> Address:
    """A group: for the trainer who gives it, and for the coordinator."""
    return Address(name, things, {TRAINER: OWN, COORDINATOR: ALL})


def writer(name: str, **things: str) -> Address:
    """A raw draft of a case, and what becomes of it: its writer's alone, and no role of the network."""
    return Address(name, things, {PARTICIPANT: OWN})


def in_a_circle(name: str, **things: str) -> Address:
    """For whoever is in the group and agreed to its contract, whatever her part; no role of the network."""
    return Address(name, things, dict.fromkeys((PARTICIPANT, CARD_HOLDER, COACH, TRAINER, RESEARCHER), OWN))


def given_here(name: str, **things: str) -> Address:
    """A dialogue, for who leads it: also a coordinator has no business there."""
    return Address(name, things, {TRAINER: OWN})


def coaches_apart(name: str, **things: str) -> Address:
    """The coaches among themselves, with their facilitator: who leads the dialogue is neither."""
    return Address(name, things, {COACH: OWN})


def research(name: str, **things: str) -> Address:
    """Answers of many people without a name, for who does research here."""
    return Address(name, things, {RESEARCHER: ALL})


def people_desk(name: str, **things: str) -> Address:
    return Address(name, things, {COORDINATOR: ALL, ADMINISTRATOR: ALL})


TABLE = (
    # --- everybody
    public("front:home"),
    public("training:offer"),
    public("training:module", slug="module_slug"),
    public("training:edition", pk="edition"),
    public("training:certificate_lookup"),
    public("training:certificate_check", code="certificate_code"),
    public("training:request"),
    public("training:request_received"),
    public("library:books"),
    public("library:themes"),
    public("library:theme", slug="theme_slug"),
    public("accounts:language"),
    public("accounts:card_login"),
    public("accounts:card_forget"),
    public("accounts:card_scan", number="=1234567890123456"),
    public("base:health"),
    public("base:components"),
    public("base:accessibility"),
    public("base:stopped"),
    public("measurement:by_code"),
    # --- whoever holds a link
    by_link("training:enrol_in_company"),
    by_link("training:enrolled"),
    by_link("training:enrolment_link"),
    by_link("training:enrolment_link_cancellation"),
    by_link("training:enrolment_link_hand_over"),
    by_link("training:enrolment_link_needs"),
    by_link("training:enrolment_link_offer"),
    by_link("training:enrolment_link_day", session="session"),
    by_link("training:enrolment_calendar"),
    by_link("training:approval"),
    by_link("training:proposal"),
    by_link("training:proposal_talk"),
    by_link("training:proposal_paper"),
    by_link("training:tandem_answer"),
    by_link("coaches:question_link"),
    by_link("coaches:questions_link"),
    by_link("training:check_in"),
    by_link("training:evaluation"),
    by_link("training:evaluation_question", number="=1"),
    by_link("training:evaluation_finish"),
    by_link("training:evaluation_kept"),
    by_link("training:calendar_feed"),
    # What someone answers: she alone, by her link; no role of the network has an address that shows it.
    by_link("measurement:begin"),
    by_link("measurement:question", number="=1"),
    by_link("measurement:finish"),
    by_link("measurement:stopped"),
    by_link("measurement:result"),
    by_link("measurement:uses"),
    by_link("measurement:taking_back"),
    # --- whoever logged in: her own things
    signed_in("front:my_page"),
    signed_in("training:calendar"),
    signed_in("measurement:mine"),
    signed_in("base:plain"),
    signed_in("accounts:data"),
    signed_in("accounts:export"),
    signed_in("accounts:export_file"),
    signed_in("accounts:ways_in"),
    signed_in("accounts:pin"),
    signed_in("accounts:end_sessions"),
    signed_in("accounts:roles"),
    signed_in("billing:account"),
    signed_in("billing:account_number"),
    signed_in("billing:account_holder"),
    signed_in("billing:account_removal"),
    # --- a participant
    her_own("training:my_enrolment", pk="enrolment"),
    her_own("training:my_enrolment_cancellation", pk="enrolment"),
    her_own("training:my_enrolment_hand_over", pk="enrolment"),
    her_own("training:my_enrolment_needs", pk="enrolment"),
    her_own("training:my_enrolment_offer", pk="enrolment"),
    her_own("training:my_enrolment_day", pk="enrolment", session="session"),
    her_own("training:my_evaluation", pk="invitation"),
    her_own("measurement:one", pk="measured"),
    Address(
        "training:certificate_paper", {"pk": "certificate"}, {PARTICIPANT: OWN, CARD_HOLDER: OWN, COORDINATOR: ALL}
    ),
    # --- a team leader
    Address("training:team", {"pk": "organisation"}, {TEAM_LEADER: OWN}),
    Address("training:team_answer", {"organisation": "organisation", "pk": "approval"}, {TEAM_LEADER: OWN}),
    # An edition of the open offer is for any team.
    Address("training:group", {"pk": "edition"}, {TEAM_LEADER: ALL}),
    # --- the tandem
    # Coaches answer day by day, on pages of their own.
    Address("training:my_answer", {"pk": "member"}, {TRAINER: OWN}),
    Address("training:my_task_done", {"pk": "task"}, {TRAINER: OWN, COACH: OWN}),
    Address("training:coach_feedback", {"pk": "edition"}, {COACH: OWN}),
    given("training:edition_stories", pk="edition"),
    given("training:edition_story_removal", pk="edition_story"),
    given("training:attendance", pk="session"),
    given("training:attendance_rest", pk="session"),
    given("training:day_closing", pk="session"),
    given("training:attendance_sheet", pk="session"),
    given("training:room_code", pk="session"),
    given("training:evaluation_results", pk="edition"),
    given("measurement:of_group", pk="edition"),
    given("measurement:report", pk="measurement"),
    given("measurement:report_pdf", pk="measurement"),
    given("measurement:report_xlsx", pk="measurement"),
    given("measurement:report_sav", pk="measurement"),
    # --- a coach: her page on paper
    coach("front:coach_letter"),
    # --- a coach: what she told
    coach("coaches:stories"),
    coach("coaches:story_begin"),
    coach("coaches:story", key="story"),
    coach("coaches:story_question", key="story", step="=verhaal"),
    coach("coaches:story_erasure", key="story"),
    coach("coaches:story_take_all_back", key="story"),
    coach("coaches:story_groups", key="story"),
    coach("coaches:story_use", key="story", slug="group"),
    coach("coaches:story_yes", key="story", slug="group"),
    coach("coaches:story_longer", key="story", slug="group"),
    coach("coaches:story_how_long", key="story", slug="group", read="=herself"),
    coach("coaches:story_take_back", key="story", slug="group"),
    # --- a coach: what she is asked, and her money
    coach("coaches:questions"),
    coach("coaches:questions_together"),
    coach("coaches:question", pk="assignment"),
    coach("coaches:money"),
    Address("coaches:money_year", {"year": THIS_YEAR}, {COACH: ALL}),
    Address("coaches:money_paper", {"year": THIS_YEAR}, {COACH: ALL}),
    coach("coaches:money_known"),
    coach("coaches:outside_day"),
    Address("coaches:outside_amount", {"day": "=2026-01-09"}, {COACH: ALL}),
    coach("coaches:outside_removal", pk="outside_earning"),
    coach("coaches:road", pk="assignment"),
    coach("coaches:road_with", pk="assignment", way="=auto"),
    # --- a coach: her papers, her list, her limits, and who calls her
    coach("coaches:papers"),
    coach("coaches:own_agreement"),
    coach("coaches:benefit_question"),
    coach("coaches:benefit_list"),
    coach("coaches:benefit_paper"),
    coach("coaches:benefit_in_order"),
    coach("coaches:benefit_until"),
    coach("coaches:dependencies"),
    coach("coaches:dependency_person"),
    coach("coaches:dependency_service"),
    coach("coaches:dependency_removal", key="dependency"),
    coach("coaches:themes"),
    coach("coaches:theme_end", pk="avoided_theme"),
    coach("coaches:heavy_days"),
    coach("coaches:call_me"),
    coach("coaches:my_caller"),
    # --- a group that speaks about cases: who is in it; no role of the network opens more of it than her own part
    signed_in("dialogue:circles"),
    in_a_circle("dialogue:circle", pk="circle"),
    in_a_circle("dialogue:circle_contract", pk="circle"),
    in_a_circle("dialogue:circle_case", pk="circle"),
    in_a_circle("dialogue:circle_leaving", pk="circle"),
    Address("dialogue:circle_opening", {"pk": "circle", "key": "case_to_open"}, {TRAINER: OWN}),
    # --- a dialogue: who sits in it now
    in_a_circle("dialogue:case_still_there", pk="dialogue"),
    *(in_a_circle(f"dialogue:{name}", pk="dialogue") for name in ("case", "case_whole", "case_paper")),
    Address("dialogue:case_name", {"pk": "dialogue"}, {COACH: OWN}),
    given_here("dialogue:course", pk="dialogue"),
    given_here("dialogue:course_preparation", pk="dialogue"),
    given_here("dialogue:course_coach", pk="dialogue"),
    given_here("dialogue:course_guide", pk="dialogue"),
    # --- a case: who brought it
    Address("dialogue:own_case", {"key": "case"}, {PARTICIPANT: OWN}),
    Address("dialogue:own_case_still_there", {"key": "case"}, {PARTICIPANT: OWN}),
    Address("dialogue:own_case_withdrawal", {"key": "case"}, {PARTICIPANT: OWN}),
    # --- who is in a group, not what is said there
    given("dialogue:circle_people", pk="circle"),
    given("dialogue:circle_gathering", pk="circle"),
    given("dialogue:circle_removal", pk="circle", member="circle_member"),
    given("dialogue:circle_of_edition", pk="edition"),
    desk("dialogue:desk_dialogues"),
    desk("dialogue:desk_of_edition", pk="edition"),
    desk("dialogue:desk_supervision"),
    # --- measuring: who is asked and how many answered, never what
    desk("measurement:desk_plan", pk="edition"),
    desk("measurement:desk_of_edition", pk="edition"),
    desk("measurement:desk_measurements"),
    desk("measurement:desk_groups"),
    desk("measurement:desk_project"),
    desk("measurement:desk_track"),
    desk("measurement:desk_group", pk="measured_group"),
    desk("measurement:desk_group_change", pk="measured_group"),
    desk("measurement:desk_group_ending", pk="measured_group"),
    desk("measurement:desk_group_closing", pk="measured_group"),
    desk("measurement:desk_group_plan", pk="measured_group"),
    desk("measurement:desk_group_people", pk="measured_group"),
    desk("measurement:desk_group_removal", pk="group_member"),
    desk("measurement:desk_measurement", pk="measurement"),
    desk("measurement:desk_guest", pk="measurement"),
    desk("measurement:desk_ending", pk="measurement"),
    desk("measurement:desk_wave", pk="wave"),
    desk("measurement:desk_paper", pk="wave"),
    desk("measurement:desk_typing", pk="wave"),
    # --- which questionnaires there are, and with what right
    desk("measurement:desk_registry"),
    desk("measurement:desk_upload"),
    Address("measurement:desk_draft", {"pk": "questionnaire_draft"}, {COORDINATOR: OWN}),
    Address("measurement:desk_draft_removal", {"pk": "questionnaire_draft"}, {COORDINATOR: OWN}),
    desk("measurement:desk_version", pk="research_version"),
    desk("measurement:desk_version_file", pk="research_version", suffix="=xlsx"),
    # --- answers for research
    research("measurement:research"),
    research("measurement:research_version", pk="research_version"),
    research("measurement:research_file", pk="research_version", kind="=sav"),
    research("measurement:research_ask", pk="research_version"),
    research("measurement:analysis", pk="analysis"),
    research("measurement:analysis_json", pk="analysis"),
    research("measurement:analysis_stop", pk="analysis"),
    research("measurement:analysis_again", pk="analysis"),
    # --- whoever calls a coach
    signed_in("coaches:calls"),
    Address("coaches:call_made", {"pk": "call"}, {TRAINER: OWN, COORDINATOR: ALL}),
    # --- the desk
    desk("coaches:desk_coaches"),
    desk("coaches:desk_coach_add", pk="person"),
    desk("coaches:desk_coach", pk="coach"),
    desk("front:coach_letter_by_post", pk="coach"),
    desk("coaches:desk_coach_edit", pk="coach"),
    desk("coaches:desk_coach_papers", pk="coach"),
    desk("coaches:desk_coach_letters", pk="coach"),
    desk("coaches:desk_agreement_new", pk="coach"),
    desk("coaches:desk_agreement_paper", pk="agreement"),
    desk("coaches:desk_agreement_signature", pk="agreement"),
    desk("coaches:desk_agreement_ending", pk="agreement"),
    desk("coaches:agreement_texts"),
    desk("coaches:agreement_text_new"),
    desk("coaches:agreement_text", pk="agreement_text"),
    desk("coaches:agreement_text_paper", pk="agreement_text"),
    desk("coaches:desk_calls"),
    desk("training:desk_moment", pk="coach"),
    desk("coaches:desk_assignment", pk="assignment"),
    desk("coaches:desk_assignment_answer", pk="assignment"),
    desk("coaches:desk_assignment_call_off", pk="assignment"),
    desk("coaches:desk_assignment_correction", pk="assignment"),
    desk("coaches:desk_assignment_road", pk="assignment"),
    desk("coaches:desk_assignment_road_right", pk="assignment"),
    desk("coaches:desk_money", pk="coach"),
    desk("coaches:desk_money_year", pk="coach", year=THIS_YEAR),
    desk("coaches:desk_money_known", pk="coach"),
    desk("coaches:desk_outside", pk="coach"),
    desk("coaches:desk_outside_removal", pk="noted_earning"),
    desk("coaches:desk_nominative"),
    desk("coaches:desk_nominative_year", year=THIS_YEAR),
    desk("coaches:desk_nominative_file", year=THIS_YEAR, suffix="=pdf"),
    desk("coaches:desk_stories", pk="coach"),
    desk("coaches:desk_story_enter", pk="coach"),
    desk("coaches:desk_stories_take_back", pk="coach"),
    desk("coaches:desk_story_take_all_back", key="story"),
    desk("coaches:desk_story_take_back", key="story", slug="=alle-vormingen"),
    desk("coaches:desk_copies"),
    desk("coaches:desk_copy_gone", pk="left_copy"),
    desk("front:letters"),
    desk("front:letters_paper"),
    desk("front:letters_posted"),
    desk("front:letter", pk="letter"),
    desk("front:letter_paper", pk="letter"),
    desk("front:letter_posted", pk="letter"),
    desk("front:letter_on_paper", pk="letter"),
    desk("front:letter_retry", pk="letter"),
    desk("front:letter_attachment", pk="letter", file="attachment"),
    desk("front:figures"),
    desk("front:figure", key="=training.offer_hours"),
    desk("training:desk"),
    desk("training:desk_table", suffix="=csv"),
    desk("training:desk_choice"),
    desk("training:desk_edition", pk="edition"),
    desk("training:desk_edit", pk="edition"),
    desk("training:desk_announcement", pk="edition"),
    desk("training:desk_confirmation", pk="edition"),
    desk("training:desk_closing", pk="edition"),
    desk("training:desk_call_off", pk="edition"),
    desk("training:desk_ready", pk="edition"),
    desk("training:desk_tandem", pk="edition"),
    desk("training:desk_coaches", pk="edition"),
    desk("training:desk_tasks", pk="edition"),
    desk("training:desk_people", pk="edition", suffix="=csv"),
    desk("training:desk_tandem_answer", pk="member"),
    desk("training:desk_task_done", pk="task"),
    desk("training:desk_modules"),
    desk("training:desk_module_add"),
    desk("training:desk_module", pk="module"),
    desk("training:desk_new_version", pk="module"),
    desk("training:desk_plan", pk="module"),
    desk("training:desk_version", pk="version"),
    desk("training:desk_publication", pk="version"),
    desk("library:desk_themes"),
    desk("library:desk_theme_weight", slug="theme_slug"),
    desk("training:desk_enrolling", pk="edition"),
    desk("training:desk_person", pk="person"),
    desk("training:desk_enrolment", pk="enrolment"),
    desk("training:desk_enrolment_cancellation", pk="enrolment"),
    desk("training:desk_enrolment_hand_over", pk="enrolment"),
    desk("training:desk_enrolment_needs", pk="enrolment"),
    desk("training:desk_enrolment_place", pk="enrolment"),
    desk("training:cancellation_terms"),
    desk("training:desk_requests"),
    desk("training:desk_request", pk="request"),
    desk("training:desk_request_notes", pk="request"),
    desk("training:desk_proposal", pk="request"),
    desk("training:desk_request_declining", pk="request"),
    desk("training:desk_request_planning", pk="request"),
    desk("training:desk_proposal_paper", pk="proposal"),
    desk("training:evaluation_papers", pk="edition"),
    desk("training:evaluation_paper", pk="paper_invitation"),
    desk("training:certificates", pk="edition"),
    desk("training:certificate_again", pk="enrolment"),
    desk("training:certificate_revocation", pk="certificate"),
    desk("training:import"),
    desk("training:import_template", kind="=csv"),
    Address("training:import_preview", {"pk": "draft"}, {COORDINATOR: OWN}),
    Address("training:import_confirmation", {"pk": "draft"}, {COORDINATOR: OWN}),
    Address("training:import_removal", {"pk": "draft"}, {COORDINATOR: OWN}),
    desk("billing:desk_account", pk="person"),
    desk("billing:desk_account_removal", pk="person"),
    desk("billing:desk_runs"),
    desk("billing:desk_run", pk="run"),
    desk("billing:desk_run_sending", pk="run"),
    desk("billing:desk_run_undoing", pk="run"),
    desk("billing:desk_run_file", pk="run"),
    desk("billing:desk_run_receipts", pk="run"),
    desk("billing:desk_run_table", pk="run", suffix="=csv"),
    desk("billing:desk_payout", pk="payout"),
    desk("billing:desk_payout_return", pk="payout"),
    desk("organisations:organisations"),
    desk("organisations:organisation_add"),
    desk("organisations:organisation", pk="organisation"),
    desk("organisations:organisation_edit", pk="organisation"),
    desk("organisations:teams", pk="organisation"),
    desk("organisations:team_removal", pk="organisation", team="team"),
    desk("organisations:member_add", pk="organisation"),
    desk("organisations:member", pk="organisation", member="membership"),
    desk("organisations:member_end", pk="organisation", member="membership"),
    desk("organisations:places"),
    desk("organisations:place_add"),
    desk("organisations:place", pk="place"),
    desk("organisations:place_removal", pk="place"),
    # --- a case in the making
    signed_in("dialogue:drafts"),
    *(
        writer(f"dialogue:{name}", key="raw_draft")
        for name in ("draft", "draft_story", "draft_names", "draft_findings", "draft_marks", "draft_questions")
    ),
    *(
        writer(f"dialogue:{name}", key="raw_draft")
        for name in ("draft_details", "draft_reader", "draft_themes", "draft_plain", "draft_last", "draft_discard")
    ),
    writer("dialogue:draft_sent", key="sent_case"),
    Address("dialogue:second_reading", {"key": "raw_draft"}, {TRAINER: OWN}),
    # --- a dialogue: who sits in it
    *(
        in_a_circle(f"dialogue:{name}", pk="room")
        for name in ("room", "room_news", "room_words", "room_turn", "room_stop", "room_call", "lessons", "done")
    ),
    in_a_circle("dialogue:harvest", pk="room", field="=meenemen"),
    in_a_circle("dialogue:recording", key="recording"),
    in_a_circle("dialogue:lesson", key="lesson"),
    in_a_circle("dialogue:lesson_hand_over", key="lesson"),
    in_a_circle("dialogue:word_back", key="word"),
    in_a_circle("dialogue:what_i_said", pk="room"),
    *(
        coaches_apart(f"dialogue:{name}", pk="room")
        for name in ("own_group", "own_group_news", "own_group_words", "own_group_ready")
    ),
    # A recording that waits for its text: hers who spoke, and of who may type it now.
    *(
        coach(f"dialogue:{name}", key="dictation")
        for name in ("dictation", "dictation_no", "dictation_self", "dictation_back")
    ),
    given_here("dialogue:to_type", key="dictation"),
    Address("dialogue:dictation_sound", {"key": "dictation"}, {COACH: OWN, TRAINER: OWN}),
    # Who leads it, or a coach of it.
    *(
        Address(f"dialogue:{name}", {"pk": "room"}, {COACH: OWN, TRAINER: OWN})
        for name in ("lesson_proposal", "room_signals")
    ),
    Address("dialogue:room_signal_end", {"pk": "room", "signal": "signal"}, {COACH: OWN, TRAINER: OWN}),
    # A coach of it, or who brought the case.
    Address("dialogue:room_veto", {"pk": "room"}, {COACH: OWN, PARTICIPANT: OWN}),
    Address("dialogue:word_veto", {"key": "harvest_word"}, {COACH: OWN, PARTICIPANT: OWN}),
    Address("dialogue:line_veto", {"key": "line"}, {COACH: OWN, PARTICIPANT: OWN}),
    Address("dialogue:lesson_veto", {"key": "lesson"}, {COACH: OWN, PARTICIPANT: OWN}),
    # Who leads it.
    *(
        Address(f"dialogue:{name}", {"pk": "room"}, {TRAINER: OWN})
        for name in ("room_screen", "room_screen_news", "room_step")
    ),
    Address("dialogue:room_insight", {"pk": "research_room"}, {TRAINER: OWN}),
    # Whose words stand in a lesson.
    *(
        Address(f"dialogue:{name}", {"key": "line"}, {COACH: OWN, PARTICIPANT: OWN, RESEARCHER: OWN})
        for name in ("line", "line_back")
    ),
    # Who did not name it comes back to her own words, and hears nothing of it.
    in_a_circle("dialogue:own_sentence_back", pk="room", signal="signal"),
    coach("dialogue:my_signals"),
    coach("dialogue:signal_approval", pk="signal"),
    Address("dialogue:signals", reach={EDITOR: ALL, RESEARCHER: ALL, COORDINATOR: ALL}),
    Address("dialogue:signals_table", {"suffix": "=csv"}, {EDITOR: ALL, RESEARCHER: ALL, COORDINATOR: ALL}),
    by_link("dialogue:done_link"),
    by_link("dialogue:line_link"),
    # --- people and their roles
    people_desk("accounts:people"),
    people_desk("accounts:person_add"),
    people_desk("accounts:person", pk="person"),
    people_desk("accounts:person_data", pk="person"),
    people_desk("accounts:erasure", pk="person"),
    people_desk("accounts:card_print", pk="person"),
    people_desk("accounts:card_revoke", pk="person"),
    Address("accounts:person_roles", {"pk": "person"}, {ADMINISTRATOR: ALL}),
    Address("accounts:role_grant", {"pk": "person"}, {ADMINISTRATOR: ALL}),
    Address("accounts:role_end", {"pk": "person"}, {ADMINISTRATOR: ALL}),
)

# Addresses that answer differently by design; each has tests of its own.
ELSEWHERE = {
    "base:demo": "exists in the demo only (base/tests)",
    "base:demo_mail": "exists in the demo only (base/tests)",
    "training:enrol": "open until the first day, then it says why not (training/tests)",
}
