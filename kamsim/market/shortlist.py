"""A list of two vendors that departments draw up, and the choice of one of them, or of nothing.

Each place on the list goes to a vendor by its share in what the departments want among the vendors not yet listed
(Plackett-Luce), so that an offer that becomes a little worse is listed a little less often.
"""

LEAST = 1e-100
"""A share that nobody would notice, so that no chance is exactly 0."""


def taken_from_list(wanted: list[float], own: list[float]) -> list[float]:
    """Probability that each of two and more vendors is taken, and last that nothing is.

    `wanted` is what the departments want, by vendor, of any sum; `own` the decider's shares of the vendors and, last,
    of doing nothing, which needs no place on the list.
    """
    wanted = [LEAST + wish for wish in wanted]
    whole = sum(wanted)
    first = [wish / whole for wish in wanted]
    # What is left beside an overwhelming favorite is summed: a difference to 1 would lose it.
    favorite = first.index(max(first))
    second = [share / (1 - share) if place != favorite else 0.0 for place, share in enumerate(first)]
    second[favorite] = first[favorite] / (sum(first[:favorite]) + sum(first[favorite + 1 :]))
    *liked, nothing = [LEAST + share for share in own]
    shares, rest, rows = [0.0] * len(wanted), 0.0, list(zip(first, second, liked, strict=True))
    for one, (first_one, second_one, liked_one) in enumerate(rows):
        mine, other = 0.0, 0
        for first_other, second_other, liked_other in rows[:one]:
            each = (first_one * second_other + second_one * first_other) / (liked_one + liked_other + nothing)
            mine += each
            rest += each
            shares[other] += each * liked_other
            other += 1  # noqa: SIM113 - enumerate costs a tenth more, and this is the heart of many a choice
        shares[one] = mine * liked_one
    return [*shares, rest * nothing]
