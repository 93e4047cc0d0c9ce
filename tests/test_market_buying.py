"""A buying center chooses: parts sum to each person's log-odds, and the voices imply the probability, in every mode."""

from itertools import pairwise
from math import exp, isfinite, log
from statistics import pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamsim.market.buying import (
    NOBODY,
    Chooser,
    Offer,
    Voice,
    doing_nothing,
    group_choice,
    implied_probability,
    log_odds,
    logistic,
    price_response,
)
from kamsim.market.parameters import Parameters, parameter_table
from kamsim.market.people import DECISION_MODES, ROLES, influence_of, influence_shares, role_weights

P = Parameters(
    weight_relationship=0.9,
    weight_price=4.5,
    weight_fit=1.2,
    weight_reputation=0.5,
    loss_aversion=1.5,
    no_decision=0.9,
    no_decision_per_person=0.1,
    no_decision_disagreement=0.4,
    veto=0.35,
)
MODES = pytest.mark.parametrize("mode", DECISION_MODES)


def group(roles, *attitudes):
    """A buying center with these roles; `attitudes` per vendor, one number for all or one per person."""
    shares = influence_shares(influence_of(Parameters()), list(roles))
    columns = [a if isinstance(a, (list, tuple)) else [a] * len(shares) for a in attitudes]
    return tuple(
        Chooser(f"p{i}", role, share, tuple(column[i] for column in columns))
        for i, (role, share) in enumerate(zip(roles, shares, strict=True))
    )


def offer(vendor="us", price_ratio=1.0, fit=0.6, reputation=0.6, inertia=0.0):
    return Offer(vendor, price_ratio, fit, reputation, inertia)


def assert_adds_up(choice):
    assert implied_probability("logit", choice.voices, choice.veto) == pytest.approx(choice.ours, abs=1e-12)
    assert choice.ours + sum(share for _, share in choice.others) == pytest.approx(1)
    assert sum(voice.weight for voice in choice.voices) == pytest.approx(1)
    for name, share in [("us", choice.ours), *choice.others]:
        assert 0 <= share <= 1 + 1e-12, name


def utility(attitude, role, price, fit=0.6, reputation=0.6, inertia=0.0):
    on_price, on_fit = role_weights(P)[role]
    worth = log(price) * (1.5 if price > 1 else 1)
    return 0.9 * attitude - 4.5 * on_price * worth + 1.2 * on_fit * fit + 0.5 * reputation + inertia


@MODES
def test_an_inclination_is_a_part_by_its_lead_over_the_strongest_rival_and_adds_up(mode):
    people = group(ROLES, 1.0, 0.5, 0.2)
    offers = (offer(), offer("K")._replace(inclination=0.4), offer("N")._replace(inclination=-0.7))
    plain = group_choice(P, mode, people, offers[:1] + tuple(o._replace(inclination=0.0) for o in offers[1:]))
    leaning = group_choice(P, mode, people, (offers[0]._replace(inclination=0.3), *offers[1:]))
    assert_adds_up(leaning)
    # Against K, or against doing nothing, to which nobody leans.
    assert all(dict(voice.parts)["inclination"] in (0.3 - 0.4, 0.3) for voice in leaning.voices)
    assert all("inclination" not in dict(voice.parts) for voice in plain.voices)
    loved = group_choice(P, mode, people, (offers[0]._replace(inclination=1.5), *offers[1:]))
    assert loved.ours > leaning.ours


@MODES
def test_one_person_and_no_rival_choose_between_us_and_nothing(mode):
    choice = group_choice(P, mode, group(["decider"], 1.0), (offer(price_ratio=0.9, inertia=0.3),))
    nothing = 0.9 + 0.1 * (1 - 7) + 0.4 * 0
    odds = utility(1.0, "decider", 0.9, inertia=0.3) - nothing
    assert choice.ours == pytest.approx(1 / (1 + exp(-odds)))
    assert choice.others == ((NOBODY, pytest.approx(1 - choice.ours)),)
    assert_adds_up(choice)


