"""Who is in the network, and whom a visitor of the demo can be."""

import json
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from tegenstroom.accounts.actions import find_or_add_person, grant_role, print_card
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import BY_KEY
from tegenstroom.accounts.rules import grouped
from tegenstroom.front.demo.clock import at, moment
from tegenstroom.front.demo.network import Guest, Network, read
from tegenstroom.organisations.actions import find_or_add_team, join

FIRST = "vera.verzonnen@example.org"
ADDRESS = ("street", "postcode", "municipality")


def build(network: Network) -> None:
    """Everyone with a name of her own: roles, a card for who has no e-mail."""
    for row in read("people")["people"]:
        with at(moment(-400)):
            network.people[row["key"]] = _add(row)


def welcome_the_crowd(network: Network) -> None:
    """Those who work somewhere, and everyone else who takes part. The houses stand by now."""
    for row in read("people")["people"]:
        if key := row.get("house"):
            _join(network, network.people[row["key"]], key, row)
    for line in read("people")["crowd"]["people"]:
        network.crowd.append(_guest(network, line))


def write_logins() -> None:
    """Write down whom a visitor can be, with what each may do; the page /demo/ and the terminal show it."""
    rows = [_login(row) for row in read("people")["people"] if "login" in row]
    file = settings.VAR / "demo-logins.json"
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def _add(row: dict[str, Any]) -> Person:
    email = row.get("email", _address_of(row["given_name"], row["family_name"]))
    person = find_or_add_person(
        given_name=row["given_name"],
        family_name=row["family_name"],
        email=email or None,
        phone=row.get("phone", ""),
        reached_by="mail" if email else "paper",
        **{name: row.get(name, "") for name in ADDRESS},
    )
    for role in row.get("roles", ()):
        grant_role(person=person, role=BY_KEY[role], by=None)
    if "card" in row:
        print_card(person=person, by=None, number=row["card"], pin=row["pin"])
    return person


def _guest(network: Network, line: str) -> Guest:
    given, family, house, kind = (part.strip() for part in line.split(","))
    on_paper = kind.endswith(" -")
    person = find_or_add_person(
        given_name=given,
        family_name=family,
        email=None if on_paper else _address_of(given, family),
        reached_by="paper" if on_paper else "mail",
        street="Kiekeboestraat 12" if on_paper else "",
        postcode="9999" if on_paper else "",
        municipality="Voorbeeldegem" if on_paper else "",
        by=network.coordinator,
    )
    kind = kind.removesuffix(" -")
    if house:
        part = "volunteer" if kind in {"volunteer", "lived"} else "colleague"
        _join(network, person, house, {"part": part} | _team(network, house))
    return Guest(person, network.houses.get(house), kind)


def _team(network: Network, house: str) -> dict[str, str]:
    """The teams of a house in turn; nothing where it has none."""
    teams = list(network.houses[house].teams.values_list("name", flat=True))
    return {"team": teams[len(network.crowd) % len(teams)]} if teams else {}


def _join(network: Network, person: Person, key: str, row: dict[str, Any]) -> None:
    house, by = network.houses[key], network.coordinator
    team = find_or_add_team(organisation=house, name=row["team"], by=by) if "team" in row else None
    part, is_contact = row.get("part", "colleague"), row.get("is_contact", False)
    join(organisation=house, person=person, part=part, team=team, is_contact=is_contact, by=by)


def _login(row: dict[str, Any]) -> dict[str, str]:
    role = BY_KEY[row["login"]]
    login = {
        "name": f"{row['given_name']} {row['family_name']}",
        "role": str(role.name),
        "may": str(role.may),
    }
    if "card" in row:
        number = grouped(row["card"])
        sentence = _("kaart %(number)s, pincode %(pin)s") % {"number": number, "pin": row["pin"]}
        return login | {"card": number, "pin": row["pin"], "login": sentence}
    email = _address_of(row["given_name"], row["family_name"])
    return login | {"email": email, "login": email}


def _address_of(given: str, family: str) -> str:
    return f"{given}.{family}@example.org".lower().replace(" ", "")
