"""One migration an app makes its tables, and a database that took the steps before it goes on."""

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import CreateModel
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from tegenstroom.base.checks import no_joined_step_is_half_taken
from tegenstroom.base.migrating import CreateTables

ID = ("id", models.BigAutoField(primary_key=True))
HEN_AND_EGG = CreateTables(
    [
        CreateModel("Hen", [ID, ("from_egg", models.ForeignKey("base.egg", models.CASCADE, related_name="+"))]),
        CreateModel("Egg", [ID, ("laid_by", models.ForeignKey("base.hen", models.CASCADE, related_name="+"))]),
    ]
)


@pytest.mark.django_db(transaction=True)
def test_tables_that_point_at_one_another_are_made_together_and_go_together():
    before, after = ProjectState(), ProjectState()
    HEN_AND_EGG.state_forwards("base", after)
    with connection.schema_editor() as editor:
        HEN_AND_EGG.database_forwards("base", editor, before, after)
    assert {"base_hen", "base_egg"} <= set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        HEN_AND_EGG.database_backwards("base", editor, after, before)
    assert {"base_hen", "base_egg"}.isdisjoint(connection.introspection.table_names())


def test_an_older_model_knows_who_points_at_it_since():
    state = ProjectState()
    CreateModel("Farm", [ID]).state_forwards("base", state)
    assert state.apps.get_model("base", "Farm")._meta.related_objects == ()
    barn = CreateModel("Barn", [ID, ("of", models.ForeignKey("base.farm", models.CASCADE))])
    CreateTables([barn]).state_forwards("base", state)
    (barns,) = state.apps.get_model("base", "Farm")._meta.related_objects
    assert barns.related_model is state.apps.get_model("base", "Barn")


def test_it_can_be_written_into_a_migration():
    written, imports = MigrationWriter.serialize(HEN_AND_EGG)
    assert written.startswith("tegenstroom.base.migrating.CreateTables(")
    assert imports >= {"import tegenstroom.base.migrating"}


@pytest.mark.django_db
def test_no_model_has_something_that_no_migration_makes():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_a_database_that_took_all_old_steps_has_nothing_left_to_do():
    MigrationRecorder(connection).migration_qs.filter(name__in=["0001_tables", "0002_guards"]).delete()
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert no_joined_step_is_half_taken(databases=["default"]) == []


@pytest.mark.django_db
def test_a_database_that_took_none_may_begin():
    MigrationRecorder(connection).migration_qs.all().delete()
    assert no_joined_step_is_half_taken(databases=["default"]) == []


@pytest.mark.django_db
def test_a_database_half_way_is_told_what_it_lacks_and_what_to_do():
    MigrationRecorder(connection).migration_qs.filter(app="dialogue", name__gt="0007_who_typed").delete()
    (problem,) = no_joined_step_is_half_taken(databases=["default"])
    assert problem.id == "base.E007"
    assert "dialogue.0008_who_recognised_someone, dialogue.0009_a_no_outlives_its_draft" in problem.msg
    assert "git checkout" in problem.hint
    assert no_joined_step_is_half_taken(databases=None) == []