def test_the_parts_of_a_voice_are_its_differences_to_the_strongest_other_outcome_and_the_rest_of_the_field():
    offers = (offer(), offer("K", 0.8, 0.5, 0.4), offer("N", 0.95, 0.5, 0.4))
    (voice,) = group_choice(P, "dispersed", group(["decider"], 1.0, 2.0, -0.5), offers).voices
    ours = utility(1.0, "decider", 1.0)
    k, n = utility(2.0, "decider", 0.8, 0.5, 0.4), utility(-0.5, "decider", 0.95, 0.5, 0.4)
    nothing = 0.9 + 0.1 * (1 - 7)
    assert k > max(n, nothing)
    parts = dict(voice.parts)
    assert parts["relationship"] == pytest.approx(0.9 * (1.0 - 2.0))
    assert parts["price"] == pytest.approx(4.5 * 0.8 * log(0.8))
    assert parts["fit"] == pytest.approx(1.2 * 1.2 * (0.6 - 0.5))
    assert parts["reputation"] == pytest.approx(0.5 * (0.6 - 0.4))
    assert parts["choice_of_rivals"] == pytest.approx(-log(1 + exp(n - k) + exp(nothing - k)))
    assert log_odds(voice.parts) == pytest.approx(ours - log(exp(k) + exp(n) + exp(nothing)))


def test_a_dispersed_group_is_the_mean_of_its_people_by_influence():
    people = group(["decider", "user"], [2.0, -0.5])
    choice = group_choice(P, "dispersed", people, (offer(),))
    nothing = doing_nothing(P, 2, (2.0 - -0.5) / 2)
    alone = [logistic(utility(2.0, "decider", 1.0) - nothing), logistic(utility(-0.5, "user", 1.0) - nothing)]
    assert choice.ours == pytest.approx((3.0 * alone[0] + 1.5 * alone[1]) / (3.0 + 1.5))
    assert_adds_up(choice)


def test_a_centralized_group_is_four_fifths_its_decider():
    people = group(["user", "decider", "finance"], [0.0, 2.0, 1.0])
    choice = group_choice(P, "centralized", people, (offer(),))
    assert [voice.weight for voice in choice.voices] == [pytest.approx(w) for w in (0.2 * 0.5, 0.8, 0.2 * 0.5)]
    assert_adds_up(choice)


def on_the_list(wanted):
    """Probability of each list of two, first place first; a place goes to a vendor by its share of what is left."""
    whole = sum(wanted)
    return {
        (one, other): wanted[one] / whole * wanted[other] / (whole - wanted[one])
        for one in range(len(wanted))
        for other in range(len(wanted))
        if one != other
    }


def test_in_a_mixed_group_the_decider_takes_one_of_two_vendors_that_the_others_list_or_nothing():
    people = group(["decider", "user", "technical"], [0.5, 2.0, 1.0], [2.0, 1.8, 1.8], [3.0, -1.0, 0.0])
    choice = group_choice(P, "mixed", people, (offer(), offer("K"), offer("N")))
    nothing = doing_nothing(P, 3, pstdev([0.5, 2.0, 1.0]))
    powers = [[exp(utility(a, c.role, 1.0)) for a in c.attitudes] + [exp(nothing)] for c in people]
    wanted = [sum(c.share * row[v] / sum(row) for c, row in zip(people[1:], powers[1:], strict=True)) for v in range(3)]
    expected = [0.0] * 4
    for (one, other), chance in on_the_list(wanted).items():
        listed = {place: powers[0][place] for place in (one, other, 3)}
        for place, power in listed.items():
            expected[place] += chance * power / sum(listed.values())
    assert [choice.ours, *(share for _, share in choice.others)] == pytest.approx(expected)
    (voice,) = choice.voices
    assert voice.person_id == "p0"
    assert_adds_up(choice)


