"""The choice at the end of a term, and what an account is worth that has it still before it."""

from kamsim.engine.processes.relations import parts_of_footing
from kamsim.engine.records import quick
from kamsim.engine.scenario import US
from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.buying import NOBODY, Chooser, GroupChoice, Offer, Part, group_choice, logistic
from kamsim.market.luck import chance_by_the_end
from kamsim.market.service import held_at_renewal, our_fit


def choosers_of(world: World, account: AccountState, against_rivals: bool = True) -> tuple[Chooser, ...]:
    """The buying center with its attitudes towards us and, where they offer too, the rivals."""
    return tuple(
        [
            quick(
                Chooser,
                (
                    p.person_id,
                    p.role,
                    p.share,
                    (p.attitude, *world.attitudes_to_rivals(p)) if against_rivals else (p.attitude,),
                ),
            )
            for p in account.people
        ]
    )


def inclinations_of(world: World, account: AccountState) -> tuple[float, ...]:
    """The account's own inclination to us and to each rival, in their order; each has its draw, known from the start.

    It counts where vendors are compared with each other.
    """
    if not account.inclinations:
        draws = world.streams.fresh("inclination", account.account_id).first_normals(1 + len(world.rivals))
        account.inclinations = tuple([world.parameters.inclination * draw for draw in draws])
    return account.inclinations


def our_offer(
    world: World,
    account: AccountState,
    price_ratio: float,
    inertia: float,
    extras: tuple[Part, ...] = (),
    inclination: float = 0.0,
) -> Offer:
    """Our offer, as the buying center sees it; a relation between the firms speaks for any offer of ours."""
    if account.footing is not None:
        extras += parts_of_footing(world, account)
    fit = our_fit(world.parameters, world.strategy[account.tier])
    return Offer(US, price_ratio, fit, world.parameters.our_reputation, inertia, extras, inclination)


def satisfied(world: World, account: AccountState) -> tuple[Part, ...]:
    """What an account's satisfaction with us says for buying more or signing for longer; of a prospect, nothing."""
    weight = world.parameters.satisfaction_purchase
    if not weight or account.status != "active":
        return ()
    return (("satisfaction", account.taste.service * weight * world.lasting_satisfaction(account)),)


def held_by_treatment(world: World, account: AccountState) -> tuple[Part, ...]:
    """What satisfaction, ties and methods hold of an account when it compares us with a rival, each as a part."""
    treatment, mood = world.treatment[account.tier], account.taste.service * world.lasting_satisfaction(account)
    return held_at_renewal(world.parameters, treatment.ties, mood, treatment.held)


def closeness_to(world: World, account: AccountState, rival_id: str) -> float:
    """Attitude of the buying center to us less that to a rival, in levels, by influence."""
    place = list(world.rivals).index(rival_id)
    return sum([p.share * (p.attitude - world.attitudes_to_rivals(p)[place]) for p in account.people])


def contest(
    world: World, account: AccountState, discount: float, quotes: dict[str, tuple[float, float]] | None = None
) -> GroupChoice:
    """The choice at the end of a term: us at a discount, each rival at its quote or usual price, or nothing signed.

    A rival that made no quote has to be looked for first. `quotes`: those there would be, instead of those there are.
    """
    parameters, quotes = world.parameters, account.quotes if quotes is None else quotes
    reference = max(0.05, world.reference_price(account))
    price = reference if account.contract.plan else 1 - discount
    taste, held = account.taste, held_by_treatment(world, account)
    to_us, *to_rivals = inclinations_of(world, account)
    offers = [our_offer(world, account, price / reference, parameters.incumbent_us, held, to_us)]
    for rival, to_it in zip(world.rivals.values(), to_rivals, strict=True):
        ratio, until = quotes.get(rival.rival_id, (0.0, -1.0))
        invited = until >= world.env.now
        asked = ratio if invited else world.rival_price[rival.rival_id]
        inertia = 0.0 if invited else -parameters.uninvited
        theirs = (rival.rival_id, asked / reference, rival.fit, rival.reputation, inertia, (), to_it)
        offers.append(quick(Offer, theirs))
    mode, choosers = account.facts.decision_mode, choosers_of(world, account)
    return group_choice(parameters, mode, choosers, tuple(offers), taste=taste)


def worth(world: World, account: AccountState, margin: float, term_months: int, months: int) -> float:
    """CNY that a monthly margin brings in the last `months` of the game and, under a term as long, after it."""
    return margin * months + world.value_of(account, margin, max(0, term_months - months))


def worth_before_the_end(
    world: World, account: AccountState, months: int, quotes: dict[str, tuple[float, float]] | None = None
) -> float:
    """CNY to be expected of an account whose term ends within the game, from here on; `months`: bills until then."""
    contract, margin = account.contract, world.monthly_margin(account)
    group = contest(world, account, contract.discount, quotes)
    renews = chance_by_the_end(world.parameters, group.ours, contract.end_month - world.month - 1)
    lapses = dict(group.others)[NOBODY] * (1 - renews) / max(1e-9, 1 - group.ours)
    left = world.scenario.settings.months - contract.end_month
    renewed, lapsed = worth(world, account, margin, contract.term_months, left), worth(world, account, margin, 0, left)
    return margin * months + renews * renewed + lapses * lapsed


def ends_in_game(world: World, account: AccountState) -> bool:
    """Whether the account chooses once more, at the end of its term, before the game is over."""
    end = account.contract.end_month
    return end is not None and world.month < end <= world.scenario.settings.months


def stake_of_staying(world: World, account: AccountState) -> float:
    """CNY that hang on an account's staying for another month; who left may be asked back."""
    months = account.contract.end_month - world.month - 1
    return worth_before_the_end(world, account, months) * (1 - logistic(world.parameters.win_back_base))


def stake_of_signing(world: World, account: AccountState, term_months: int, discount: float) -> float:
    """CNY that hang on signing a term at a discount now, against going on as before; at least 0."""
    margin, left = world.monthly_margin(account), world.scenario.settings.months - world.month
    cut = account.wallet * account.share_with_us * (discount - account.contract.discount)
    signed = worth(world, account, margin - cut, term_months, left)
    if not ends_in_game(world, account):
        end = account.contract.end_month
        return max(0.0, signed - worth(world, account, margin, 0 if end is None else end - world.month, left))
    return max(0.0, signed - worth_before_the_end(world, account, account.contract.end_month - world.month))
