"""Addresses of the pages that bring everything together."""

from django.urls import path

from tegenstroom.front.views import coach_page, figures, home, letters, my_page

app_name = "front"

urlpatterns = [
    path("", home.home, name="home"),
    path("mijn/", my_page.my_page, name="my_page"),
    path("mijn/papier/", coach_page.on_paper, name="coach_letter"),
    path("bureau/coaches/<int:pk>/brief/", coach_page.by_post, name="coach_letter_by_post"),
    path("bureau/brieven/", letters.letters, name="letters"),
    path("bureau/brieven/papier/", letters.all_papers, name="letters_paper"),
    path("bureau/brieven/papier/verzending/", letters.all_posted, name="letters_posted"),
    path("bureau/brieven/<int:pk>/", letters.letter, name="letter"),
    path("bureau/brieven/<int:pk>/papier/", letters.paper, name="letter_paper"),
    path("bureau/brieven/<int:pk>/op-papier/", letters.on_paper, name="letter_on_paper"),
    path("bureau/brieven/<int:pk>/verzending/", letters.posted, name="letter_posted"),
    path("bureau/brieven/<int:pk>/afgifte/", letters.handed_over, name="letter_handed_over"),
    path("bureau/brieven/<int:pk>/nieuwe-poging/", letters.retry, name="letter_retry"),
    path("bureau/brieven/<int:pk>/bijlagen/<int:file>/", letters.attachment, name="letter_attachment"),
    path("bureau/getallen/", figures.figures, name="figures"),
    path("bureau/getallen/<str:key>/", figures.figure, name="figure"),
]
