"""Games that several tests look at, played once, and a manager who tries everything there is to try."""

from functools import cache

from kamsim.engine.checking import refusals
from kamsim.engine.decisions import (
    BEST_PLAN,
    Answer,
    AppointSponsor,
    GiveDiscount,
    HoldInstrument,
    HoldRoadShow,
    MapPower,
    OfferBundle,
    OfferContract,
    Propose,
    SetChannel,
    SetPartnerTier,
    SetServiceLevel,
    SetStrategy,
    SetSwitching,
    TendDepartments,
    TrainTeam,
    Visit,
    WinBack,
)
from kamsim.engine.records import AccountChurned, AccountListed, AccountWon, AccountWonBack
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.engine.streams import Streams
from kamsim.market.activities import ACTIVITIES
from kamsim.market.bundle import PLANS
from kamsim.market.channels import CHANNELS
from kamsim.market.departments import DEPARTMENTS, MANNERS
from kamsim.market.organization import INSTRUMENTS, PARTNER_TIERS
from kamsim.market.service import SERVICE_LEVELS, STRATEGIES
from kamsim.market.switching import METHODS
from kamsim.market.training import WAVES
from kamsim.market.winback import WIN_BACK_OFFERS
from kamsim.studies.policies import POLICIES


def try_everything(briefing):
    """Every kind of decision with every kind of value, good or foolish, as far as it is possible."""
    draws = Streams(briefing.month).of("try everything")

    def one_of(values):
        return values[int(draws.next() * len(values))]

    def discount():
        return round(0.6 * draws.next(), 4) if draws.next() < 0.8 else one_of((0.0, 0.6))

    def proposal(key):
        made = Propose(
            account=key,
            options=one_of((1, 2, 3)),
            discount=discount(),
            plan=one_of((None, *PLANS)),
            free_installation=draws.next() < 0.5,
            broadband_special=draws.next() < 0.5,
        )
        return made.model_copy(update={"discount": 0.0}) if made.plan else made

    def campaign(key):
        offer = one_of(WIN_BACK_OFFERS)
        if offer == "bundle":
            return WinBack(
                account=key, offer=offer, plan=one_of((None, *PLANS, BEST_PLAN)), x=one_of((None, 0.01, 1e7))
            )
        cut = one_of((None, 0.05, 0.3)) if offer in ("discount", "both") else None
        return WinBack(account=key, offer=offer, discount=cut)

    wishes = [SetServiceLevel(tier=tier, level=one_of(SERVICE_LEVELS)) for tier in "ABC"]
    wishes += [SetStrategy(tier=tier, strategy=one_of(STRATEGIES)) for tier in "ABC"]
    wishes += [SetSwitching(tier=tier, method=one_of(tuple(METHODS)), on=draws.next() < 0.7) for tier in "ABC"]
    wishes += [Answer(situation=s.situation_id, option=one_of(s.options)) for s in briefing.inbox]
    wishes += [SetChannel(tier=tier, channel=one_of(CHANNELS)) for tier in "ABC"]
    wishes += [TrainTeam(wave=one_of(tuple(WAVES)), managers=one_of((1, 1, 2)))]
    wishes += [HoldRoadShow(building=building) for building in dict.fromkeys(a.building_id for a in briefing.accounts)]
    for account in briefing.accounts:
        key = account.account_id
        wishes += [
            OfferBundle(
                account=key,
                plan=one_of((*PLANS, BEST_PLAN)),
                x=one_of((None, None, 0.01, min(1e7, max(0.01, account.wallet_fen / 100)), 1e7)),
                term_months=one_of((0, 6, 12, 24, 36)),
            ),
            OfferContract(account=key, term_months=one_of((0, 6, 12, 24, 36)), discount=discount()),
            GiveDiscount(account=key, discount=discount()),
            campaign(key),
            proposal(key),
            MapPower(account=key),
            AppointSponsor(account=key, on=draws.next() < 0.7),
            SetPartnerTier(account=key, partner=one_of(PARTNER_TIERS)),
            HoldInstrument(account=key, instrument=one_of(tuple(INSTRUMENTS))),
            TendDepartments(account=key, department=one_of((*DEPARTMENTS, "all")), manner=one_of(tuple(MANNERS))),
            SetChannel(account=key, channel=one_of(CHANNELS)),
        ]
        wishes += [
            Visit(account=key, person=person.person_id, activity=one_of(tuple(ACTIVITIES)))
            for person in account.people
            for _ in range(2)
        ]
    chosen = [wish for wish in wishes if draws.next() < (0.9 if isinstance(wish, Answer) else 0.3)]
    return fitting(briefing, chosen)


def fitting(briefing, wishes):
    """Those wishes that can be carried out and fit into the hours, the first ones first."""
    plan, left = [], briefing.hours
    for wish in possible(briefing, wishes):
        if briefing.hours_of(wish) <= left:
            plan.append(wish)
            left -= briefing.hours_of(wish)
    return plan


def possible(briefing, wishes):
    """Those wishes that can be carried out, whatever the hours."""
    refused = {refusal.position for refusal in refusals(briefing, wishes) if refusal.field != "hours"}
    return [wish for place, wish in enumerate(wishes) if place not in refused]


EVERYBODY = POLICIES | {"try-everything": try_everything}


@cache
def played(scenario, policy, seed=7):
    """A whole game, played once for all tests that look at it."""
    return play(find_scenario(scenario), EVERYBODY[policy], seed)


def of_kind(game, *kinds):
    """The records of these kinds, oldest first."""
    return [record for record in game.ledger if isinstance(record, kinds)]


def active_spans(game):
    """Per account, the spans of days in which it was active, as (first, last)."""
    spans = {}
    end = game.month * 30
    for record in of_kind(game, AccountListed, AccountWon, AccountWonBack, AccountChurned):
        mine = spans.setdefault(record.account_id, [])
        if isinstance(record, AccountChurned):
            assert mine, "an account that was never ours has left"
            assert mine[-1][1] == end, "an account that had left has left again"
            mine[-1] = (mine[-1][0], record.day)
        elif not isinstance(record, AccountListed) or record.active:
            assert not mine or mine[-1][1] < end, "an account that is ours has come to us"
            mine.append((record.day, end))
    return spans


def truths(scenario, policy, seed=7):
    """The hidden truth after each month of a game."""
    game = Simulation(scenario, seed)
    while not game.finished:
        game.advance(policy(game.briefing))
        yield game._world


def click(cockpit, *actions):
    """Click one after another; a click that fails fails the test."""
    for action in actions:
        cockpit.canvas.click(action)
        assert cockpit.canvas.failures == []
