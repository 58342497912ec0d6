"""Who may open a measurement: who is asked and how many answered, never what."""

from tests.architecture.access.reach import (
    COORDINATOR,
    OWN,
    Address,
    by_link,
    desk,
    given,
    her_own,
    public,
    research,
    signed_in,
)

MEASUREMENT = (
    # --- everybody
    public("measurement:by_code"),
    # --- whoever holds a link
    # What someone answers: she alone, by her link; no role of the network has an address that shows it.
    by_link("measurement:begin"),
    by_link("measurement:question", number="=1"),
    by_link("measurement:finish"),
    by_link("measurement:stopped"),
    by_link("measurement:not_now"),
    by_link("measurement:result"),
    by_link("measurement:uses"),
    by_link("measurement:taking_back"),
    # --- whoever logged in: her own things
    signed_in("measurement:mine"),
    # --- a participant
    her_own("measurement:one", pk="measured"),
    # --- the tandem
    given("measurement:of_group", pk="edition"),
    given("measurement:report", pk="measurement"),
    given("measurement:report_pdf", pk="measurement"),
    given("measurement:report_xlsx", pk="measurement"),
    given("measurement:report_sav", pk="measurement"),
    # --- measuring: who is asked and how many answered, never what
    desk("measurement:desk_measurements"),
    desk("measurement:desk_plan", pk="edition"),
    desk("measurement:desk_of_edition", pk="edition"),
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
    desk("measurement:desk_looking_back", pk="measurement"),
    desk("measurement:desk_wave", pk="wave"),
    desk("measurement:desk_paper", pk="wave"),
    desk("measurement:desk_typing", pk="wave"),
    # --- which questionnaires there are, and with what right
    desk("measurement:desk_registry"),
    desk("measurement:desk_upload"),
    Address("measurement:desk_draft", {"pk": "questionnaire_draft"}, {COORDINATOR: OWN}),
    Address("measurement:desk_draft_removal", {"pk": "questionnaire_draft"}, {COORDINATOR: OWN}),
    Address("measurement:desk_draft_scale", {"pk": "questionnaire_draft"}, {COORDINATOR: OWN}),
    Address(
        "measurement:desk_draft_scale_removal", {"pk": "questionnaire_draft", "key": "=kracht"}, {COORDINATOR: OWN}
    ),
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
)
