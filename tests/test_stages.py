"""A stage of a sale while it runs: what is done at the account counts at once, and silence makes the sale riskier."""

from math import exp, inf, log
from statistics import fmean

import pytest
from games import of_kind, played, possible

from kamsim.engine.decisions import Answer, MapPower, Visit
from kamsim.engine.processes.work import do
from kamsim.engine.records import ChoiceMade, OpportunityClosed, StageReached
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.opportunity import RISK, STAGES, risk_parts
from kamsim.workbook import sentences

EAGER = find_scenario("city").with_settings(12, {"leads_active": "0.2", "leads_prospect": "0.3"})


def pursue(briefing):
    sales = [s for s in briefing.inbox if s.kind == "opportunity"]
    return possible(briefing, [Answer(situation=s.situation_id, option="pursue") for s in sales])[:12]


def in_stage(stage, wanted=lambda account: True):
    """A game and an account with a sale in a stage whose gate is not open."""
    game = Simulation(EAGER, 4)
    while not game.finished:
        game.advance(pursue(game.briefing))
        for account in game._world.accounts.values():
            sale = account.opportunity
            running = sale is not None and sale.progress is not None and sale.progress.ends_on > game._world.env.now
            if running and STAGES[sale.stage] == stage and not sale.progress.gate_open and wanted(account):
                return game, account
    raise AssertionError(f"no sale in {stage}")


def test_a_map_drawn_in_the_stage_opens_the_gate_and_ends_the_silence():
    game, account = in_stage("design")
    progress, parameters, now = account.opportunity.progress, game._world.parameters, game._world.env.now
    base = parameters.drop_hazard * RISK[STAGES.index("design")]
    drag, before, since = progress.hazard / (2 * base), progress.dies_on, progress.since_day
    assert drag in (1.0, parameters.gatekeeper_drag)
    assert progress.silent_from < now
    silent_days = now - max(since, progress.silent_from)
    used = 2 * base * drag * (now - since + (parameters.drop_silent - 1) * silent_days)
    left = progress.endures - used
    do(game._world, MapPower(account=account.account_id))
    assert progress.gate_open
    assert progress.hazard == pytest.approx(base * drag)
    assert progress.silent_from == now + parameters.silent_days
    assert progress.endures == pytest.approx(left)
    assert progress.dies_on > before


def test_the_decider_met_in_the_stage_opens_the_gate_of_showing_the_value():
    game, account = in_stage("value_show", lambda account: any(p.role == "decider" for p in account.people))
    someone = next(p for p in account.people if p.role != "decider")
    decider = next(p for p in account.people if p.role == "decider")
    for person, opens in ((someone, False), (decider, True)):
        do(game._world, Visit(account=account.account_id, person=person.person_id))
        assert account.opportunity.progress.gate_open is opens


def test_who_hears_what_suits_them_in_the_stage_shortens_what_is_left_of_it():
    game, account = in_stage("discovery", lambda account: any(p.role == "technical" for p in account.people))
    progress, now = account.opportunity.progress, game._world.env.now
    person = next(p for p in account.people if p.role == "technical")
    left = progress.ends_on - now
    for _ in range(2):
        # A second workshop reaches nobody new.
        do(game._world, Visit(account=account.account_id, person=person.person_id, activity="workshop"))
        assert progress.ends_on - now == pytest.approx(left * exp(-0.35 * person.share))


def test_a_stage_that_became_shorter_ends_on_its_new_day():
    game, account = in_stage("discovery")
    progress, name = account.opportunity.progress, account.opportunity.opportunity_id
    progress.endures = inf
    for person in account.people:
        do(game._world, Visit(account=account.account_id, person=person.person_id, activity="visit"))
    ends = progress.ends_on
    game.advance()
    game.advance()
    reached = [r for r in of_kind(game, StageReached) if r.opportunity_id == name and r.stage == "design"]
    assert [record.day for record in reached] == pytest.approx([ends])


def test_a_sale_that_was_to_die_lives_on_when_a_contact_comes_in_time():
    game, account = in_stage("design")
    progress, now = account.opportunity.progress, game._world.env.now
    assert progress.ends_on > now + 2
    opportunity = account.opportunity
    progress.endures = progress.hazard * 1.5 * (now - progress.since_day + 1.0)
    do(game._world, MapPower(account=account.account_id))
    # The hazard of a day and more in silence without a map lasts longer than the stage now.
    assert progress.dies_on > now + 2.5
    assert account.opportunity is opportunity


