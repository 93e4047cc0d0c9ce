"""Answers to what came in: the kinds of situation, and the options of each."""

from typing import Annotated, Literal

from pydantic import Field

from kamsim.engine.decisions.decision import Decision


class Answer(Decision):
    """Answer a situation of the inbox with one of its options."""

    kind: Literal["answer"] = "answer"
    situation: Annotated[str, Field(min_length=1, max_length=90)]
    option: Annotated[str, Field(min_length=1, max_length=40)]


SITUATIONS = {
    "discount_demand": {
        "match": 0.0, "ask_what_changed": 2.0, "trade_for_term": 2.0, "trade_for_volume": 2.0,
        "trade_for_reference": 1.0, "hold": 0.5,
    },
    "standing_fault": {"send_engineers": 0.0, "send_one_and_call": 1.0, "wait": 0.0},
    "renewal": {"renew_12": 2.0, "renew_24": 2.0, "leave_open": 0.0},
    "opportunity": {"pursue": 3.0, "pass": 0.0},
    "outage": {"more_engineers": 0.0, "call_users": 1.0, "wait": 0.0},
    "crisis": {"honest_notice": 6.0, "promise_date": 1.0, "fix_quietly": 0.0},
    "counter_offer": {"executive_visit": 4.0, "meet_part": 1.0, "bind_24": 2.0, "hold": 0.0},
    "building_attack": {"visit_tenants": 6.0, "bundle_tenants": 8.0, "hold": 0.0},
    "resentment": {"explain_with_bundle": 4.0, "match": 0.0, "apologize": 2.0, "say_nothing": 0.0},
    "objection": {
        "ask": 1.0, "total_cost": 2.0, "phases": 2.0, "pilot": 3.0, "pitch_material": 2.0, "discount_now": 0.0,
        "leave_it": 0.0,
    },
    "rebasing": {"step_down": 1.0, "cap": 1.0, "keep": 0.0},
    "lost": {"win_back_upgrade": 6.0, "win_back_discount": 6.0, "win_back_bundle": 6.0, "let_go": 0.0},
    "owner_left": {"introduce": 3.0, "send_letter": 0.5, "wait": 0.0},
    "answers_fell": {"ask_why": 1.0, "leave_it": 0.0},
    "gatekeeper_blocks": {"through_colleague": 2.0, "write_to_decider": 1.0, "respect": 0.0},
}  # fmt: skip
"""Kinds of situation, their options, and the hours an option takes; the last option of each is what silence means."""
