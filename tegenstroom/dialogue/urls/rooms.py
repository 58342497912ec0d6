"""The room of a dialogue, and what comes of it: harvest, what people did, lessons, signals."""

from django.urls import path, re_path

from tegenstroom.dialogue.views import (
    rooms,
    rooms_afterwards,
    rooms_dictation,
    rooms_leading,
    rooms_leaving,
    rooms_lessons,
    rooms_own,
    rooms_signals,
    rooms_speaking,
)

ROOM = "gesprekken/<int:pk>"
WORD = "gesprekken/woorden/<uuid:key>"
LESSON = "gesprekken/lessen/<uuid:key>"
SPOKEN = "gesprekken/ingesproken/<uuid:key>"
LINE = "gesprekken/stemmen/<uuid:key>"

urlpatterns = [
    path(f"{ROOM}/", rooms.room, name="room"),
    path(f"{ROOM}/nieuws/", rooms.news, name="room_news"),
    path(f"{ROOM}/woorden/", rooms_speaking.words, name="room_words"),
    path(f"{ROOM}/beurt/", rooms_speaking.turn, name="room_turn"),
    path(f"{ROOM}/coaches/", rooms.own_group, name="own_group"),
    path(f"{ROOM}/coaches/nieuws/", rooms.own_group_news, name="own_group_news"),
    path(f"{ROOM}/coaches/woorden/", rooms_speaking.own_group_words, name="own_group_words"),
    path(f"{ROOM}/coaches/klaar/", rooms_speaking.ready, name="own_group_ready"),
    path(f"{ROOM}/scherm/", rooms.screen, name="room_screen"),
    path(f"{ROOM}/scherm/nieuws/", rooms.screen_news, name="room_screen_news"),
    path(f"{ROOM}/stoppen/", rooms_leaving.stop, name="room_stop"),
    path(f"{ROOM}/wat-ik-zei/", rooms_own.what_i_said, name="what_i_said"),
    path(f"{ROOM}/wat-ik-zei/zinnen/<int:signal>/terug/", rooms_own.sentence_back, name="own_sentence_back"),
    path(f"{ROOM}/veto/", rooms_leaving.veto, name="room_veto"),
    path(f"{ROOM}/bellen/", rooms_leaving.call_me, name="room_call"),
    path(f"{ROOM}/stap/", rooms_leading.step, name="room_step"),
    path(f"{ROOM}/inzicht/", rooms_leading.insight, name="room_insight"),
    path(f"{ROOM}/oogst/<slug:field>/", rooms_afterwards.harvest, name="harvest"),
    path(f"{ROOM}/wat-ik-deed/", rooms_afterwards.done, name="done"),
    path(f"{ROOM}/lessen/", rooms_lessons.lessons, name="lessons"),
    path(f"{ROOM}/lessen/nieuw/", rooms_lessons.proposal, name="lesson_proposal"),
    path(f"{ROOM}/signalen/", rooms_signals.of_dialogue, name="room_signals"),
    path(f"{ROOM}/signalen/<int:signal>/einde/", rooms_signals.end, name="room_signal_end"),
    path(f"{WORD}/terug/", rooms_leaving.taking_back, name="word_back"),
    path(f"{WORD}/veto/", rooms_leaving.line_veto, name="word_veto"),
    path("gesprekken/opnames/<uuid:key>/", rooms_speaking.recording, name="recording"),
    path(f"{SPOKEN}/", rooms_dictation.own, name="dictation"),
    path(f"{SPOKEN}/geluid/", rooms_dictation.sound, name="dictation_sound"),
    path(f"{SPOKEN}/tekst/", rooms_dictation.to_type, name="to_type"),
    path(f"{SPOKEN}/neen/", rooms_dictation.no, name="dictation_no"),
    path(f"{SPOKEN}/zelf/", rooms_dictation.by_herself, name="dictation_self"),
    path(f"{SPOKEN}/terug/", rooms_dictation.taking_back, name="dictation_back"),
    path(f"{LESSON}/", rooms_lessons.lesson, name="lesson"),
    path(f"{LESSON}/overdracht/", rooms_lessons.hand_over, name="lesson_hand_over"),
    path(f"{LESSON}/veto/", rooms_lessons.veto, name="lesson_veto"),
    path(f"{LINE}/", rooms_lessons.line, name="line"),
    path(f"{LINE}/terug/", rooms_lessons.line_back, name="line_back"),
    path(f"{LINE}/veto/", rooms_lessons.line_veto, name="line_veto"),
    path("gesprekken/signalen/", rooms_signals.of_coach, name="my_signals"),
    path("gesprekken/signalen/<int:pk>/", rooms_signals.approval, name="signal_approval"),
    path("gedaan/<str:token>/", rooms_afterwards.done_by_link, name="done_link"),
    path("les/<str:token>/", rooms_lessons.line_by_link, name="line_link"),
    path("signalen/", rooms_signals.for_policy, name="signals"),
    re_path(r"^signalen/zinnen\.(?P<suffix>csv|xlsx)$", rooms_signals.table, name="signals_table"),
]
