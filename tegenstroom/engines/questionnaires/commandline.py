"""`tegenstroom questionnaire`: whether a form can be used, and the same form in another file."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tegenstroom.engines.questionnaires.checks import licence_problems
from tegenstroom.engines.questionnaires.drafts import Imported
from tegenstroom.engines.questionnaires.forms import READ, WRITTEN, read_form, write_form
from tegenstroom.engines.questionnaires.questionnaire import Licence
from tegenstroom.engines.questionnaires.refusals import FormError
from tegenstroom.engines.sentences import dutch

NO_FILE = dutch("form-no-file", "Dit bestand bestaat niet of kan niet gelezen worden: {file}.")
NOT_WRITTEN = dutch("form-not-written", "We kunnen hier niet schrijven: {file}.")
COUNTS = dutch("form-counts", "{title} ({key} {version}): {items} vragen, {scales} schalen, {languages}.")
WRITTEN_TO = dutch("form-written-to", "Geschreven: {file}.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two words of the command."""
    words = parser.add_subparsers(dest="word", required=True, metavar="WORD")
    check = words.add_parser("check", help="say what is in a form, what does not come along, and what is wrong")
    convert = words.add_parser("convert", help="write a form as another kind of file")
    for each in (check, convert):
        each.add_argument("source", type=Path, help=", ".join(READ))
        each.add_argument("--language", default="nl", help="of texts whose language the file does not say (nl)")
        each.add_argument("--licence", help="the licence, when the file does not say it")
        each.add_argument("--attribution", help="who made it")
        each.add_argument("--url", help="where the licence stands")
        each.add_argument("--permission", help="the right by which your organisation uses it, when it is not free")
        each.add_argument("--free", action="store_true", help="it is free to use, and --url shows it")
    convert.add_argument("target", type=Path, help=", ".join(WRITTEN))


def answer(options: argparse.Namespace) -> Iterator[str]:
    """What there is to say, line by line. `FormError`: it cannot be used."""
    found = _read(options)
    yield from _lines(found)
    if options.word == "convert":
        content = write_form(options.target.name, found.questionnaire)
        try:
            options.target.write_bytes(content)
        except OSError as error:
            raise FormError(NOT_WRITTEN(file=options.target.name)) from error
        yield str(WRITTEN_TO(file=options.target.name))
    elif unlicensed := tuple(licence_problems(found.questionnaire.licence)):
        raise FormError(*unlicensed)


def _read(options: argparse.Namespace) -> Imported:
    try:
        content = options.source.read_bytes()
    except OSError as error:
        raise FormError(NO_FILE(file=options.source.name)) from error
    found = read_form(options.source.name, content, options.language)
    said = {name: getattr(options, name) for name in ("attribution", "url", "permission")}
    given = {name: words for name, words in {"name": options.licence, **said}.items() if words}
    if options.free:
        given["free"] = True
    licence: Licence = replace(found.questionnaire.licence, **given)
    return Imported(replace(found.questionnaire, licence=licence), found.notes)


def _lines(found: Imported) -> Iterator[str]:
    questionnaire = found.questionnaire
    yield str(
        COUNTS(
            title=questionnaire.title[questionnaire.languages[0]],
            key=questionnaire.key,
            version=questionnaire.version,
            items=len(questionnaire.items),
            scales=len(questionnaire.scales),
            languages=questionnaire.languages,
        )
    )
    yield from (f"Let op: {said}" for said in found.notes)
