"""`kamsim bundle`: the arithmetic of the Evergreen bundle, a question each."""

import argparse
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from pydantic import Field

from kamsim.cli.answer import say, say_json
from kamsim.cli.arguments import checked
from kamsim.engine.reading import Problems, Strict
from kamsim.market.bundle import PLANS, break_even_discount, bundle_quote, care, ratchet
from kamsim.market.parameters import Parameters

MOST = 10_000_000
NO_CAP = 100
"""A ratio that no re-basing reaches, and the one that stands where no cap is given."""


def _money(example: float) -> Any:
    return Field(ge=0, le=MOST, json_schema_extra={"unit": "CNY/month", "example": example})


class Asked(Strict):
    """What the questions take, with ranges and units."""

    wallet: float = _money(11_000)
    with_us: float = _money(3_000)
    x: float = Field(gt=0, le=MOST, json_schema_extra={"unit": "CNY/month", "example": 8_000})
    plan: Literal["A", "B", "C"]
    basis: Literal["usage", "paid", "lower"]
    cap: float = Field(ge=1, le=NO_CAP, json_schema_extra={"unit": "ratio", "example": 1.1})
    periods: int = Field(ge=1, le=40, json_schema_extra={"unit": "half-years", "example": 5})
    commitment: float = _money(2_200)
    actual: float = _money(1_200)
    customers: int = Field(ge=1, le=100_000, json_schema_extra={"example": 100})
    lost: int = Field(ge=0, le=100_000, json_schema_extra={"example": 3})
    margin: float = Field(ge=0, le=1, json_schema_extra={"example": 0.6})
    win_back: float = Field(ge=0, le=1, json_schema_extra={"example": 0.5})


class Question(NamedTuple):
    """One question: what it takes, and its answer with a sentence."""

    takes: tuple[str, ...]
    answer: Callable[..., tuple[dict[str, Any], str]]


def _quote(wallet: float, with_us: float, x: float, plan: str) -> tuple[dict[str, Any], str]:
    terms = PLANS[plan]
    found = bundle_quote(terms, x, wallet, with_us)
    answer = {
        "fee": round(found.fee, 2),
        "allowance": round(found.allowance, 2),
        "bill": round(found.bill, 2),
        "customer_saving": round(found.customer_saving, 2),
        "incremental_revenue": round(found.incremental_revenue, 2),
        "max_discount": round(1 - terms.commitment / terms.allowance, 6),
        "source": terms.source,
    }
    saves = "saves" if found.customer_saving >= 0 else "pays more by"
    return answer, (
        f"For CNY {found.fee:,.0f} a month the account may use {found.allowance:,.0f}; it {saves} "
        f"{abs(found.customer_saving):,.0f}, and we bill {found.incremental_revenue:,.0f} more than today."
    )


def _ratchet(wallet: float, x: float, plan: str, basis: str, periods: int, cap: float) -> tuple[dict[str, Any], str]:
    fees = [round(fee, 2) for fee in ratchet(PLANS[plan], x, wallet, basis, periods, cap)]
    dear = next((place for place, fee in enumerate(fees) if fee > wallet), None)
    when = "never rises above it in that time" if dear is None else f"is above it from month {6 * dear + 1} on"
    return {"fees": fees, "basis": basis, "cap": None if cap >= NO_CAP else cap, "source": PLANS[plan].source}, (
        f"With a flat wallet of CNY {wallet:,.0f}, the fee {when}."
    )


def _care(commitment: float, actual: float) -> tuple[dict[str, Any], str]:
    defaults = Parameters()
    spent = round(care(commitment, actual, defaults.care_share, defaults.care_floor), 2)
    return {"care": spent}, f"Spend CNY {spent:,.0f} on caring for the account this month."


def _tower(customers: int, lost: int, margin: float, win_back: float) -> tuple[dict[str, Any], str]:
    discount = break_even_discount(customers, lost, margin, win_back)
    return {"break_even_discount": round(discount, 6)}, (
        f"A discount for everybody in the building pays only below {100 * discount:.2f} %."
    )


QUESTIONS = {
    "quote": Question(("wallet", "with_us", "x", "plan"), _quote),
    "ratchet": Question(("wallet", "x", "plan", "basis", "periods", "cap"), _ratchet),
    "care": Question(("commitment", "actual"), _care),
    "tower": Question(("customers", "lost", "margin", "win_back"), _tower),
}


def bundle(options: argparse.Namespace) -> int:
    """Answer one question about the bundle; raises BadInput with every problem."""
    question, problems = QUESTIONS[options.question], Problems()
    given = {
        name: checked(Asked.model_fields[name], f"--{name.replace('_', '-')}", getattr(options, name), problems)
        for name in question.takes
    }
    if not problems.found and given.get("lost", 0) > given.get("customers", 0):
        problems.add("--lost", f"a number up to --customers, {given['customers']:,}", value=str(given["lost"]))
    if not problems.found and given.get("with_us", 0) > given.get("wallet", given.get("with_us", 0)):
        problems.add("--with-us", f"an amount up to --wallet, {given['wallet']:,g}", value=f"{given['with_us']:g}")
    problems.raise_if_any()
    answer, sentence = question.answer(**given)
    if options.json:
        say_json(answer)
    else:
        lines = (f"{name.replace('_', ' ')}: {_shown(value)}" for name, value in answer.items())
        say("\n".join(lines), sentence)
    return 0


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(f"{one:,.2f}" for one in value)
    if value is None:
        return "none"
    if isinstance(value, float):
        return f"{value:.4f}" if 0 < value < 1 else f"{value:,.2f}"
    return str(value)
