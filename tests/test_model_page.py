"""The page of the model without a browser: every number, every fact, and a run that can be stopped."""

import asyncio

import pytest

from kamsim.engine.team import all_rows
from kamsim.market.parameters import ASSUMPTION, Parameters
from kamsim.market.tables import model_tables
from kamsim.studies.calibration.report import CANNOT_TELL, FAIL, NOT_YET, PASS, verdict_of
from kamsim.studies.calibration.stored import stored
from kamsim.studies.calibration.targets import TARGETS
from kamsim.studies.policies import POLICIES
from kamsim.workbook.model_page import ModelPage, open_model_page
from kamsim.workbook.model_page.facts import figure
from kamsim.workbook.model_page.numbers import KNOWN, TOPICS, plain, shown_rows
from kamsim.workbook.model_page.tables import HEADINGS


@pytest.fixture
def page():
    return ModelPage("first-deal", replications=3)


def click(page, *actions):
    for action in actions:
        page.canvas.click(action)
        assert page.canvas.failures == []
    return page.canvas.text()


def test_every_number_is_found_under_a_topic_with_its_range_unit_and_source(page):
    seen = set()
    for topic in TOPICS:
        text = click(page, f"topic:{topic}")
        for row in shown_rows(topic, "all"):
            assert row.name in text
            assert f"{plain(row.low)} to {plain(row.high)}" in text
            assert row.source in text
            seen.add(row.name)
    assert seen == {row.name for row in all_rows()}


def test_topics_are_the_sections_of_the_table_in_its_order():
    assert list(TOPICS) == list(dict.fromkeys(row.section for row in all_rows()))


def test_tables_can_be_read_with_their_source_and_the_numbers_that_stretch_them(page):
    text = click(page, "tab:tables")
    found = model_tables()
    assert set(HEADINGS) == {table.name for table in found}
    settable = {row.name for row in all_rows()}
    for table in found:
        assert f"◆ {HEADINGS[table.name]}" in text
        assert f"Source: {table.source}." in text
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert set(table.parameters) <= settable
    assert text.count("◆") == len(found)
    (roles,) = [table for table in model_tables(Parameters(price_weight_finance=3)) if table.name == "roles"]
    assert {row[0]: row[2] for row in roles.rows}["finance"] == 3


def test_assumptions_are_marked_and_can_be_shown_alone(page):
    text = click(page, "topic:service", "known:assumed")
    assumed = shown_rows("service", "assumed")
    assert assumed
    assert all(ASSUMPTION in row.source for row in assumed)
    # Once in the sentence that explains it, then once a row.
    assert text.count("◆") == 1 + len(assumed)
    assert click(page, "known:sourced").count("◆") == 1
    assert len(assumed) + len(shown_rows("service", "sourced")) == len(shown_rows("service", "all"))
    assert set(KNOWN) == {"all", "assumed", "sourced"}


def test_the_report_that_comes_with_kamsim_holds_every_target_and_says_how_it_was_made():
    report = stored().calibration
    assert [(finding.number, finding.fact, finding.aim) for finding in report.findings] == [
        (target.number, target.fact, target.aim) for target in TARGETS
    ]
    for finding, target in zip(report.findings, TARGETS, strict=True):
        value, low, high = finding.value, finding.low, finding.high
        verdict = NOT_YET if value is None else verdict_of(target, value, low, high)
        assert finding.verdict == verdict, finding.number
    assert report.replications >= 200
    assert len(report.digest) == 64
    for found in stored().scores.values():
        assert set(found["scores"]["value"]["policies"]) == set(POLICIES)
        assert found["replications"] >= 100


def test_facts_are_shown_by_verdict_with_what_was_simulated(page):
    report = page.kept.calibration
    text = click(page, "tab:facts")
    assert all(finding.fact in text for finding in report.findings)
    assert report.digest[:12] in text
    passed = click(page, f"verdict:{PASS}")
    for finding in report.findings:
        assert (finding.fact in passed) == (finding.verdict == PASS), finding.number


def test_a_fact_that_few_games_cannot_settle_is_not_called_a_failure(page):
    kept = page.kept.calibration
    few = kept.findings[0]._replace(verdict=CANNOT_TELL)
    page.fresh = kept._replace(findings=(few, kept.findings[1]._replace(verdict=FAIL)))
    text = click(page, "tab:facts")
    assert "◆ cannot tell yet" in text
    assert "more games may tell" in text
    assert text.count("▲ fail") == 1


def test_the_scores_of_all_bots_are_shown_with_the_share_that_the_policy_makes(page):
    text = click(page, "tab:scores")
    assert all(policy in text for policy in POLICIES)
    assert "of the variance" in text
    assert "first-deal" in text


def test_a_short_run_replaces_the_report_until_one_goes_back(page):
    click(page, "tab:facts")
    assert "comes with kamsim" in page.canvas.text()
    text = click(page, "run")
    assert "This run was made just now." in text
    assert "3 games of each kind" in text
    assert "comes with kamsim and was made" in click(page, "kept")


def test_a_run_beside_a_notebook_can_be_cancelled_and_leaves_the_page_as_it_was():
    async def notebook():
        page = ModelPage("first-deal", replications=200)
        page.act("tab:facts")
        page.canvas.refresh()
        page.canvas.click("run")
        assert page.running
        for _ in range(200):
            await asyncio.sleep(0.02)
            if page.done:
                break
        assert page.canvas.actions().count("cancel") == 1
        page.canvas.click("cancel")
        for _ in range(500):
            await asyncio.sleep(0.02)
            if not page.running:
                break
        assert not page.running
        assert page.done < 200
        assert page.fresh is None
        assert page.canvas.failures == []

    asyncio.run(notebook())


def test_opening_the_page_costs_no_game():
    canvas = open_model_page()
    assert "The numbers of the model" in canvas.text()
    assert canvas.model_page._current is None


def test_figures_are_in_their_unit():
    assert figure(None, "share") == "n/a"
    assert figure(0.2654, "share") == "26.5 %"
    assert figure(0.0005, "share") == "0.050 %"
    assert figure(126.6, "days") == "127"
    assert figure(-2.5, "elasticity") == "−2.50"
