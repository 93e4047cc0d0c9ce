"""`kamsim calibrate`: the report on the terminal, as JSON and as a file, and what it refuses."""

import pytest

from kamsim.cli.calibrate import figure
from kamsim.cli.report_file import as_html, as_markdown
from kamsim.studies.calibration.report import VERDICTS
from kamsim.studies.calibration.targets import TARGETS
from kamsim.studies.policies import POLICIES

SHORT = ("--replications", "2", "--months", "1")


def test_every_target_is_in_the_report_with_its_verdict(answer):
    found = answer("calibrate", "first-deal", *SHORT)
    assert [finding["number"] for finding in found["findings"]] == [target.number for target in TARGETS]
    assert {finding["verdict"] for finding in found["findings"]} <= set(VERDICTS)
    assert (found["scenario"], found["policy"], found["replications"]) == ("first-deal", "average", 2)
    assert len(found["digest"]) == 64


def test_the_city_is_what_is_calibrated_when_nothing_is_named(run):
    code, out, _ = run("calibrate", *SHORT)
    assert code == 0
    assert "2 replications of city by the average policy, seeds 1 to 2" in out
    assert all(f"\n{target.number} " in out for target in TARGETS)


def test_the_report_is_written_to_a_file_and_only_over_an_earlier_report(run, refused, tmp_path):
    for name in ("report.html", "report.md"):
        path = tmp_path / name
        for _ in range(2):
            assert run("calibrate", "first-deal", *SHORT, "--out", str(path))[0] == 0
        assert TARGETS[0].fact in path.read_text(encoding="utf-8")
        path.write_text("mine", encoding="utf-8")
        assert "this one is no report of kamsim" in refused("calibrate", "first-deal", *SHORT, "--out", str(path))
    assert "a file that ends in .html or .md" in refused("calibrate", *SHORT, "--out", str(tmp_path / "report.txt"))


def test_the_scores_of_all_bots_come_with_the_share_that_the_policy_makes(run, answer):
    asked = ("calibrate", "first-deal", "--scores", *SHORT)
    assert "The policy makes" in run(*asked)[1]
    found = answer(*asked)
    assert set(found["scores"]["value"]["policies"]) == set(POLICIES)
    for score in found["scores"].values():
        assert score["share_of_policy"] is None or 0 <= score["share_of_policy"] <= 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--policy", "txtbook"), "average, wait-and-see"),
        (("--scores", "--policy", "textbook"), "none with --scores"),
        (("--replications", "1"), "2"),
        (("--months", "-1"), "0"),
    ],
)
def test_what_cannot_be_calibrated_is_refused_in_a_sentence(refused, asked, said):
    assert said in refused("calibrate", "first-deal", *asked)


def test_a_name_in_a_report_is_text_and_never_markup():
    rows = [["1", "<img src=x onerror=alert(1)>", "a|b\nc"]]
    page, text = as_html("t", ("a", "b", "c"), rows, ["<b>"]), as_markdown("t", ("a", "b", "c"), rows, ["n"])
    assert "<img" not in page
    assert "<b>" not in page
    assert "a&#124;b c" in text


def test_figures_are_short_and_an_undefined_one_is_not_applicable():
    assert figure(None, "share") == "n/a"
    assert figure(0.2654, "share") == "26.5 %"
    assert figure(0.00268, "share") == "0.268 %"
    assert figure(127.4, "days") == "127"
    assert figure(-2.5, "elasticity") == "-2.50"
