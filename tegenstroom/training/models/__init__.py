"""The programme: modules, editions, people in them, and what they took along."""

from tegenstroom.training.models.attendance import Attendance
from tegenstroom.training.models.calendars import CalendarEntry, CalendarFeed
from tegenstroom.training.models.certificates import Certificate
from tegenstroom.training.models.coach_days import CoachDay, CoachMoment
from tegenstroom.training.models.editions import DayClosing, Edition, Price, Session, TandemMember, Task
from tegenstroom.training.models.enrolments import Approval, CancellationTerm, Enrolment, EnrolmentStep
from tegenstroom.training.models.evaluations import EvaluationInvitation, EvaluationResponse, Question
from tegenstroom.training.models.imports import ImportDraft
from tegenstroom.training.models.modules import Module, ModulePart, ModuleVersion
from tegenstroom.training.models.requests import Proposal, RequestNote, TrainingRequest
from tegenstroom.training.models.stories import EditionStory

__all__ = [
    "Approval",
    "Attendance",
    "CalendarEntry",
    "CalendarFeed",
    "CancellationTerm",
    "Certificate",
    "CoachDay",
    "CoachMoment",
    "DayClosing",
    "Edition",
    "EditionStory",
    "Enrolment",
    "EnrolmentStep",
    "EvaluationInvitation",
    "EvaluationResponse",
    "ImportDraft",
    "Module",
    "ModulePart",
    "ModuleVersion",
    "Price",
    "Proposal",
    "Question",
    "RequestNote",
    "Session",
    "TandemMember",
    "Task",
    "TrainingRequest",
]
