"""What there is only so much of: executives, instruments, seats, channels, places in a training."""

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.checking.refusal import BOOK, Refusal, one_of
from kamsim.engine.decisions import AppointSponsor, AssignOwner, Decision, HoldInstrument, SetChannel, TrainTeam, Visit
from kamsim.market.activities import SPONSOR_CALL
from kamsim.market.organization import PARTNER_TIERS, times_a_year
from kamsim.market.training import WAVES


class Sponsors:
    """The executives of a month: whose sponsor they are, and the calls that they make, decision by decision.

    Naming and releasing one takes no hours and is done before any call, wherever it stands in the plan.
    """

    def __init__(self, briefing: Briefing, decisions: list[Decision], accounts: dict[str, AccountView]) -> None:
        left, self._calls = briefing.sponsors_left, briefing.sponsor_calls
        self._named: dict[str, bool] = {}
        self._called: list[str] = []
        self._too_many: set[int] = set()
        for place, made in enumerate(decisions):
            if isinstance(made, AppointSponsor) and made.account in accounts:
                left += -1 if made.on else accounts[made.account].sponsored
                self._named[made.account] = made.on and left >= 0
                if made.on and left < 0:
                    self._too_many.add(place)

    def refusals(self, place: int, decision: Decision, account: AccountView) -> list[Refusal]:
        """Why a decision asks for more than our executives have, after those before it."""
        name = account.account_id
        if place in self._too_many:
            return [Refusal(place, "account", name, "no more sponsors than there are executives left")]
        if isinstance(decision, Visit) and decision.activity == SPONSOR_CALL:
            self._called.append(name)
            sponsored = self._named.get(name, account.sponsored)
            return call_too_many(place, name, sponsored, self._called.count(name), self._calls)
        return []


def call_too_many(place: int, account_id: str, sponsored: bool, calls: int, most: int | None) -> list[Refusal]:
    """A sponsor call without a sponsor, or beyond those that one makes a month; `most` is None while unknown."""
    if not sponsored:
        allowed = f"another one until an executive of ours is named sponsor of {account_id}"
    elif most is not None and calls > most:
        many = f"at most {most} sponsor call{'' if most == 1 else 's'}" if most else "no sponsor call"
        allowed = f"{many} a month at {account_id}; its sponsor has no more time"
    else:
        return []
    return [Refusal(place, "activity", SPONSOR_CALL, allowed)]


def impossible_instrument(
    place: int, decision: HoldInstrument, account: AccountView, partners: dict[str, str]
) -> list[Refusal]:
    partner = partners.get(account.account_id, account.footing.partner)
    times = sum(held == decision.instrument for _, held in account.footing.held)
    return too_often(place, decision.instrument, account.account_id, partner, times)


def too_often(place: int, instrument: str, account_id: str, partner: str, times: int) -> list[Refusal]:
    """An instrument that a partner tier does not have, or that was held as often as it allows in twelve months."""
    most = times_a_year(instrument, partner)
    if not most:
        least = next(tier for tier in PARTNER_TIERS if times_a_year(instrument, tier))
        allowed = f"one for this account; {account_id} is {partner}, and this takes a {least} account"
        return [Refusal(place, "instrument", instrument, allowed)]
    if times >= most:
        often = "once" if most == 1 else f"{most} times"
        allowed = f"this {often} in twelve months with an account that is {partner}"
        return [Refusal(place, "instrument", instrument, allowed)]
    return []


def one_of_both(place: int, decision: SetChannel) -> list[Refusal]:
    """A channel is set for an account or for a tier: neither is too little, both are too much."""
    if (decision.account is None) != (decision.tier is None):
        return []
    return [Refusal(place, "tier", decision.tier or "", "either an account or a tier")]


def impossible_channel(place: int, decision: SetChannel, accounts: dict[str, AccountView]) -> list[Refusal]:
    if wrong := one_of_both(place, decision):
        return wrong
    if decision.account is not None and decision.account not in accounts:
        return [Refusal(place, "account", decision.account, one_of(BOOK, accounts))]
    return []


def too_many_trained(place: int, decision: TrainTeam, briefing: Briefing) -> list[Refusal]:
    ready = sum(manager.next_wave == decision.wave for manager in briefing.managers)
    if decision.managers <= ready:
        return []
    return [Refusal(place, *not_ready(decision, ready))]


def not_ready(decision: TrainTeam, ready: int) -> tuple[str, str, str]:
    """Field, value and what is allowed, where more are sent to a wave of training than the `ready` who may come."""
    wave, waves = decision.wave, list(WAVES)
    before = waves.index(wave)
    if before and not ready:
        return "wave", wave, f"{waves[before - 1]} first; nobody had that in an earlier month and not yet {wave}"
    had = f"had {waves[before - 1]} in an earlier month and " if before else ""
    return "managers", str(decision.managers), f"at most {ready}, those of us who {had}did not have {wave}"


def no_successor(place: int, decision: AssignOwner, now: int | None, managers: int) -> list[Refusal]:
    """An account cannot go to an account manager whom we do not have, or who has it already; numbers count from 1."""
    number = str(decision.manager)
    if decision.seat != "A" or decision.manager is None:
        return []
    if decision.manager > managers:
        allowed = f"from 1 to {managers}, one of our account managers" if managers else "empty; we have none to name"
        return [Refusal(place, "manager", number, allowed)]
    if decision.manager == now:
        return [Refusal(place, "manager", number, "another account manager; this one has the account already")]
    return []


def kept_seat(place: int, decision: AssignOwner, filled: dict[str, str]) -> list[Refusal]:
    if decision.seat not in filled:
        return [Refusal(place, "seat", decision.seat, "a seat that somebody has; nobody has this one")]
    if decision.seat == "B" and "C" in filled:
        return [Refusal(place, "seat", decision.seat, "seat C first; B goes a month later at the earliest")]
    return []
