"""Every code of the model has words, and a code that nobody has described yet still reads."""

import re

import pytest

from kamsim.engine import records
from kamsim.engine.briefing import Situation
from kamsim.engine.decisions import (
    SITUATIONS,
    Answer,
    AppointSponsor,
    AssignOwner,
    GiveDiscount,
    HoldInstrument,
    HoldRoadShow,
    MapPower,
    OfferBundle,
    OfferContract,
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
from kamsim.engine.records import ChoiceMade, ContractSigned, CostBooked, PersonLeft, PriceLeaked, QuoteMade
from kamsim.engine.remarks import Remark, remarks
from kamsim.engine.scenario import INDUSTRIES, PRODUCTS, find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.activities import ACTIVITIES
from kamsim.market.bundle import PLANS
from kamsim.market.buying import Voice
from kamsim.market.channels import CHANNELS
from kamsim.market.departments import DEPARTMENTS, MANNERS
from kamsim.market.evidence import DIMENSIONS as EVIDENCE
from kamsim.market.opportunity import STAGES
from kamsim.market.organization import INSTRUMENTS, PARTNER_TIERS
from kamsim.market.owners import SEATS
from kamsim.market.people import LEVELS, NEEDS, RANKS, ROLES, STYLES
from kamsim.market.rivals import RIVAL_KINDS
from kamsim.market.selection import CAPABILITIES, CELLS, DIMENSIONS, VALUE_TIERS
from kamsim.market.selection import STAGES as STAGES_OF_LIFE
from kamsim.market.service import SERVICE_LEVELS, SEVERITIES, STRATEGIES
from kamsim.market.signals import HEARSAY, Signal
from kamsim.market.switching import METHODS
from kamsim.market.tastes import LEANINGS
from kamsim.market.training import WAVES
from kamsim.market.winback import WIN_BACK_OFFERS
from kamsim.studies.policies import POLICIES
from kamsim.workbook import sentences, words

NAMES = {"A01": "Maple Print", "A01-1": "Qiao Min", "N": "Rival N"}


@pytest.fixture(scope="module")
def games():
    """Two whole games of the city, by a bot that does what is taught and by one that does anything."""
    return [play(find_scenario("city"), POLICIES[name], 7) for name in ("textbook", "random")]


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (ACTIVITIES, words.ACTIVITIES),
        (WAVES, words.WAVES),
        (LEANINGS, words.LEANINGS),
        (SERVICE_LEVELS, words.LEVELS_OF_SERVICE),
        (STRATEGIES, words.STRATEGIES),
        (PLANS, words.PLANS),
        (PARTNER_TIERS, words.PARTNER_TIERS),
        (CELLS.values(), words.MATRIX),
        ((*(name for name, _ in VALUE_TIERS), "lead"), words.VALUE_TIERS),
        (STAGES_OF_LIFE, words.LIFE_STAGES),
        (DIMENSIONS, words.VALUE_DIMENSIONS),
        (CAPABILITIES, words.CAPABILITIES),
        (INSTRUMENTS, words.INSTRUMENTS),
        ((*DEPARTMENTS, "all"), words.DEPARTMENTS),
        (MANNERS, words.MANNERS),
        (CHANNELS, words.CHANNELS),
        (WIN_BACK_OFFERS, words.WIN_BACK_OFFERS),
        (METHODS, words.METHODS),
        (ROLES, words.ROLES),
        (NEEDS, words.NEEDS),
        ({method.group for method in METHODS.values()}, words.METHOD_GROUPS),
        (RANKS, words.RANKS),
        (EVIDENCE, words.DIMENSIONS),
        (SEATS, words.SEATS),
        (STYLES, words.STYLES),
        (LEVELS, words.LEVELS),
        (PRODUCTS, words.PRODUCTS),
        (STAGES, words.OPPORTUNITY_STAGES),
        (RIVAL_KINDS, words.RIVAL_KINDS),
        (SEVERITIES, words.INCIDENTS),
    ],
)
def test_every_code_of_a_table_has_a_word_and_no_word_is_left_over(codes, table):
    assert set(codes) == set(table)


def test_every_option_of_every_situation_has_words_and_a_hint():
    for kind, options in SITUATIONS.items():
        for option in options:
            assert words.option_hint(kind, option), (kind, option)
        situation = Situation(f"{kind}:A01:3", kind, "A01", None, (), tuple(options))
        assert all(sentences.situation(situation, NAMES)), kind


