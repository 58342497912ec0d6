"""Who reads which sentence, found out from the code: what a coach may open is followed to every word on it.

A way in is a view that the access table opens to a coach, a letter, or a paper. From there names lead to
functions, forms and words, and templates to what they include. Letters, papers and pages behind a link are for
coaches unless it is written here who reads them instead; so are a template and a table of words to which no page
of others leads. Nothing is held to less by being forgotten.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from inspect import unwrap
from itertools import chain
from pathlib import Path, PurePosixPath

from tests.architecture.access import COACH, ELSEWHERE, TABLE, Address
from tests.architecture.test_access_marks import patterns
from tests.support.world import VISITOR
from tools import messages

HOUSE = messages.ROOT / "tegenstroom"
# What a view does, not what it says: letters and papers, to which verbs lead, are roots themselves.
NOT_FOLLOWED = {"actions", "emails", "models", "tasks", "access", "migrations", "management", "papers"}
NAMES_A_TEMPLATE = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
LOADS_TAGS = re.compile(r"{%\s*load\s+([^%]+)%}")

# No door of hers by the table, and still read by coaches: the way in, what hangs on the wall of the room in which
# they sit, and a case that one of them brings.
ALSO_FOR_COACHES = (
    "accounts:card_forget",
    "accounts:card_login",
    "accounts:card_scan",
    "accounts:language",
    "base:stopped",
    "dialogue:own_case",
    "dialogue:own_case_withdrawal",
    "dialogue:room_screen",
    "measurement:by_code",
)
# Letters, papers and pages behind a link that are not for coaches, and who reads them.
FOR_OTHERS = {
    "accounts/emails.py": "administrators",
    "accounts/templates/accounts/emails/last_audit_row*": "administrators",
    "billing/papers/sepa.py": "the bank",
    "coaches/emails/care.py": "whoever calls",
    "coaches/papers/benefits.py": "whoever pays her benefit, in the words of the law",
    "coaches/papers/nominative.py": "the inspection, in the words of the law",
    "coaches/templates/coaches/emails/call_to_make*": "whoever calls",
    "coaches/templates/coaches/emails/story_still_there*": "the desk",
    "dialogue/templates/dialogue/emails/second_reading*": "a second reader, who is a trainer",
    "measurement/papers/reports.py": "trainers and the desk",
    "training/papers/attendance.py": "trainers",
    "training/papers/certificates.py": "participants",
    "training/papers/proposals.py": "organisations",
    "training/templates/training/emails/afterwards*": "participants",
    "training/templates/training/emails/approval_*": "team leaders and participants",
    "training/templates/training/emails/certificate*": "participants",
    "training/templates/training/emails/enrolment_*": "participants",
    "training/templates/training/emails/evaluation*": "participants",
    "training/templates/training/emails/in_company_link*": "organisations",
    "training/templates/training/emails/practical*": "participants",
    "training/templates/training/emails/proposal*": "organisations and the desk",
    "training/templates/training/emails/request_*": "organisations and the desk",
    "training/templates/training/emails/tandem_said_no*": "the desk",
}
BEHIND_A_LINK_FOR_OTHERS = {
    "training:approval": "team leaders",
    "training:calendar_feed": "a calendar",
    "training:enrolment_calendar": "a calendar",
    "training:proposal": "organisations",
    "training:proposal_paper": "organisations",
    "training:proposal_talk": "organisations",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A template, or one name of a module: a function, a class, a table of words. What has no name is declared."""

    file: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """What a module defines and where the names come from that it uses."""

    defined: dict[str, ast.AST]
    imported: dict[str, tuple[str, str]]


@cache
def files() -> dict[str, Path]:
    """Every file of the house that speaks or leads to one that does, by its path below tegenstroom/."""
    return {path.relative_to(HOUSE).as_posix(): path for path in messages.sources(messages.ROOT)}


@cache
def templates() -> dict[str, str]:
    """The file of each template by the name under which pages ask for it."""
    return {file.partition("/templates/")[2]: file for file in files() if "/templates/" in file}


