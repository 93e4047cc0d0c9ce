"""Key figures against ledgers that a pencil can check, and against real games."""

import pytest
from games import of_kind, played

from kamsim.engine.records import (
    AccountWon,
    ActivityDone,
    BillSent,
    ChoiceMade,
    ContractSigned,
    CsatAnswered,
    IncidentClosed,
    LineWon,
    OpportunityClosed,
    OpportunityOpened,
    ProposalMade,
    StageReached,
    SurveyAnswered,
)
from kamsim.market.opportunity import STAGES
from kamsim.studies.indicators import (
    Indicators,
    decider_coverage,
    funnel,
    indicators,
    lines_per_account,
    reasons_for_leaving,
)


def sale(name, begun, closed, result="won", proposed=None, discount=0.1):
    """A sale from its first contact to its end, with a proposal on the way."""
    records = [OpportunityOpened(begun - 5, "a", name, "mobile"), StageReached(begun, "a", name, "contact")]
    if proposed is not None:
        records.append(ProposalMade(proposed, "a", name, 3, discount, None, 1.0))
    return [*records, OpportunityClosed(closed, "a", name, result)]


def test_months_without_anything_have_no_means_and_no_shares():
    assert indicators([], 1, 3) == Indicators()


def test_the_win_rate_counts_sales_that_were_taken_up_and_ended_in_these_months():
    unpursued = [OpportunityOpened(1, "a", "x", "mobile"), OpportunityClosed(40, "a", "x", "passed")]
    ledger = [*sale("1", 10, 40), *sale("2", 10, 50, "lost"), *sale("3", 10, 55, "no_decision"), *unpursued]
    found = indicators([*ledger, *sale("4", 10, 95)], 1, 2)
    assert (found.sales_closed, found.win_rate) == (3, pytest.approx(1 / 3))
    assert indicators(ledger, 3, 3).win_rate is None


def test_cycles_begin_with_the_first_contact_even_before_the_months_that_are_looked_at():
    ledger = [*sale("1", 10, 130, proposed=70), *sale("2", 20, 100, proposed=85), *sale("3", 5, 110, "lost", 50)]
    found = indicators(ledger, 4, 5)
    assert found.cycle_days == pytest.approx((120 + 80) / 2)
    assert found.signing_days == pytest.approx((60 + 15) / 2)


def test_a_later_proposal_moves_the_price_of_a_deal_and_not_its_beginning():
    again = ProposalMade(60, "a", "1", 3, 0.2, None, 1.0)
    begun, proposal, *end = sale("1", 10, 90, proposed=40)[1:]
    found = indicators([begun, proposal, again, *end], 1, 4)
    assert (found.signing_days, found.discount) == (50, 0.2)


def test_a_deal_counts_once_and_a_bundle_has_no_discount():
    first_contract = [ContractSigned(60, "a", 24, 0.05, None, 0), *sale("1", 10, 60, proposed=30, discount=0.05)]
    bundle = [*sale("2", 10, 70, proposed=30), ContractSigned(70, "a", 24, 0.0, "B", 800_000)]
    line = sale("3", 10, 80, proposed=30, discount=0.15)
    found = indicators([*first_contract, *bundle, *line], 1, 3)
    assert (found.deals, found.discount) == (2, pytest.approx((0.05 + 0.15) / 2))


def closed(day, level, breached):
    return IncidentClosed(day, "a", f"a/{day}", level, 1.0, 3.0, breached)


def test_incidents_solved_in_time_are_counted_by_level_in_the_months_in_which_they_were_solved():
    ledger = [closed(5, 1, False), closed(40, 1, True), closed(45, 1, False), closed(50, 3, False), closed(95, 2, True)]
    found = indicators(ledger, 2, 3)
    assert (found.solved, found.in_time) == ({1: 2, 3: 1}, {1: 1, 3: 1})
    assert indicators(ledger, 4, 4).in_time == {2: 0}


def test_visits_are_met_in_person_and_renewals_are_those_at_the_end_of_a_term():
    done = [
        ActivityDone(3, "a", "a-1", activity, 1.0, 0, well, 0.0, 0.0, 0)
        for activity, well in (("visit", True), ("workshop", False), ("follow_up", True), ("savings_proposal", True))
    ]
    chosen = [
        ChoiceMade(29, name, choice, "logit", (), 0.0, 0.5, 0.1, good, "renews", 0)
        for name, choice, good in (("a", "renewal", True), ("b", "renewal", False), ("c", "term", True))
    ]
    found = indicators([*done, *chosen], 1, 1)
    assert (found.visits, found.went_well, found.terms_ended, found.renewed) == (2, 0.5, 2, 0.5)


def test_answers_and_bills_are_those_of_the_months_and_of_the_last_of_them():
    ledger = [
        SurveyAnswered(29, "a", 10), SurveyAnswered(59, "b", 3), SurveyAnswered(59, "c", 9), SurveyAnswered(59, "d", 8),
        CsatAnswered(50, "a", "i", 5), CsatAnswered(55, "b", "j", 2), AccountWon(40, "e"), LineWon(41, "a", "m", "r"),
        *(BillSent(30 * month + 29, "a", month, 0, 100 + month, 50, 0, 0, 0) for month in range(3)),
    ]  # fmt: skip
    found = indicators(ledger, 2, 2)
    assert (found.nps, found.csat, found.bill_fen) == (0, 3.5, 101)
    assert (found.new_accounts, found.lines_sold) == (1, 1)


def test_the_funnel_never_widens_and_ends_with_the_sales_that_were_won():
    game = played("city", "textbook")
    steps = funnel(game.ledger)
    assert [step.name for step in steps] == ["needs", *STAGES, "won"]
    assert [step.sales for step in steps] == sorted((step.sales for step in steps), reverse=True)
    assert steps[0].sales == len(of_kind(game, OpportunityOpened))
    whole = indicators(game.ledger, 1, game.month)
    assert steps[-1].sales == round(whole.win_rate * whole.sales_closed) > 0
    assert sum(indicators(game.ledger, month, month).visits for month in range(1, 25)) == whole.visits


def test_who_visits_knows_deciders_and_who_does_not_knows_none():
    busy, idle = played("city", "textbook"), played("city", "wait-and-see")
    assert decider_coverage(idle.briefing) == 0 < decider_coverage(busy.briefing) <= 1
    assert lines_per_account(busy.briefing) > lines_per_account(idle.briefing) > 1
    reasons = reasons_for_leaving(idle.ledger)
    assert [times for _, times in reasons] == sorted((times for _, times in reasons), reverse=True)