@pytest.mark.parametrize(
    ("busy", "whole", "said"),
    [
        (0, 4, "None of 4 engineers is busy."),
        (1, 4, "1 of 4 engineers is busy."),
        (3, 4, "3 of 4 engineers are busy."),
        (1, 1, "Your one engineer is busy."),
        (0, 1, "Your one engineer is free."),
    ],
)
def test_an_outage_and_a_fault_that_stays_say_how_many_engineers_are_busy(busy, whole, said):
    for kind, facts in (("outage", ("hours", 5)), ("standing_fault", ("days", 3))):
        found = Situation(f"{kind}:A01:3", kind, "A01", None, (facts, ("busy", busy), ("engineers", whole)), ("wait",))
        assert sentences.situation(found, NAMES)[1].endswith(said)


def test_sending_engineers_says_two_in_a_team_and_twice_as_long_where_there_is_one():
    for whole, said in ((4, "two engineers"), (1, "your one engineer for twice as long")):
        assert said in words.option_hint("standing_fault", "send_engineers", (("busy", 0), ("engineers", whole)))


def test_a_demand_tells_what_this_game_asks_and_gives_in_a_trade():
    game = Simulation(find_scenario("city").with_settings(values={"trade_share": "0.3", "trade_term_months": "36"}), 1)
    while not (demands := [found for found in game.briefing.inbox if found.kind == "discount_demand"]):
        game.advance([])
    said = words.option_hint("discount_demand", "trade_for_term", demands[0].facts)
    assert said == "30 % of the discount for a term of 36 months"


def test_the_numbers_of_an_answer_are_those_of_its_situation():
    facts = (("cut", 0.2), ("upgrade", 0.05))
    assert words.option("lost", "win_back_discount", facts) == "Win back with 20 % off"
    assert words.option_chip("lost", "win_back_discount", facts) == "20 % off"
    assert words.option_hint("lost", "win_back_upgrade", facts) == "an upgrade at 5 % of usage"
    assert words.option_hint("objection", "discount_now", facts).startswith("20 % off at once")
    facts = (("trade", 0.3), ("term", 36), ("credit", 0.2), ("worse", 2.0), ("back", 0.7), ("mended", 0.4))
    assert words.option("discount_demand", "trade_for_term", facts) == "Trade for 36 months"
    assert (
        words.option_hint("discount_demand", "trade_for_term", facts) == "30 % of the discount for a term of 36 months"
    )
    assert "20 % of a bill as extra value" in words.option_hint("crisis", "honest_notice", facts)
    assert words.option_hint("crisis", "promise_date", facts).endswith("it costs 2 times what it won")
    assert words.option_hint("owner_left", "introduce", facts) == "in person; 70 % of the lost good will comes back"
    assert words.option_hint("resentment", "apologize", facts).startswith("makes good 40 % of it")
    assert "to the 3 largest" in words.option_hint("building_attack", "bundle_tenants", (("offers", 3),))
    assert words.option("discount_demand", "trade_for_term") == "Trade for a longer term"
    assert words.option("lost", "win_back_discount") == "Win back with a discount"
    assert words.option_chip("lost", "win_back_discount") == "A discount"


def test_every_industry_reads_without_underscores():
    assert not any("_" in words.industry(industry) for industry in INDUSTRIES)


def test_every_choice_cause_and_outcome_that_occurs_in_games_has_words(games):
    for game in games:
        rivals = {rival.rival_id for rival in game.scenario.rivals}
        for record in game.ledger:
            if isinstance(record, ChoiceMade):
                assert record.choice in words.CHOICES
                assert record.outcome in words.OUTCOMES or record.outcome in rivals
                causes = {cause.partition(":")[0] for voice in record.voices for cause, _ in voice.parts}
                assert causes <= set(words.CAUSES)
                assert sentences.question(record, NAMES).startswith("Why did")


def test_every_record_that_occurs_in_games_is_told_or_kept_back_on_purpose(games):
    silent = {"BillSent", "QuoteMade", "RivalPriceChanged", "DecisionMade", "Surprise"}
    for game in games:
        names = words.names_of(game.scenario, game.briefing)
        told, seen = set(), set()
        for record in game.ledger:
            seen.add(type(record).__name__)
            line = sentences.story_line(record, names)
            if line:
                told.add(type(record).__name__)
                assert "_" not in line
                assert "None" not in line
        assert seen - told <= silent


def test_every_signal_remark_and_situation_of_a_game_has_words():
    scenario = find_scenario("city")
    simulation = Simulation(scenario, 3)
    while not simulation.finished:
        briefing = simulation.briefing
        names = words.names_of(scenario, briefing)
        for account in briefing.accounts:
            for signal in account.signals:
                assert words.signal(signal) != words.plain(signal.code) or signal.code in ("no_contract",)
        plan = POLICIES["discounter"](briefing)
        for remark in remarks(briefing, plan):
            assert remark.code in sentences.REMARKS
            assert "{" not in sentences.remark(remark, names)
        for situation in briefing.inbox:
            who, said = sentences.situation(situation, names)
            assert who
            assert said.endswith((".", "?", "”"))
        for decision in plan:
            assert all(sentences.decision(decision, names))
        simulation.advance(plan)


