"""The calibration report and the scores of the bots as cards."""

from typing import Any

from kamsim.studies.calibration.report import CANNOT_TELL, FAIL, NOT_YET, PASS, Calibration, Finding
from kamsim.workbook import look

MARKS = {PASS: "✓ pass", FAIL: "▲ fail", CANNOT_TELL: "◆ cannot tell yet", NOT_YET: "◇ not measured"}
SHOWN = {"all": "all", PASS: "pass", FAIL: "fail", CANNOT_TELL: "cannot tell yet", NOT_YET: "not measured"}
OPEN = "Cannot tell yet: the value misses its tolerance, but the interval reaches into it; more games may tell."
SCORES = {
    "value": "Value", "value_without_luck": "Value with luck taken out", "margin": "Margin", "luck": "Luck",
}  # fmt: skip


def facts(report: Calibration, verdict: str, origin: str) -> look.Tree:
    """The report, all of it or one verdict; `origin` says where it comes from."""
    here = [finding for finding in report.findings if verdict in ("all", finding.verdict)]
    chips = []
    for name, label in SHOWN.items():
        count = len(report.findings) if name == "all" else report.count(name)
        if not count and name != verdict:
            continue
        chips.append(look.chip(label, f"verdict:{name}", name == verdict, price=look.count(count)))
    rows = [_row(finding) for finding in here]
    last = report.seed + report.replications - 1
    return look.card(
        "What the model reproduces",
        look.sentence(
            f"{look.count(report.count(PASS))} of {look.count(len(report.findings))} facts are reproduced within their "
            f"tolerance by the {report.policy} policy in {report.scenario}. {origin}"
        ),
        look.row(*chips),
        look.table(["", "", "fact", "target", "source", "simulated", "95 % interval"], rows, left=5)
        if rows
        else look.faint("No fact has this verdict."),
        look.faint(
            f"{look.count(report.replications, 'games')} of each kind, seeds {report.seed} to {last}, engine "
            f"{report.engine_version}, first game {report.digest[:12]}. Point at a target to read how it is measured."
            + (f" {OPEN}" if report.count(CANNOT_TELL) else "")
        ),
        key="facts",
    )


def _row(finding: Finding) -> list[look.Part]:
    interval = look.NA
    if finding.low is not None and finding.high is not None:
        interval = f"{figure(finding.low, finding.unit)} to {figure(finding.high, finding.unit)}"
    return [
        look.part("div", "kam-one", MARKS[finding.verdict]),
        look.part("div", "kam-one", finding.number),
        finding.fact,
        look.part("span", "", finding.aim, title=finding.how),
        finding.source,
        figure(finding.value, finding.unit),
        interval,
    ]


def figure(value: float | None, unit: str) -> str:
    """A value of a target in its unit."""
    if value is None:
        return look.NA
    if unit == "share":
        return look.percent(value, 3 if 0 < abs(value) < 0.01 else 1)
    if unit == "days":
        return look.count(value)
    return f"{value:.2f}".replace("-", "−")


def scores(games: dict[str, Any]) -> look.Tree:
    """How the bots rank over many seeds, by pack and score, and how much of that is the policy."""
    cards = []
    for pack, found in games.items():
        for name in ("value", "value_without_luck"):
            score = found["scores"][name]
            rows = [
                [policy, *(look.money_short(_fen(score["policies"][policy][key])) for key in ("mean", "low", "high"))]
                for policy in score["order"]
            ]
            cards.append(
                look.card(
                    f"{SCORES[name]}, {pack}",
                    look.table(["policy", "mean", "low", "high"], rows),
                    look.sentence(
                        f"The policy makes {look.percent(score['share_of_policy'], 0)} of the variance over "
                        f"{look.count(found['replications'], 'games')} of each bot; the rest is luck."
                    ),
                    kind="compact",
                )
            )
    return look.part("section", "", look.grid(2, *cards), key="scores")


def _fen(yuan: float | None) -> float | None:
    return None if yuan is None else 100 * yuan
