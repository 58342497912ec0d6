"""Addresses of what we pay people."""

from django.urls import path, re_path

from tegenstroom.billing.views import accounts, payruns

app_name = "billing"
urlpatterns = [
    path("rekening/", accounts.account, name="account"),
    path("rekening/nummer/", accounts.number, name="account_number"),
    path("rekening/naam/", accounts.holder, name="account_holder"),
    path("rekening/verwijdering/", accounts.removal, name="account_removal"),
    path("bureau/mensen/<int:pk>/rekening/", accounts.desk_account, name="desk_account"),
    path("bureau/mensen/<int:pk>/rekening/verwijdering/", accounts.desk_removal, name="desk_account_removal"),
    path("bureau/uitbetalingen/", payruns.runs, name="desk_runs"),
    path("bureau/uitbetalingen/<int:pk>/", payruns.run, name="desk_run"),
    path("bureau/uitbetalingen/<int:pk>/verzending/", payruns.sending, name="desk_run_sending"),
    path("bureau/uitbetalingen/<int:pk>/annulering/", payruns.undoing, name="desk_run_undoing"),
    path("bureau/uitbetalingen/<int:pk>/bestand/", payruns.bank_file, name="desk_run_file"),
    path("bureau/uitbetalingen/<int:pk>/ontvangstbewijzen/", payruns.receipts, name="desk_run_receipts"),
    re_path(
        r"^bureau/uitbetalingen/(?P<pk>[0-9]+)/lijst\.(?P<suffix>csv|xlsx)$", payruns.table, name="desk_run_table"
    ),
    path("bureau/uitbetalingen/bedragen/<int:pk>/", payruns.payout, name="desk_payout"),
    path("bureau/uitbetalingen/bedragen/<int:pk>/terugkeer/", payruns.bouncing, name="desk_payout_return"),
]