def test_every_kind_of_decision_says_whom_and_what():
    made = [
        Visit(account="A01", person="A01-1", activity="savings_proposal"),
        MapPower(account="A01"),
        GiveDiscount(account="A01", discount=0.1),
        OfferContract(account="A01", term_months=24, discount=0.05),
        OfferBundle(account="A01", plan="B", x=8000),
        AppointSponsor(account="A01"),
        WinBack(account="A01", offer="upgrade"),
        SetServiceLevel(tier="A", level="tailored"),
        SetStrategy(tier="A", strategy="velcro"),
        SetSwitching(tier="A", method="points", on=False),
        OfferBundle(account="A01", plan="best"),
        Answer(situation="discount_demand:A01:3", option="hold"),
        AssignOwner(account="A01", seat="A", manager=2),
    ]
    lines = [sentences.decision(decision, NAMES) for decision in made]
    assert [line[0] for line in lines] == ["Maple Print"] * 7 + ["A tier"] * 3 + ["Maple Print"] * 3
    assert lines[0][1] == "savings proposal with Qiao Min"
    assert lines[4][1] == "offer Evergreen B, X ¥8,000, 12 months"
    assert lines[9][1] == "stop: points"
    assert lines[10][1] == "offer Evergreen, the plan they choose, 12 months"
    assert lines[11][1] == "answer: hold the price"
    assert lines[12][1] == "hand over to account manager 2"
    assert sentences.decision(made[12], NAMES | {"manager:2": "Cui Wen"})[1] == "hand over to Cui Wen"


def test_decisions_about_firms_channels_and_buildings_say_whom_and_what():
    made = [
        SetPartnerTier(account="A01", partner="strategic"),
        HoldInstrument(account="A01", instrument="summit"),
        TendDepartments(account="A01", department="finance", manner="team_building"),
        SetChannel(account="A01", channel="agent"),
        SetChannel(tier="C", channel="tele_seat"),
        HoldRoadShow(building="B03"),
        TrainTeam(wave="cases", managers=2),
    ]
    assert [sentences.decision(decision, NAMES | {"B03": "Bell Tower"}) for decision in made] == [
        ("Maple Print", "partner tier: strategic partner"),
        ("Maple Print", "summit of both firms"),
        ("Maple Print", "finance: team event"),
        ("Maple Print", "looked after by: agent"),
        ("C tier", "looked after by: tele-seat"),
        ("Bell Tower", "hold a road-show"),
        ("Our team", "train 2 account managers: cases"),
    ]


def test_the_kinds_of_decision_above_are_all_there_are():
    from kamsim.engine.decision_file import KINDS

    told = set(re.findall(r'"(\w+)"', _source_of(sentences.decision)))
    assert KINDS.keys() <= told


def _source_of(function):
    import inspect

    return inspect.getsource(function)


def test_signals_say_why_in_about_four_words():
    assert words.signal(Signal("contract_ends", 58, 0.25)) == "contract ends in 58 days"
    assert words.signal(Signal("usage_down", -0.17, 0.2)) == "usage −17 %"
    assert words.signal(Signal("shortfall", 2, 0.15)) == "paid for too much, 2 of 3 months"
    for code, weight in HEARSAY.items():
        assert words.signal(Signal(code, 0, weight)).startswith("hearsay: ")


def test_a_buyer_is_quoted():
    facts = (("claimed", 0.2), ("rival", "N"))
    situation = Situation("discount_demand:A01:3", "discount_demand", "A01", "A01-1", facts, ("match", "hold"))
    who, said = sentences.situation(situation, NAMES)
    assert who == "Qiao Min, Maple Print"
    assert said == "“Rival N is 20 % below you. Match it and we sign today.”"


def test_a_long_name_is_cut_to_the_width_that_it_takes():
    assert words.shortened("Maple Print", 28) == "Maple Print"
    assert words.shortened("M" * 40, 28) == "M" * 28 + "…"
    assert words.shortened("海" * 20, 28) == "海" * 14 + "…"


def test_a_supporter_is_named_only_when_the_manager_knows_the_person():
    assert words.cause("supporter:A01-1", 0.2, NAMES) == "Qiao Min is a supporter"
    assert words.cause("supporter:A01-9", 0.2, NAMES) == "somebody you do not know yet is a supporter"


