"""Her terms, her papers, and what only she may see."""

from django.urls import URLPattern, path

from tegenstroom.coaches.views import agreements, benefits, dependencies, profiles

urlpatterns: list[URLPattern] = [
    path("coach/papieren/", benefits.papers, name="papers"),
    path("coach/papieren/afspraak/", agreements.own_paper, name="own_agreement"),
    path("coach/papieren/uitkering/", benefits.question, name="benefit_question"),
    path("coach/papieren/uitkering/lijst/", benefits.paper_list, name="benefit_list"),
    path("coach/papieren/uitkering/brief/", benefits.paper, name="benefit_paper"),
    path("coach/papieren/uitkering/stand/", benefits.in_order, name="benefit_in_order"),
    path("coach/papieren/uitkering/laatste-dag/", benefits.until, name="benefit_until"),
    path("coach/mensen-en-diensten/", dependencies.listed, name="dependencies"),
    path("coach/mensen-en-diensten/persoon/", dependencies.person, name="dependency_person"),
    path("coach/mensen-en-diensten/dienst/", dependencies.service, name="dependency_service"),
    path("coach/mensen-en-diensten/<uuid:key>/schrapping/", dependencies.removal, name="dependency_removal"),
    path("coach/themas/", dependencies.themes, name="themes"),
    path("coach/themas/zwaar/", dependencies.heavy_days, name="heavy_days"),
    path("coach/themas/<int:pk>/einde/", dependencies.theme_end, name="theme_end"),
    path("bureau/coaches/", profiles.coaches, name="desk_coaches"),
    path("bureau/coaches/nieuw/<int:pk>/", profiles.add, name="desk_coach_add"),
    path("bureau/coaches/<int:pk>/", profiles.coach, name="desk_coach"),
    path("bureau/coaches/<int:pk>/gegevens/", profiles.edit, name="desk_coach_edit"),
    path("bureau/coaches/<int:pk>/papieren/", profiles.papers_by_phone, name="desk_coach_papers"),
    path("bureau/coaches/<int:pk>/brieven/", profiles.letters, name="desk_coach_letters"),
    path("bureau/coaches/<int:pk>/afspraak/", agreements.make, name="desk_agreement_new"),
    path("bureau/coaches/afspraak/<int:pk>/papier/", agreements.paper, name="desk_agreement_paper"),
    path("bureau/coaches/afspraak/<int:pk>/ondertekening/", agreements.signature, name="desk_agreement_signature"),
    path("bureau/coaches/afspraak/<int:pk>/einde/", agreements.ending, name="desk_agreement_ending"),
    path("bureau/coaches/afspraken/", agreements.texts, name="agreement_texts"),
    path("bureau/coaches/afspraken/nieuw/", agreements.text_new, name="agreement_text_new"),
    path("bureau/coaches/afspraken/<int:pk>/", agreements.text, name="agreement_text"),
    path("bureau/coaches/afspraken/<int:pk>/papier/", agreements.text_paper, name="agreement_text_paper"),
]