def test_the_part_of_the_shortlist_is_what_it_changes_in_the_deciders_own_odds():
    people = group(["decider", "user", "technical"], [1.0, -0.4, -0.4], [0.0, 3.0, 3.0], [1.0, 2.9, 2.9])
    offers = (offer(), offer("K"), offer("N"))
    unwanted = dict(group_choice(P, "mixed", people, offers).voices[0].parts)
    alone = dict(group_choice(P, "centralized", people, offers).voices[0].parts)
    assert {cause: value for cause, value in unwanted.items() if cause != "shortlist"} == alone
    assert unwanted["shortlist"] < -1
    assert "shortlist" not in dict(group_choice(P, "mixed", people, (offer(),)).voices[0].parts)


def test_an_offer_that_the_departments_hardly_want_is_hardly_ever_listed():
    people = group(["decider", "user", "technical"], [3.0, -0.4, -0.4], [0.0, 3.0, 3.0], [1.0, 3.0, 3.0])
    offers = (offer(), offer("K"), offer("N"))
    assert group_choice(P, "mixed", people, offers).ours < 0.1
    assert group_choice(P, "centralized", people, offers).ours > 0.5


@MODES
def test_a_little_dearer_is_chosen_a_little_less_and_never_dropped_at_once(mode):
    people = group(ROLES, 0.8, [0.5, 1.5, 0.2, 0.9, 0.4, 1.0, 0.1], [1.0, 0.3, 0.9, 0.2, 1.4, 0.6, 0.8])
    chances = [
        group_choice(P, mode, people, (offer(price_ratio=0.9 + step / 200), offer("K"), offer("N"))).ours
        for step in range(41)
    ]
    # Half a per cent dearer takes 4 % of the purchases at most, an elasticity of 8.
    assert all(before > after > 0.96 * before for before, after in pairwise(chances))


@MODES
def test_a_weighty_opponent_may_turn_a_win_into_no_decision(mode):
    friends = group(["decider", "user", "technical"], [1.0, 1.0, 1.0], 0.0)
    opposed = group(["decider", "user", "technical"], [1.0, 1.0, -1.0], 0.0)
    offers = (offer(), offer("K"))
    assert group_choice(P, mode, friends, offers).veto == 0
    choice = group_choice(P, mode, opposed, offers)
    assert choice.veto == 0.35
    unopposed = implied_probability("logit", choice.voices, 0.0)
    assert choice.ours == pytest.approx(unopposed * (1 - 0.35))
    assert_adds_up(choice)


def test_only_an_opponent_of_some_weight_has_a_veto():
    # Influence 1.5 of 10.2 is just below the 0.15 that a veto takes; 1.5 of 9.7 is above.
    people = group(ROLES, [-1.0 if role == "user" else 1.0 for role in ROLES])
    assert group_choice(P, "dispersed", people, (offer(),)).veto == 0
    fewer = tuple(role for role in ROLES if role != "gatekeeper")
    people = group(fewer, [-1.0 if role == "user" else 1.0 for role in fewer])
    assert group_choice(P, "dispersed", people, (offer(),)).veto == 0.35


@MODES
def test_equal_offers_share_equally(mode):
    people = group(["decider", "user", "finance"], 1.0, 1.0)
    choice = group_choice(P, mode, people, (offer(), offer("K")))
    assert choice.ours == pytest.approx(dict(choice.others)["K"])


@MODES
@pytest.mark.parametrize("dearer", [1.05, 1.3])
def test_dearer_is_chosen_less_and_a_closer_relationship_more(mode, dearer):
    people, closer = group(ROLES, 0.5, 0.5), group(ROLES, 1.5, 0.5)
    base = group_choice(P, mode, people, (offer(), offer("K"))).ours
    assert group_choice(P, mode, people, (offer(price_ratio=dearer), offer("K"))).ours < base
    assert group_choice(P, mode, closer, (offer(), offer("K"))).ours > base


def test_one_more_rival_never_helps_us():
    people = group(ROLES, 0.5, 0.5, 0.5)
    two, three = (offer(), offer("K")), (offer(), offer("K"), offer("N"))
    fewer = group_choice(P, "dispersed", tuple(c._replace(attitudes=c.attitudes[:2]) for c in people), two)
    assert group_choice(P, "dispersed", people, three).ours < fewer.ours