def test_names_hold_nobody_whom_the_manager_does_not_know():
    scenario = find_scenario("city")
    names = words.names_of(scenario, Simulation(scenario, 1).briefing)
    hidden = [person for person in scenario.people if not person.known]
    assert hidden
    assert not any(person.person_id in names for person in hidden)


def test_a_price_that_a_neighbor_heard_of_is_told_in_its_story():
    said = sentences.story_line(PriceLeaked(3.0, "A01", "A02"), NAMES | {"A02": "Fern"})
    assert said.startswith("heard that Fern pays less: satisfaction fell")


def test_what_a_manager_cannot_know_has_no_line_in_the_story():
    assert sentences.story_line(QuoteMade(3.0, "A01", "N", 0.8), NAMES) is None
    assert sentences.story_line(PersonLeft(3.0, "A01", "A01-9", "A01-n1"), NAMES) is None
    bluff = sentences.story_line(records.DiscountDemanded(3.0, "A01", "A01-1", 0.2, True), NAMES)
    truth = sentences.story_line(records.DiscountDemanded(3.0, "A01", "A01-1", 0.2, False), NAMES)
    assert bluff == truth == "Qiao Min asked for 20 % off"


def test_a_code_that_nobody_described_still_reads():
    assert words.cause("solar_flare:X", -1, NAMES) == "solar flare: somebody you do not know yet"
    assert words.signal(Signal("moon_phase", 2, 0.1)) == "moon phase"
    assert words.word(words.STRATEGIES, "duct_tape") == "duct tape"
    assert words.option("riot", "call_police") == "Call police"
    assert words.choice("divorce_court")
    odd = ChoiceMade(31.0, "Z9", "divorce_court", "logit", (Voice("", 1.0, ()),), 0, 0.5, 0.6, False, "walks_out", 0)
    assert sentences.question(odd, NAMES) == "Why did Z9 come to “walks out” in month 2?"
    assert sentences.situation(Situation("riot:A01:1", "riot", "A01", None, (), ("run",)), NAMES)[1] == "riot."
    assert sentences.remark(Remark(2, "too_sunny", "A01", 1), NAMES) == "Maple Print: too sunny."
    assert sentences.story_line((1, 2), NAMES) is None


def test_a_need_that_waits_is_no_sale_in_a_stage():
    assert [words.signal(Signal("opportunity", size, 0.05)) for size in (0, 3)] == [
        "wants an offer",
        "sale in stage 3 of 6",
    ]


def test_a_signed_bundle_names_its_plan_and_x():
    signed = ContractSigned(29.0, "A01", 12, 0.0, "B", 800_000)
    assert sentences.story_line(signed, NAMES) == "signed: Evergreen B, X ¥8,000, 12 months"


def test_a_fault_that_came_back_is_not_told_as_kept_in_time():
    closed = records.IncidentClosed(29.0, "A01", "A01/1", 2, 1.0, 273.3, False)
    assert sentences.story_line(closed, NAMES) == "fault repaired in time, but it came back: solved after 11 days"
    assert "later than agreed" in sentences.story_line(closed._replace(breached=True), NAMES)


def test_costs_of_every_month_are_one_line_of_a_story():
    seats = [CostBooked(29.0 + 30 * month, "A01", "owner_seats", 20_000) for month in range(20)]
    story = [*seats, CostBooked(29.0, "A01", "sponsor", 50_000), CostBooked(40.0, "A01", "goodwill", 70_000)]
    told = [line for record in story if (line := sentences.story_line(record, NAMES))]
    assert told == ["a sign of goodwill, ¥700"]
    assert sentences.monthly_costs(story) == (
        "month by month: B and C owners −¥4,000 in 20 months, sponsor −¥500 in 1 month"
    )
    assert sentences.monthly_costs(story[-1:]) is None


def test_choosing_nobody_reads_as_what_it_means():
    assert words.outcome("nobody", NAMES, "term") == "did not sign"
    assert words.outcome("N", NAMES, "renewal") == "chose Rival N"


def test_a_cause_reads_differently_for_us_and_against_us():
    one_sided = {"unexplained", *words.BASES}
    assert [code for code, (ours, theirs) in words.CAUSES.items() if ours == theirs and code not in one_sided] == []


def test_hearsay_is_said_once_on_a_line():
    found = (Signal("tender_rumor", 0, 0.1), Signal("complaints", 0, 0.1))
    assert words.signals(found) == "hearsay: a tender · users grumble"
    assert words.signals(found[::-1]) == "hearsay: users grumble · a tender"
    assert words.signals((Signal("no_contract", 0, 0.1), found[0])) == "no contract · hearsay: a tender"


def test_what_is_not_sure_about_a_person_is_probable():
    assert words.probably("warm", 0.6) == "probably warm"
    assert words.probably("warm", 1.0) == "warm"
