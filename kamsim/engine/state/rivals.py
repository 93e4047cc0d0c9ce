"""What a rival is at."""

from dataclasses import dataclass, field

from kamsim.engine.state.contracts import Contract


@dataclass(slots=True)
class Attack:
    """A rival that goes from door to door in a building; `warned` are the accounts that we were at first."""

    rival_id: str
    until_day: float
    warned: set[str] = field(default_factory=set)
    answered: bool = False


@dataclass(slots=True)
class CounterOffer:
    """The offer of a rival that wants an account back which we won back; `end_month` is of the term it has with us."""

    rival_id: str
    price_ratio: float
    term_months: int
    until_day: float
    end_month: int | None
    answered: bool = False

    def declined(self, contract: Contract) -> bool:
        """Whether the account has signed a longer term with us since."""
        return (contract.end_month or 0) > (self.end_month or 0)
