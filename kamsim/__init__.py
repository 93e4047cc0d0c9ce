"""A workbook for learning key-account management: a simulated territory, its decisions, and why accounts stay or leave.

These are the names for a notebook; each is loaded when first used, so that `import kamsim` costs nothing.
"""

from importlib import import_module

_ROOMS = {
    "BadInput": "kamsim.engine.reading",
    "Briefing": "kamsim.engine.briefing",
    "POLICIES": "kamsim.studies.policies",
    "Scenario": "kamsim.engine.scenario",
    "Simulation": "kamsim.engine.simulation",
    "compare": "kamsim.studies.experiments",
    "find_scenario": "kamsim.engine.scenario",
    "load_scenario": "kamsim.engine.scenario",
    "month_table": "kamsim.studies.metrics",
    "open_cockpit": "kamsim.workbook.cockpit",
    "open_first_deal": "kamsim.workbook.first_deal",
    "open_session": "kamsim.workbook.session",
    "play": "kamsim.engine.simulation",
    "replay": "kamsim.engine.simulation",
}

__all__ = list(_ROOMS)


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module 'kamsim' has no attribute {name!r}")
    value = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_ROOMS})
