"""Where allauth meets our rules."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs herself up: people come in through an enrolment, an import or the desk."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
