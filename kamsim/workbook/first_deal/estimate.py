"""The manager's own estimate of a renewal: the rule of the buying center, fed with the briefing, not the truth."""

from typing import NamedTuple

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.scenario import US
from kamsim.market.buying import Chooser, GroupChoice, Offer, Voice, group_choice
from kamsim.market.parameters import Parameters
from kamsim.market.people import influence_of, influence_shares
from kamsim.market.service import held_at_renewal, our_fit, ties

UNSEEN_SPREAD = 0.9
"""How far from neutral somebody whom nobody has met may be, in levels (assumption)."""
USUAL_RIVAL = 0.8
"""What people are taken to think of a rival when nothing is known (assumption)."""
RIVAL_LEAD = 0.8
"""By how many levels a rival leads with a person who was seen to like it (assumption)."""
USUAL_PRICE = 0.93
"""A rival's price relative to our list price when no rumor says otherwise (assumption)."""
USUAL_FIT = 0.55
USUAL_SATISFACTION = 7.2
"""Survey answer of an account that is neither pleased nor annoyed."""


class Estimate(NamedTuple):
    """Chance that the account stays if it chose now, with its range, and each person's share in it."""

    chance: float
    low: float
    high: float
    voices: tuple[Voice, ...]
    settled: bool
    """Whether nothing is open: a term that outlasts the game is signed, or the account is gone."""
    veto: float = 0.0
    """The share that a weighty opponent takes from the people's mean chance."""


def estimate(briefing: Briefing, account: AccountView, rivals: tuple[str, ...], parameters: Parameters) -> Estimate:
    """What the briefing lets a manager expect; people whom nobody met count as neutral, and widen the range."""
    if account.status != "active":
        return Estimate(0.0, 0.0, 0.0, (), True)
    left = briefing.months - briefing.month
    end = account.contract_end_month
    if end is None or end > briefing.months:
        monthly = parameters.churn_in_term if end else parameters.churn_no_contract
        stays = (1 - monthly) ** left
        return Estimate(stays, stays, stays, (), True)
    middle = _choice(briefing, account, rivals, parameters, 0.0, 0)
    low = _choice(briefing, account, rivals, parameters, -UNSEEN_SPREAD, 0)
    high = _choice(briefing, account, rivals, parameters, UNSEEN_SPREAD, 0)
    return Estimate(
        middle.ours, min(low.ours, middle.ours), max(high.ours, middle.ours), middle.voices, False, middle.veto
    )


class Move(NamedTuple):
    """A change of the estimate in shares of one: what was learned of people, their changed minds, and the rest."""

    learned: float
    minds: float
    rest: float


def move(
    before: tuple[Briefing, AccountView],
    now: tuple[Briefing, AccountView],
    rivals: tuple[str, ...],
    parameters: Parameters,
) -> Move | None:
    """Why the estimate moved; None where a month is settled. Like is compared with like, one thing after another."""
    earlier = {person.person_id: person for person in before[1].people}
    first, last = (estimate(*each, rivals, parameters) for each in (before, now))
    if first.settled or last.settled:
        return None
    people = []
    for person in now[1].people:
        old = earlier.get(person.person_id)
        seen = old is not None and old.level is not None
        people.append(old._replace(level=person.level, rival_seen=person.rival_seen) if seen else old or person)
    briefing, account = now
    rest = estimate(briefing, account._replace(people=before[1].people), rivals, parameters).chance
    minds = estimate(briefing, account._replace(people=tuple(people)), rivals, parameters).chance
    return Move(last.chance - minds, minds - rest, rest - first.chance)


def outlook(
    briefing: Briefing, account: AccountView, rivals: tuple[str, ...], parameters: Parameters
) -> tuple[float, ...]:
    """The estimate for the months to come if we do nothing more and rivals go on courting."""
    months = range(1, briefing.months - briefing.month)
    now = estimate(briefing, account, rivals, parameters)
    if now.settled:
        return tuple(now.chance for _ in months)
    return tuple(_choice(briefing, account, rivals, parameters, 0.0, ahead).ours for ahead in months)


def _choice(
    briefing: Briefing,
    account: AccountView,
    rivals: tuple[str, ...],
    parameters: Parameters,
    unseen: float,
    ahead: int,
) -> GroupChoice:
    influence = influence_of(parameters)
    roles = [person.role or "influencer" for person in account.people]
    courting = parameters.rival_courting * ahead
    choosers = []
    for person, role, share in zip(account.people, roles, influence_shares(influence, roles), strict=True):
        ours = float(person.level) if person.level is not None else unseen
        theirs = tuple(
            (max(USUAL_RIVAL, ours + RIVAL_LEAD) if person.rival_seen == rival else USUAL_RIVAL) + courting
            for rival in rivals
        )
        choosers.append(Chooser(person.person_id, role, share, (ours, *theirs)))
    strategy = dict(briefing.strategy).get(account.tier, "clip")
    mood = 0.0 if account.survey_score is None else (account.survey_score - USUAL_SATISFACTION) / 1.1
    if account.fault_days is not None:
        mood -= 0.5
    price = 1 - account.discount
    level = dict(briefing.service_level).get(account.tier, "responsive")
    held = held_at_renewal(parameters, ties(parameters, strategy, level), mood)
    fit = our_fit(parameters, strategy)
    offers = [Offer(US, 1.0, fit, parameters.our_reputation, parameters.incumbent_us, held)]
    rumor = dict([account.rumored_quote] if account.rumored_quote else [])
    for rival in rivals:
        asked = price * (1 - rumor[rival]) if rival in rumor else USUAL_PRICE
        looked_for = 0.0 if rival in rumor else -parameters.uninvited
        offers.append(Offer(rival, asked / price, USUAL_FIT, USUAL_FIT, looked_for))
    return group_choice(parameters, account.decision_mode, tuple(choosers), tuple(offers))
