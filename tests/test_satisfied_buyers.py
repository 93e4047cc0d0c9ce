"""Satisfaction counts where an account of ours buys more or binds itself, and in how much it still wants from us."""

import pytest
from games import of_kind, played

from kamsim.engine.decisions import OfferBundle, OfferContract
from kamsim.engine.processes.contest import satisfied
from kamsim.engine.records import AccountListed, ChoiceMade, OpportunityOpened
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.tastes import BALANCED
from kamsim.studies.policies import wait_and_see

CITY = find_scenario("city")


def with_values(**values):
    return CITY.with_settings(values={name: str(value) for name, value in values.items()})


def test_a_purchase_weighs_lasting_satisfaction_and_a_recovery_pleases_without_selling():
    world = Simulation(with_values(satisfaction_purchase=0.4), 7)._world
    account = next(a for a in world.accounts.values() if a.status == "active" and a.taste is BALANCED)
    account.satisfaction, account.goodwill = 1.5, (0.5, world.env.now)
    assert satisfied(world, account) == (("satisfaction", pytest.approx(0.4 * (1.5 - 0.5))),)
    prospect = next(a for a in world.accounts.values() if a.status == "prospect")
    assert satisfied(world, prospect) == ()


def test_every_sale_term_and_bundle_of_an_account_of_ours_has_its_satisfaction_among_the_parts():
    game = played("city", "textbook")
    ours = {record.account_id for record in of_kind(game, AccountListed) if record.active}
    chosen = [c for c in of_kind(game, ChoiceMade) if c.choice in ("sale", "term", "bundle") and c.account_id in ours]
    assert {choice.choice for choice in chosen} == {"sale", "term", "bundle"}
    for choice in chosen:
        assert len({dict(voice.parts)["satisfaction"] for voice in choice.voices}) == 1


@pytest.mark.parametrize("offer", [OfferBundle, OfferContract])
def test_the_more_satisfied_an_account_is_the_likelier_it_signs_more(offer):
    found = []
    for satisfaction in (-1.5, 0.0, 1.5):
        game = Simulation(CITY, 7)
        account = next(a for a in game._world.accounts.values() if a.status == "active")
        account.satisfaction = satisfaction
        game.advance([offer(account=account.account_id)])
        choice = next(c for c in of_kind(game, ChoiceMade) if c.choice in ("term", "bundle"))
        found.append(choice.probability)
    assert found == sorted(set(found))


def test_an_account_that_is_clearly_dissatisfied_brings_fewer_needs_and_nobody_elses_change():
    def needs(share):
        eager = with_values(leads_dissatisfied=share, leads_active=0.2, dissatisfied=0)
        opened = of_kind(play(eager, wait_and_see, 7), OpportunityOpened)
        # The first needs only: one that does not come leaves room for the next.
        return {record.opportunity_id for record in opened if record.day < 60 and record.opportunity_id.endswith("/1")}

    none, some, all_ = needs(0), needs(0.5), needs(1)
    assert none < some < all_
