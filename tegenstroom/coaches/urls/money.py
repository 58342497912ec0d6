"""What she gets, and when."""

from django.urls import path

from tegenstroom.coaches.views import money, money_desk

urlpatterns = [
    path("coach/geld/", money.year, name="money"),
    path("coach/geld/<int:year>/", money.year, name="money_year"),
    path("coach/geld/<int:year>.pdf", money.year_paper, name="money_paper"),
    path("coach/geld/plafond/", money.known, name="money_known"),
    path("coach/geld/elders/", money.outside_day, name="outside_day"),
    path("coach/geld/elders/<str:day>/", money.outside_amount, name="outside_amount"),
    path("coach/geld/elders/<int:pk>/verwijdering/", money.outside_removal, name="outside_removal"),
    path("coach/geld/<int:pk>/reis/", money.road, name="road"),
    path("coach/geld/<int:pk>/reis/<slug:way>/", money.road_with, name="road_with"),
    path("bureau/coaches/<int:pk>/geld/", money_desk.coach_year, name="desk_money"),
    path("bureau/coaches/<int:pk>/geld/<int:year>/", money_desk.coach_year, name="desk_money_year"),
    path("bureau/coaches/<int:pk>/geld/plafond/", money_desk.known, name="desk_money_known"),
    path("bureau/coaches/<int:pk>/geld/elders/", money_desk.outside, name="desk_outside"),
    path("bureau/coaches/elders/<int:pk>/weg/", money_desk.outside_removal, name="desk_outside_removal"),
    path("bureau/coaches/lijst/", money_desk.nominative_list, name="desk_nominative"),
    path("bureau/coaches/lijst/<int:year>/", money_desk.nominative_list, name="desk_nominative_year"),
    path("bureau/coaches/lijst/<int:year>.<str:suffix>", money_desk.nominative_file, name="desk_nominative_file"),
]
