"""What coaches ask of trainings: how stories leave a group, who sits in it, and that days follow her answer."""

from tegenstroom.coaches.actions import assignments, her_groups
from tegenstroom.coaches.actions.company import knows_company
from tegenstroom.coaches.actions.copies import declare_use_handler
from tegenstroom.training.actions import coach_days, company, stories
from tegenstroom.training.rules.stories import GROUP_USES

declare_use_handler(stories.KIND, uses=GROUP_USES, take_away=stories.take_away)
her_groups.knows_given_by(stories.given_by)
assignments.knows_groups(company.groups_of_assignments)
knows_company(company.with_whom)
assignments.when_it_changes(coach_days.keep_up)
