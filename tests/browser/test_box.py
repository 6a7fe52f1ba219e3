"""The one box on every page: a name, a year or a question leads to what fits it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fitness import in_both_themes, settled

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"


def test_key_leads_to_the_box_of_every_page(serve: Serve, visit: Visit) -> None:
    """The key "/" leads to the box; a question is answered on the page Ask, one step from here."""
    page = visit(f"{serve(APP)}/_stcore/health").page
    title = "Which projects cover both Georgia and Ukraine?"
    heading = page.get_by_role("heading", name=title)
    box = page.get_by_role("combobox", name="Ask or find")
    for path in ("", "network?thing=country/KAZ", "sources", "cooperation"):
        page.goto(f"{serve(APP)}/{path}")
        settled(page)
        here = page.evaluate("location.href")
        expect(box, path).to_be_visible()
        page.keyboard.press("/")
        expect(box, path).to_be_focused()
        box.fill("Which projects cover both Georgia and Ukraine?")
        box.press("Enter")
        expect(page, path).to_have_url(re.compile("ask.question=projects-with-both"))
        expect(heading, path).to_be_visible()
        expect(box, path).to_have_value("")
        page.keyboard.press("/")
        expect(box, path).to_have_value("")
        page.go_back()
        expect(page, path).to_have_url(here)
        expect(heading, path).to_have_count(0)
        settled(page)
        page.go_forward()
        expect(heading, path).to_be_visible()
    # The answer has an address of its own, wherever it was asked for.
    page.reload()
    expect(heading).to_be_visible()


def test_box_asks_back_and_guesses_nothing(serve: Serve, visit: Visit) -> None:
    """Two readings are offered, an unknown word is shown, and Enter takes none of them."""
    page = visit(serve(APP)).page
    settled(page)
    box = page.get_by_role("combobox", name="Ask or find")
    box.fill("Georgia and Kazakhstan")
    expect(page.get_by_text("It can be read in more than one way:")).to_be_visible()
    assert in_both_themes(page) == []
    box.press("Enter")
    expect(page.get_by_text("Pick one of the list")).to_be_visible()
    box.fill("which sites in Georgia are vulnerable")
    expect(page.get_by_text("Not understood: “sites” and “vulnerable”")).to_be_visible()
    box.press("Enter")
    assert page.url.rstrip("/").endswith(serve(APP).rstrip("/"))
    box.fill("Georgia and Kazakhstan")
    expect(page.get_by_role("option", name="side by side")).to_be_visible()
    page.get_by_role("option", name="side by side").click()
    expect(page).to_have_url(re.compile("cooperation.things=country"))


@pytest.mark.slow
def test_a_question_that_is_not_understood_is_built_step_by_step(
    serve: Serve, visit: Visit
) -> None:
    """From the box by keyboard and pointer to an answer and its documents; Back undoes."""
    page = visit(serve(APP)).page
    settled(page)
    box = page.get_by_role("combobox", name="Ask or find")
    box.fill("projects that my neighbour would like")
    offered = page.get_by_role("option", name="Build the question step by step")
    expect(offered).to_contain_text("beginning with: projects")
    offered.click()
    expect(page.get_by_role("heading", name="Projects: all on record")).to_be_visible()
    choice = page.get_by_role("radio")
    choice.filter(has_text="covers country ·").click()
    page.get_by_role("textbox", name="Find among these").fill("georgia")
    page.keyboard.press("Enter")
    choice.filter(has_text="Georgia ·").click()
    expect(page.get_by_role("heading", name="Projects: covers country Georgia")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^\d+ rows? in"))).to_be_visible()
    settled(page)
    assert in_both_themes(page) == []
    choice.filter(has_text="led by ·").click()
    having = choice.filter(has_text="anything ·").inner_text()
    page.get_by_test_id("stCheckbox").filter(has_text="Not on record").click()
    expect(choice.filter(has_text="anything ·")).not_to_have_text(having)
    choice.filter(has_text="anything ·").click()
    whole = "Projects: covers country Georgia; not on record: led by anything"
    expect(page.get_by_role("heading", name=whole)).to_be_visible()
    page.get_by_role("button", name="covers country Georgia").click()
    expect(page.get_by_role("heading", name="Projects: not on record: led by")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name=whole)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=whole)).to_be_visible()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_in_the_bar_lies_on_the_box(serve: Serve, visit: Visit, language: str) -> None:
    """The names of the pages, the box and the choice of language stand beside one another."""
    page = visit(f"{serve(APP)}/sources?lang={language}").page
    settled(page)
    for width in (1440, 1360):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        page.wait_for_timeout(400)
        box = page.locator(".st-key-box").bounding_box()
        choice = page.locator(".st-key-language").bounding_box()
        last = page.get_by_test_id("stTopNavLink").last.bounding_box()
        assert box
        assert choice
        assert last
        assert last["x"] + last["width"] <= box["x"], width
        assert box["x"] + box["width"] <= choice["x"], width


def test_a_question_that_no_card_asks_is_put_together(serve: Serve, visit: Visit) -> None:
    """Its conditions can be taken back one by one; each line that answers has its document."""
    page = visit(serve(APP) + "/sources").page
    settled(page)
    box = page.get_by_role("combobox", name="Ask or find")
    box.fill("Which organisations from Italy lead projects in Africa?")
    expect(page.get_by_role("option").first).to_contain_text("Organisations: based in Italy")
    box.press("Enter")
    heading = page.get_by_role("heading", level=3)
    expect(heading).to_contain_text("Organisations: based in Italy; leads project (covers region")
    expect(page).to_have_url(re.compile("ask.build=Organisation"))
    page.get_by_role("button", name="leads project").click()
    expect(heading).to_have_text("Organisations: based in Italy")


def test_several_questions_are_answered_below_each_other(serve: Serve, visit: Visit) -> None:
    """The first answer says what else is answered, and leads there; each has a page of its own."""
    page = visit(serve(APP) + "/sources").page
    settled(page)
    box = page.get_by_role("combobox", name="Ask or find")
    box.fill("Is Ukraine a partner country, and which projects was it in?")
    both = ("Is Ukraine a partner of the Initiative", "who says so? · Which projects cover Ukraine")
    for told in both:
        expect(page.get_by_role("option").first).to_contain_text(told)
    box.press("Enter")
    expect(page.get_by_role("heading", name="Is Ukraine a partner")).to_be_visible()
    second = page.get_by_role("heading", name="Which projects cover Ukraine")
    expect(second).not_to_be_in_viewport()
    page.get_by_text("Answered below too").get_by_role("link").click()
    expect(second).to_be_in_viewport()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(2)
    page.get_by_role("link", name="This answer by itself").click()
    expect(page).to_have_url(re.compile(r"ask\?question=projects-of-country&[^&]*UKR$"))
    expect(second).to_be_visible()


def test_each_of_several_is_answered(serve: Serve, visit: Visit) -> None:
    """What is asked of three is answered three times, and stays so when the page is loaded anew."""
    page = visit(serve(APP) + "/sources").page
    settled(page)
    box = page.get_by_role("combobox", name="Ask or find")
    box.fill("action plans of Ghana, Mali and Burkina Faso")
    expect(page.get_by_role("option").first).to_contain_text("Burkina Faso")
    box.press("Enter")
    for _ in range(2):
        for country in ("Ghana", "Mali", "Burkina Faso"):
            expect(page.get_by_role("heading", name=f"action plans of {country}")).to_be_visible()
        page.reload()


def test_an_empty_answer_leads_to_what_has_one(serve: Serve, visit: Visit) -> None:
    """It is explained by the conditions of the question, each with what there is without it."""
    question = "Organisation~basedIn=country/ITA~%5EledBy=(Project~coversCountry=country/GEO)"
    page = visit(f"{serve(APP)}/ask?build={question}").page
    settled(page)
    expect(page.get_by_text("Nothing on record answers this.")).to_be_visible()
    expect(page.get_by_text("Line ").locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("listitem").filter(has_text="on record")).not_to_have_count(0)
    page.get_by_role("link", name="Without “based in Italy”").click()
    heading = page.get_by_role("heading", level=3)
    expect(heading).to_have_text("Organisations: leads project (covers country Georgia)")
    expect(page.get_by_text("different in organisation")).to_be_visible()


def test_a_busy_server_is_asked_again(serve: Serve, visit: Visit) -> None:
    """A list that the server has no place for comes when it has one, and Enter waits for it."""
    page = visit(serve(APP)).page
    settled(page)
    refused: list[str] = []

    def busy_at_first(route: Route) -> None:
        if len(refused) < 2 and "text=" in route.request.url:
            refused.append(route.request.url)
            route.fulfill(status=429, body="Too many questions.")
        else:
            route.continue_()

    page.route(re.compile(r"/read\?"), busy_at_first)
    box = page.get_by_role("combobox", name="Ask or find")
    box.fill("Project 87")
    box.press("Enter")
    expect(page).to_have_url(re.compile("thing=project.+087"))
    assert len(refused) == 2


def test_the_box_shows_that_an_answer_is_on_its_way(serve: Serve, visit: Visit) -> None:
    """From Enter until there is something to see, also where the page stays the same."""
    page = visit(serve(APP)).page
    settled(page)
    box = page.get_by_role("combobox", name="Ask or find")
    field = page.locator(".combobox", has=box)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"/read\?"), hold)
    box.fill("Which projects cover Georgia?")
    box.press("Enter")
    expect(field).to_have_attribute("aria-busy", "true")
    for route in held:
        route.continue_()
    page.unroute(re.compile(r"/read\?"))
    expect(page).to_have_url(re.compile(r"ask.question=projects-of-country"))
    expect(field).to_have_attribute("aria-busy", "false")
    box.fill("Which projects cover Ukraine?")
    box.press("Enter")
    expect(page).to_have_url(re.compile("UKR"))
    expect(field).to_have_attribute("aria-busy", "false")