def dropped(policy, **values):
    played = (play(EAGER.with_settings(values={k: str(v) for k, v in values.items()}), policy, s) for s in (1, 2))
    return sum(closed.result == "dropped" for game in played for closed in of_kind(game, OpportunityClosed))


def test_more_sales_die_where_silence_and_missing_preparation_weigh_more():
    usual = dropped(pursue, drop_hazard=0.003)
    assert dropped(pursue, drop_hazard=0.003, drop_silent=3) > usual
    assert dropped(pursue, drop_hazard=0.003, drop_skipped_gate=4) > usual
    assert dropped(pursue, drop_hazard=0.003, silent_days=60) < usual
    assert dropped(pursue, drop_hazard=0) == 0


def stages_of(*games_):
    return [choice for game in games_ for choice in of_kind(game, ChoiceMade) if choice.choice == "stage"]


def test_the_risk_of_a_stage_is_taken_apart_into_the_stage_its_gate_a_gatekeeper_and_silence():
    parts = dict(risk_parts(STAGES.index("design"), 0.02, 0.04, 0.06, 0.075))
    assert parts == {
        "stage_design": pytest.approx(-log(0.02)),
        "gate_design": pytest.approx(-log(2)),
        "gatekeeper": pytest.approx(-log(1.5)),
        "silence": pytest.approx(-log(1.25)),
    }
    assert exp(-sum(parts.values())) == pytest.approx(0.075)
    assert dict(risk_parts(0, 0.02, 0.02, 0.02, 0.02)) == {"stage_contact": pytest.approx(-log(0.02))}


def test_a_dropped_sale_says_at_which_stage_and_what_put_it_at_risk():
    game = play(EAGER.with_settings(values={"drop_hazard": "0.005"}), pursue, 1)
    reached = {}
    for record in game.ledger:
        if isinstance(record, StageReached):
            reached[record.account_id] = record.stage
        elif isinstance(record, ChoiceMade) and record.outcome == "dropped":
            causes = {cause for cause, _ in record.voices[0].parts}
            assert f"stage_{reached[record.account_id]}" in causes
            # Nobody was ever met: every gate stayed shut, and after three weeks there was silence.
            if reached[record.account_id] in ("discovery", "design", "value_show", "signature"):
                assert f"gate_{reached[record.account_id]}" in causes
    dropped_ = [choice for choice in stages_of(game) if not choice.favorable]
    assert len(dropped_) > 5
    assert any("silence" in dict(choice.voices[0].parts) for choice in dropped_)
    assert "drop the sale" in sentences.question(dropped_[0], {})


def test_every_stage_that_was_passed_or_not_is_recorded_and_on_average_luck_in_it_is_nothing():
    games_ = [play(EAGER.with_settings(values={"drop_hazard": "0.005"}), pursue, seed) for seed in (1, 2, 3)]
    found = stages_of(*games_)
    assert len(found) > 150
    spread = sum(c.probability * (1 - c.probability) for c in found) ** 0.5 / len(found)
    assert abs(fmean(c.favorable - c.probability for c in found)) < 3 * spread
    assert {c.favorable == (c.draw < c.probability) for c in found} == {True}


def test_a_game_that_ends_within_stages_is_no_luck_either():
    short = EAGER.with_settings(2, values={"drop_hazard": "0.01", "drop_skipped_gate": "4"})
    games_ = [play(short, pursue, seed) for seed in range(1, 21)]
    found = stages_of(*games_)
    spread = sum(c.probability * (1 - c.probability) for c in found) ** 0.5
    assert abs(sum(c.favorable - c.probability for c in found)) < 3 * spread
    # Each stage that was reached has been survived or not, or its sale has ended otherwise.
    for game in games_:
        begun = {(r.account_id, r.opportunity_id): r for r in of_kind(game, StageReached)}
        open_ = [key for key in begun if key[1] not in {r.opportunity_id for r in of_kind(game, OpportunityClosed)}]
        still = {choice.account_id for choice in stages_of(game) if choice.day > 59.99 and choice.outcome == "goes_on"}
        assert {account_id for account_id, _ in open_} == still


def test_a_contact_in_the_stage_makes_silence_a_smaller_part_of_its_risk():
    quiet, textbook = stages_of(played("city", "random")), stages_of(played("city", "textbook"))
    silence = [fmean(-dict(c.voices[0].parts).get("silence", 0.0) for c in found) for found in (quiet, textbook)]
    assert silence[0] > silence[1]


def test_a_sale_without_any_risk_has_nothing_to_explain():
    assert stages_of(play(EAGER.with_settings(values={"drop_hazard": "0"}), pursue, 1)) == []