def test_a_price_rise_hurts_more_than_a_fall_pleases():
    assert price_response(1.1, 1.5) == pytest.approx(1.5 * log(1.1))
    assert price_response(0.9, 1.5) == pytest.approx(log(0.9))
    assert price_response(1.0, 1.5) == 0


def test_price_zero_counts_as_a_hundredth_of_the_reference():
    assert price_response(0.0, 1.5) == pytest.approx(log(0.01))
    choice = group_choice(P, "dispersed", group(ROLES, 0.0), (offer(price_ratio=0.0),))
    assert choice.ours > 0.9
    assert_adds_up(choice)


def test_larger_and_divided_groups_more_often_do_nothing():
    assert doing_nothing(P, 8, 0.0) - doing_nothing(P, 7, 0.0) == pytest.approx(0.1)
    assert doing_nothing(P, 7, 0.5) == pytest.approx(0.9 + 0.4 * 0.5)


@MODES
def test_an_empty_group_chooses_nobody(mode):
    choice = group_choice(P, mode, (), (offer(), offer("K")))
    assert choice.ours == 0
    assert dict(choice.others) == {"K": 0.0, NOBODY: 1.0}
    assert implied_probability("logit", choice.voices, choice.veto) == 0


def test_the_logistic_neither_overflows_nor_leaves_its_range():
    assert [logistic(x) for x in (-1e6, -750, 0, 750, 1e6)] == [0, 0, 0.5, 1, 1]


def test_a_monthly_hazard_reads_its_parts_as_complementary_log_log():
    voice = Voice("", 1.0, (("contract", 4.0), ("price", -0.5)))
    assert implied_probability("cloglog", (voice,), 0.0) == pytest.approx(exp(-exp(-(4.0 - 0.5))))
    hopeless = Voice("", 1.0, (("contract", 4.0), ("bill_shock", -1e6)))
    assert implied_probability("cloglog", (hopeless,), 0.0) == 0


def all_at(place):
    return Parameters(**{row.name: getattr(row, place) for row in parameter_table()})


EXTREMES = (P, all_at("low"), all_at("high"))
levels = st.floats(-1, 3)


@given(
    st.sampled_from(EXTREMES),
    st.sampled_from(DECISION_MODES),
    st.lists(st.tuples(st.sampled_from(ROLES), st.lists(levels, min_size=6, max_size=6)), min_size=1, max_size=11),
    st.lists(
        st.builds(
            Offer,
            st.just("v"),
            st.floats(0, 40),
            st.floats(0, 1),
            st.floats(0, 1),
            st.floats(-5, 5),
            st.lists(st.tuples(st.just("long_term"), st.floats(-3, 0)), max_size=2).map(tuple),
            st.floats(-3, 3),
        ),
        min_size=1,
        max_size=6,
    ),
)
@settings(max_examples=300, deadline=None)
def test_every_choice_of_any_group_is_finite_sums_to_one_and_is_implied_by_its_voices(parameters, mode, people, offers):
    shares = influence_shares(influence_of(Parameters()), [role for role, _ in people])
    choosers = tuple(
        Chooser(f"p{i}", role, share, tuple(minds[: len(offers)]))
        for i, ((role, minds), share) in enumerate(zip(people, shares, strict=True))
    )
    named = tuple(o._replace(vendor=f"v{i}") for i, o in enumerate(offers))
    choice = group_choice(parameters, mode, choosers, named)
    assert_adds_up(choice)
    assert all(isfinite(value) for voice in choice.voices for _, value in voice.parts)
    assert [name for name, _ in choice.others] == [*(o.vendor for o in named[1:]), NOBODY]


def test_a_financial_decider_who_looks_at_price_alone_turns_a_dear_offer_down_more_often():
    people = group(["decider", "finance"], 1.0)
    chances = [
        group_choice(
            P.model_copy(update={"price_weight_finance": weight}), "dispersed", people, (offer(price_ratio=1.2),)
        )
        for weight in (0.0, 1.8, 4.0)
    ]
    for choice in chances:
        assert_adds_up(choice)
    assert chances[0].ours > chances[1].ours > chances[2].ours
