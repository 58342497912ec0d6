"""Who may open a group, its cases and its dialogues: mostly who sits there, and no role of the network."""

from tests.architecture.access.reach import (
    ALL,
    COACH,
    COORDINATOR,
    EDITOR,
    OWN,
    RESEARCHER,
    TRAINER,
    Address,
    by_link,
    coach,
    coaches_apart,
    desk,
    given,
    given_here,
    in_a_circle,
    signed_in,
    writer,
)
from tests.support.world import PARTICIPANT

DIALOGUE = (
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
    given_here("dialogue:course_paper", pk="dialogue"),
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
    # --- the room: who sits in it
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
)
