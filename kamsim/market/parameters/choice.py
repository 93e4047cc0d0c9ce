"""Numbers of the choice that a buying center makes."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Choice(BaseModel):
    """Section of the table: the choice that a buying center makes."""

    weight_relationship: float = number(0.9, 0.4, 1.4, "logit per level", ASSUMPTION, "weight of attitude")
    weight_price: float = number(
        2.7,
        2,
        7,
        "logit per log price",
        "so that 1 % dearer loses 2.6 % of purchases: meta-analysis of consumer goods",
        "weight of price",
    )
    weight_fit: float = number(1.2, 0.6, 2.0, "logit", ASSUMPTION, "weight of how well the offer fits")
    weight_reputation: float = number(0.5, 0, 1, "logit", ASSUMPTION, "weight of reputation")
    price_weight_finance: float = number(
        1.8, 0, 4, "ratio", ASSUMPTION, "how much price matters to the financial decider, relative to the group"
    )
    fit_weight_finance: float = number(
        0.6, 0, 3, "ratio", ASSUMPTION, "how much the fit of the offer matters to the financial decider"
    )
    influence_decider: float = number(3.0, 0.1, 10, "ratio", ASSUMPTION, "say of a decider beside the other roles")
    influence_finance: float = number(1.5, 0.1, 10, "ratio", ASSUMPTION, "say of a financial decider")
    influence_technical: float = number(1.5, 0.1, 10, "ratio", ASSUMPTION, "say of a technical decider")
    influence_user: float = number(1.5, 0.1, 10, "ratio", ASSUMPTION, "say of a user")
    influence_purchasing: float = number(1.2, 0.1, 10, "ratio", ASSUMPTION, "say of a buyer")
    influence_influencer: float = number(1.0, 0.1, 10, "ratio", ASSUMPTION, "say of somebody who is only heard")
    influence_gatekeeper: float = number(0.5, 0.1, 10, "ratio", ASSUMPTION, "say of a gatekeeper")
    leaning_price: float = number(
        1.4, 1, 3, "ratio", "classes: training documents; size: assumption",
        "how much more price counts in an account that leans to price, and less in one that leans to service",
    )  # fmt: skip
    leaning_service: float = number(
        1.4, 1, 3, "ratio", "classes: training documents; size: assumption",
        "the same of fit, reputation and satisfaction, where it leans to service",
    )  # fmt: skip
    loss_aversion: float = number(
        1.5, 1, 2, "ratio", "Neumann & Bockenholt 2014; value: assumption", "a rise hurts more than a fall pleases"
    )
    incumbent_us: float = number(
        2.8, 0.5, 3, "logit", "about 1 in 5 incumbents is unseated (practitioners)", "inertia towards us"
    )
    incumbent_rival: float = number(
        1.2, 0.5, 3, "logit", "about 1 in 5 incumbents is unseated (practitioners)", "inertia towards a rival"
    )
    one_supplier: float = number(
        1.1, 0, 2, "logit", "direction Prince & Greenstein 2014; size: assumption", "buying more from the same vendor"
    )
    inclination: float = number(
        0.5, 0, 1, "logit", ASSUMPTION, "spread of an account's own inclination to each vendor, for reasons unknown"
    )
    no_decision: float = number(0.9, 0.4, 1.5, "logit", ASSUMPTION, "pull of doing nothing")
    no_decision_per_person: float = number(
        0.10, 0, 0.4, "logit per person", "larger groups buy less often (practitioners)", "each person beyond seven"
    )
    no_decision_disagreement: float = number(
        0.4, 0, 1, "logit per level", ASSUMPTION, "spread of attitudes in the group"
    )
    decider_weight: float = number(
        0.8, 0.5, 1, "share", ASSUMPTION, "say of the one who decides in a centralized account"
    )
    veto_share: float = number(0.15, 0, 1, "share", ASSUMPTION, "influence from which an opponent may veto")
    veto: float = number(0.35, 0, 0.6, "probability", ASSUMPTION, "a weighty opponent stops a purchase")
    our_fit: float = number(0.6, 0, 1, "share", ASSUMPTION, "how well our standard offer fits")
    our_reputation: float = number(0.6, 0, 1, "share", ASSUMPTION, "our standing")
    uninvited: float = number(
        1.5, 0, 2, "logit", ASSUMPTION, "at a renewal, what keeps an account from a rival that made no quote"
    )