@cache
def module(file: str) -> Module:
    tree = ast.parse(files()[file].read_text(encoding="utf-8"))
    defined: dict[str, ast.AST] = {}
    for node in tree.body:
        for name in _names_of(node):
            defined[name] = node
    imported = {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return Module(defined, imported)


def _names_of(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.TypeAlias(name=ast.Name(id=name)):
            yield name


def file_of(dotted: str) -> str | None:
    """The file of a module of ours by its dotted name."""
    path = dotted.removeprefix("tegenstroom.").replace(".", "/")
    return next((file for file in (f"{path}.py", f"{path}/__init__.py") if file in files()), None)


@cache
def _leads_to(place: Place) -> tuple[Place, ...]:
    return tuple(_from_template(place) if "/templates/" in place.file else _from_python(place))


def _from_template(place: Place) -> Iterator[Place]:
    text = files()[place.file].read_text(encoding="utf-8")
    yield from (Place(templates()[name]) for name in NAMES_A_TEMPLATE.findall(text) if name in templates())
    for library in chain.from_iterable(names.split() for names in LOADS_TAGS.findall(text)):
        for file in files():
            if file.endswith(f"/templatetags/{library}.py"):
                yield from (Place(file, name) for name in module(file).defined)


def _from_python(place: Place) -> Iterator[Place]:
    here = module(place.file)
    node = here.defined.get(place.name)
    if node is None:
        yield from _elsewhere(here, place.name)
        return
    for inner in ast.walk(node):
        match inner:
            case ast.Constant(value=str(text)) if text in templates():
                yield Place(templates()[text])
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in here.imported:
                yield from _elsewhere(here, owner, name)
            case ast.Name(id=name) if name in here.defined:
                yield Place(place.file, name)
            case ast.Name(id=name):
                yield from _elsewhere(here, name)


def _elsewhere(here: Module, name: str, attribute: str = "") -> Iterator[Place]:
    if name not in here.imported:
        return
    source, original = here.imported[name]
    if attribute and (file := file_of(f"{source}.{original}")):
        yield from _if_followed(Place(file, attribute))
    elif file := file_of(source):
        yield from _if_followed(Place(file, original))


def _if_followed(place: Place) -> Iterator[Place]:
    parts = set(place.file.removesuffix(".py").split("/"))
    if not parts & NOT_FOLLOWED:
        yield place


def reached(roots: Iterator[Place]) -> set[Place]:
    """All that these roots lead to, themselves too."""
    found: set[Place] = set()
    waiting = list(roots)
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting.extend(_leads_to(place))
    return found


@cache
def views() -> dict[str, Place]:
    """The view of each address of ours, by its name."""
    found = {}
    for name, entry in patterns():
        view = unwrap(entry.callback)
        if file := file_of(view.__module__):
            found[name] = Place(file, view.__name__)
    return found


def opens_to_coaches(address: Address) -> bool:
    """Whether a coach comes there as a coach: by her role, as whoever logged in, or with the link of a letter."""
    if address.by_link:
        return address.name not in BEHIND_A_LINK_FOR_OTHERS
    is_public = VISITOR in address.reach
    return address.name in ALSO_FOR_COACHES or (COACH in address.reach and not is_public)


def is_written(file: str) -> bool:
    """Whether it is a letter or a paper, or makes one."""
    parts = PurePosixPath(file).with_suffix("").parts
    return "emails" in parts or "papers" in parts


def _whole(file: str) -> Iterator[Place]:
    if file.endswith(".py"):
        yield from (Place(file, name) for name in module(file).defined)
    else:
        yield Place(file)


def _written(*, for_others: bool) -> Iterator[Place]:
    for file in files():
        listed = any(PurePosixPath(file).full_match(glob) for glob in FOR_OTHERS)
        if is_written(file) and not PurePosixPath(file).name.startswith("_") and listed is for_others:
            yield from _whole(file)


@cache
def of_coaches() -> frozenset[Place]:
    pages = (views()[address.name] for address in TABLE if opens_to_coaches(address))
    return frozenset(reached(chain(pages, _written(for_others=False))))


@cache
def of_others() -> frozenset[Place]:
    pages = (views()[address.name] for address in TABLE if not opens_to_coaches(address))
    elsewhere = (views()[name] for name in ELSEWHERE)
    return frozenset(reached(chain(pages, elsewhere, _written(for_others=True))))


def is_for_coaches(place: Place) -> bool:
    """Whether a coach reads it: something of hers leads there, or nothing that is only of others does.

    What a module declares without a name (which data are hers, what a form says by itself) has no road that leads
    there: it is on her pages too.
    """
    if place in of_coaches():
        return True
    is_declared = place.file.endswith(".py") and not place.name
    by_default = is_declared or "/templates/" in place.file or place.file.endswith(("words.py", "own_data.py"))
    return by_default and place not in of_others()


def sentences() -> Iterator[tuple[Place, str]]:
    """Every Dutch sentence with where it stands; a singular and its plural are two."""
    for file, path in files().items():
        everywhere = Counter(chain.from_iterable(map(_forms, messages.extracted(path))))
        if file.endswith(".py"):
            named = [(Place(file, name), said) for name in module(file).defined for said in _said(file, name)]
            yield from named
            everywhere -= Counter(said for _place, said in named)
        yield from ((Place(file), said) for said in everywhere.elements())


def _forms(extracted: tuple[str | tuple[str, ...], str | None]) -> tuple[str, ...]:
    message, _context = extracted
    return (message,) if isinstance(message, str) else message


def _said(file: str, name: str) -> Iterator[str]:
    """The sentences within one name of a module."""
    for node in ast.walk(module(file).defined[name]):
        if isinstance(node, ast.Call) and (called := _called(node.func)) in messages.KEYWORDS:
            numbers = messages.KEYWORDS[called] or (1,)
            given = [node.args[at - 1] for at in numbers if isinstance(at, int) and at <= len(node.args)]
            yield from (one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
