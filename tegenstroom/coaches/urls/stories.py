"""What she told, what it may be used for, and taking it back."""

from django.urls import path

from tegenstroom.coaches.views import consents, stories, stories_desk

HERS = "coach/verhalen/<uuid:key>"
AT_DESK = "bureau/coaches/verhalen/<uuid:key>"

urlpatterns = [
    path("coach/verhalen/", stories.stories, name="stories"),
    path("coach/verhalen/nieuw/", stories.begin, name="story_begin"),
    path(f"{HERS}/", stories.one, name="story"),
    path(f"{HERS}/vraag/<slug:step>/", stories.question, name="story_question"),
    path(f"{HERS}/wissen/", stories.erasure, name="story_erasure"),
    path(f"{HERS}/terug/", consents.take_all_back, name="story_take_all_back"),
    path(f"{HERS}/voor/deze-groep/", consents.groups, name="story_groups"),
    path(f"{HERS}/voor/<slug:slug>/", consents.use, name="story_use"),
    path(f"{HERS}/voor/<slug:slug>/ja/", consents.yes, name="story_yes"),
    path(f"{HERS}/voor/<slug:slug>/langer/", consents.longer, name="story_longer"),
    path(f"{HERS}/voor/<slug:slug>/ja/<slug:read>/", consents.how_long, name="story_how_long"),
    path(f"{HERS}/voor/<slug:slug>/terug/", consents.take_back, name="story_take_back"),
    path("bureau/coaches/<int:pk>/verhalen/", stories_desk.stories, name="desk_stories"),
    path("bureau/coaches/<int:pk>/verhalen/nieuw/", stories_desk.enter, name="desk_story_enter"),
    path("bureau/coaches/verhalen/", stories_desk.left, name="desk_copies"),
    path("bureau/coaches/<int:pk>/verhalen/terug/", stories_desk.take_each_back, name="desk_stories_take_back"),
    path(f"{AT_DESK}/terug/", stories_desk.take_all_back, name="desk_story_take_all_back"),
    path(f"{AT_DESK}/<slug:slug>/terug/", stories_desk.take_back, name="desk_story_take_back"),
    path("bureau/coaches/verhalen/<int:pk>/weg/", stories_desk.gone, name="desk_copy_gone"),
]
