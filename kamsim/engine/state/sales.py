"""A sale in progress: its stage, the proposal in it, the objection against it."""

from dataclasses import dataclass

import simpy


@dataclass(slots=True)
class Proposal:
    """What we propose in a sale; `prepared` is how well it was prepared, 0..1."""

    options: int
    discount: float
    plan: str | None
    free_installation: bool
    broadband_special: bool
    prepared: float
    x: float | None = None
    """X as we named it, in CNY a month; None for the one that we suggest when they choose."""
    allowance: float | None = None
    term_months: int | None = None
    """Term that was named; None for the usual one."""
    pays_early: bool = False


@dataclass(slots=True)
class Objection:
    """What somebody says against signing; `heard` once the motive is known, `resolved` is triggered when it is."""

    person_id: str
    concern: str
    motive: str
    until_day: float
    resolved: simpy.Event
    heard: bool = False

    @property
    def open(self) -> bool:
        """Whether nobody has resolved it."""
        return not self.resolved.triggered


@dataclass(slots=True)
class Progress:
    """A stage of a sale as it runs: it ends on a day, unless the sale dies before; `sooner` says that this moved up.

    On `since_day` the sale can still bear a cumulated hazard of `endures` of the `bears` that it began with, at a
    hazard a day that rises in silence. `stake` in CNY hangs on its surviving. The hazard that has added up is kept as
    it would be by the stage alone (`bare`), with its gate (`gated`), with a gatekeeper too (`blocked`), and `whole`.
    """

    ends_on: float
    since_day: float
    endures: float
    covered: float
    sooner: simpy.Event
    gate_open: bool = False
    hazard: float = 0.0
    silent_from: float = 0.0
    dies_on: float = 0.0
    bears: float = 0.0
    stake: float = 0.0
    bare: float = 0.0
    gated: float = 0.0
    blocked: float = 0.0
    whole: float = 0.0


@dataclass(slots=True)
class Opportunity:
    """A sale in progress; `pursued` is an event that our team triggers.

    `reference` is a price ratio that was given at once and that the account now compares with; `torn` asks for more.
    """

    opportunity_id: str
    product: str
    rival_id: str
    opened_day: float
    pursued: simpy.Event
    stage: int = 0
    progress: Progress | None = None
    """The stage as it runs; None before the sale is pursued."""
    way_around: bool = False
    """Whether a way past a hostile gatekeeper was found."""
    proposal: Proposal | None = None
    objection: Objection | None = None
    savings_shown: bool = False
    reference: float | None = None
    torn: bool = False
