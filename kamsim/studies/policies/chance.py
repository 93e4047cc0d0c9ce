"""A policy that does what is possible at random."""

from kamsim.engine.briefing import Briefing
from kamsim.engine.decisions import Answer, Decision, Propose, Visit
from kamsim.engine.simulation import Policy
from kamsim.engine.streams import Streams
from kamsim.market.activities import ACTIVITIES
from kamsim.studies.policies.plan import Plan

RANDOM_ACTIVITIES = ("follow_up", "visit", "meal", "workshop", "care", "savings_proposal", "training")


def random_choices(seed: int = 0) -> Policy:
    """A policy that does something possible at random; the same seed does the same."""

    def random_policy(briefing: Briefing) -> list[Decision]:
        streams, month = Streams(seed), briefing.month
        plan = Plan(briefing)
        # Each answer has its draw, so that what happens moves no other: the game's luck is all that differs.
        for situation in briefing.inbox:
            options = situation.options
            draw = streams.of("random answer", f"{situation.account_id}/{situation.kind}").at(month)
            plan.add(Answer(situation=situation.situation_id, option=options[int(draw * len(options))]))
        for account in briefing.accounts:
            draws = streams.of("random proposal", f"{account.account_id}/{month}")
            if account.opportunity and account.opportunity[2] and draws.next() < 0.3:
                discount = round(0.3 * draws.next(), 2)
                plan.add(Propose(account=account.account_id, options=1 + int(3 * draws.next()), discount=discount))
        draws = streams.of("random policy", str(month))
        people = [p for a in briefing.accounts if a.status == "active" for p in a.people if p.name]
        activities = [a for a in RANDOM_ACTIVITIES if not (briefing.strict and ACTIVITIES[a].compliance_points)]
        while people and plan.left >= 0.5:
            person = people.pop(int(draws.next() * len(people)))
            activity = activities[int(draws.next() * len(activities))]
            plan.add(Visit(account=person.account_id, person=person.person_id, activity=activity))
            if plan.left < 10 and draws.next() < 0.3:
                break
        return plan.decisions

    return random_policy
