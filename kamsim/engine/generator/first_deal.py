"""The guided first deal: one account, seven people, three rivals, one renewal in six months."""

from kamsim.engine.generator.book import RIVALS
from kamsim.engine.generator.buyers import cast
from kamsim.engine.scenario import US, Account, Building, Line, Scenario, Settings, in_order
from kamsim.market.parameters import Parameters

ACCOUNT = "A01"

# name, role, rank, style, need, attitude to us, known, attitudes to N, U and K.
# The story: the buyer is our friend, those who weigh most were never met, and the general manager likes Northline.
PEOPLE = (
    ("Bai Lan", "purchasing", "B", "amiable", "basic", 1.2, True, (0.5, 0.3, 0.1)),
    ("Hou Jun", "technical", "B", "analytical", "achievement", 0.2, True, (0.5, 0.7, 0.3)),
    ("Shen Tao", "user", "C", "advocating", "basic", -0.8, True, (0.8, 0.5, 0.3)),
    ("Qiao Min", "finance", "A", "analytical", "esteem", -0.4, True, (0.9, 0.5, 0.2)),
    ("Lin Wei", "decider", "S", "controlling", "achievement", -0.4, False, (1.6, 0.5, 0.2)),
    ("Gu Rong", "influencer", "A", "advocating", "esteem", 0.0, False, (0.8, 0.4, 0.2)),
    ("Mei Ting", "gatekeeper", "C", "amiable", "basic", -0.1, False, (0.6, 0.2, 0.1)),
)
# 64 % of ¥60,000 is with us: ¥38,400 a month.
LINES = (
    ("voice", 0.22, US),
    ("long_distance", 0.20, US),
    ("broadband", 0.22, US),
    ("mobile", 0.20, "U"),
    ("leased_line", 0.16, "N"),
)


def first_deal() -> Scenario:
    """Harbour Tooling before its renewal; left alone it stays in about two of five futures."""
    settings = Settings(
        title="The first deal",
        summary="Harbour Tooling pays us ¥38,400 a month. Its contract ends in six months; a rival is in the lobby.",
        months=6,
        account_managers=1,
        manager_hours=12,
        engineers=1,
        sponsors=1,
        # The lesson speaks of these seven by name, so nobody leaves their job in it. Six months are few: what a
        # meeting wins is at the upper end of its range here, so that a lesson of ten minutes can show it. The
        # trainee is the account manager, of middle seniority, and does not leave; who is who is known for sure.
        # Hearsay, falling answers and sales that a proposal starts are for later lessons. Price weighs a little more
        # than usual, yet a cut never pays better than people.
        # Satisfaction settles at one pace and surveys are fair, so that one cause at a time is seen. Nor does the
        # account differ from others or lean to a vendor for reasons of its own, or spend much more or less by chance:
        # in one account, for six months, that would be taken for the effect of what was done.
        parameters=Parameters(
            turnover=0,
            attitude_gain=0.9,
            weight_relationship=1.2,
            weight_price=3,
            survey_base=7.2,
            manager_level=2,
            manager_turnover=0,
            strict_mode=1,
            settling_new=0.15,
            settling_old=0.15,
            settling_loss=1,
            young_failure=1,
            survey_bias=0,
            leads_proposed=1,
            building_outages=0,
            line_poach=0,
            frailty=0,
            inclination=0,
            usage_noise=0.02,
            incumbent_us=2.2,
            mood_lasting=0,
            survey_noise=1.3,
            uninvited=0,
            signal_sensitivity=0,
            signal_false_alarm=0,
            signal_survey_fall=11,
            signal_csat_fall=5,
            power_map_error=0,
            clue_first=1,
            clue_later=1,
        ),
    )
    account = Account(
        account_id=ACCOUNT,
        name="Harbour Tooling",
        industry="manufacturing",
        building_id="B01",
        tier="A",
        # Each person counts by influence, so the why shows every voice; centralized would drown six of the seven.
        decision_mode="dispersed",
        list_value=60_000,
        growth=0.0,
        discount=0.0,
        term_months=24,
        contract_end_month=6,
        satisfaction=-1.0,
    )
    rivals = RIVALS[:3]
    people, attitudes = cast(ACCOUNT, PEOPLE, rivals)
    tables = (
        [Building(building_id="B01", name="Harbour Works")],
        [account],
        [Line(account_id=ACCOUNT, product=product, share=share, supplier=who) for product, share, who in LINES],
        people,
        attitudes,
        rivals,
    )
    return Scenario("first-deal", settings, *(in_order(table) for table in tables))
