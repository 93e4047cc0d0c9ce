"""Words for the lines of lifetime value."""

LIFETIME = {
    "base_margin": ("Base margin", "usage at list price less what it costs us, of the lines they had from the start"),
    "associated_margin": ("Further lines", "the same of lines that came later"),
    "exit_fees": ("Fees for leaving", "paid for leaving within a term"),
    "price_concession": (
        "Price given away",
        "billed less usage at list price, and the broadband special; what bills paid in advance are worth is set "
        "against it",
    ),
    "care": ("Care", "given in months in which they used less than they pay for"),
    "service_credits": ("Service credits", "for repairs that came late, and signs of goodwill"),
    "cost_to_serve": ("Cost to serve", "service, visits, sponsor, owners, partnership while they are ours"),
    "acquisition_cost": ("Cost to win them", "work before they were ours, and installation that we bear"),
    "cost_saving": ("Acquaintance saves", "who knows us asks less: a share of the cost to serve for each year"),
    "referral_income": ("Recommended", "who answers 9 or 10 names us to others, and some of them come"),
    "referral_damage": ("Spoken against us", "who answers 0 to 6 scares others away"),
    "from_here_on": ("From here on", "what the months to come are worth today, and they may leave in each of them"),
}
"""A line's name, and what is in it."""
