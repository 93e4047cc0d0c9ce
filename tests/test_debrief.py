"""The truth after a game: told when it is over, never before, and with the largest misjudgments first."""

from functools import cache

import pytest
from games import of_kind

from kamsim.engine.records import DiscountDemanded
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.studies.policies import discounter, textbook
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.debrief import MEANING, misjudged
from kamsim.workbook.session import Session

CITY = find_scenario("city").with_settings(12)


@cache
def played(policy, seed=4):
    return play(CITY, policy, seed)


def test_the_truth_is_not_told_before_the_game_is_over():
    game = Simulation(find_scenario("first-deal"), 1)
    with pytest.raises(RuntimeError, match="over"):
        game.misjudgments()
    assert Simulation(CITY.with_settings(0), 1).misjudgments() == []


@pytest.mark.parametrize("policy", [textbook, discounter])
def test_misjudgments_say_what_was_shown_and_what_is_so_and_the_weightiest_come_first(policy):
    game = played(policy)
    found = game.misjudgments(200)
    assert [made.weight for made in found] == sorted((made.weight for made in found), reverse=True)
    assert found[:5] == game.misjudgments()
    assert {"wallet", "role"} <= {made.kind for made in found}
    for made in found:
        account, view = game._world.accounts[made.account_id], game.briefing.account(made.account_id)
        if made.kind == "wallet":
            assert (made.believed, made.true) == (view.wallet_fen / 100, account.wallet)
            assert made.weight == pytest.approx(abs(made.believed - made.true))
            continue
        person = next((p for p in account.people if p.person_id == made.person_id), None)
        seen = next((p for p in view.people if p.person_id == made.person_id), None)
        if made.kind == "attitude":
            assert made.believed == seen.level
            assert abs(seen.level - person.attitude) >= 1
            assert made.weight == pytest.approx(person.share * abs(seen.level - person.attitude) / 4 * account.wallet)
        elif made.kind == "role":
            assert (made.believed, made.true) == (seen.role, person.role)
            assert not seen.role_sure


def test_a_bluff_counts_only_where_something_was_given_for_it():
    assert not [made for made in played(textbook).misjudgments(200) if made.kind == "motive"]
    given = [made for made in played(discounter).misjudgments(200) if made.kind == "motive"]
    bluffs = {(d.account_id, d.claimed_discount) for d in of_kind(played(discounter), DiscountDemanded) if d.bluff}
    assert given
    assert {(made.account_id, made.believed) for made in given} <= bluffs


def test_the_end_tells_the_five_largest_misjudgments_and_no_screen_before_it_does():
    cockpit = Cockpit(Session(CITY.with_settings(2), 4))
    cockpit.canvas.click("run:1")
    assert MEANING not in cockpit.canvas.text()
    cockpit.canvas.click("run:2")
    text = cockpit.canvas.text()
    rows = misjudged(cockpit.session.simulation, cockpit.desk.names)
    assert len(rows) == 5
    assert MEANING in text
    assert all(part in text for row in rows for part in row)


def test_a_game_played_in_the_terminal_ends_with_the_truth(run):
    code, out, _ = run("play", "city", "--months", "2", "--seed", "4")
    assert code == 0
    assert MEANING in out
    assert "the wallet" in out
