"""Forms of the desk's pages about organisations."""

from tegenstroom.organisations.forms.members import MembershipForm, NewMemberForm
from tegenstroom.organisations.forms.organisations import OrganisationForm, SearchForm, TeamForm
from tegenstroom.organisations.forms.places import PlaceForm

__all__ = ["MembershipForm", "NewMemberForm", "OrganisationForm", "PlaceForm", "SearchForm", "TeamForm"]
