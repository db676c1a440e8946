"""Every event: the closed union of what any log can hold."""

from __future__ import annotations

from .access import AccessEvent
from .case_event import CaseEvent
from .keeping import KeepingEvent
from .routines import RoutinesEvent
from .station import StationEvent

Event = CaseEvent | StationEvent | RoutinesEvent | AccessEvent | KeepingEvent
