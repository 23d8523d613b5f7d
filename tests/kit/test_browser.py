import pytest
from playwright.sync_api import Page

from tests.kit.browser import axe

GOOD = "<!doctype html><html lang='en'><title>Claims</title><main><h1>Claims</h1><label>Name <input></label></main>"


def test_a_good_page_passes(page: Page) -> None:
    page.set_content(GOOD)
    axe(page)


def test_a_field_without_a_label_is_found(page: Page) -> None:
    page.set_content(GOOD.replace("<label>Name <input></label>", "<input>"))
    with pytest.raises(AssertionError, match="label"):
        axe(page)


def test_a_small_target_is_found(page: Page) -> None:
    button = "<button style='width:9px;height:9px;padding:0' aria-label='{}'></button>"
    row = f"<div>{button.format('up')}{button.format('down')}</div>"
    page.set_content(GOOD.replace("</main>", f"{row}</main>"))
    with pytest.raises(AssertionError, match="target-size"):
        axe(page)


def test_what_the_policy_refuses_is_a_fault(page: Page, faults: list[str]) -> None:
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\">"
    page.set_content(GOOD.replace("<title>", f"{policy}<title>") + "<script>1</script>")
    assert "Content Security Policy" in " ".join(faults)
    faults.clear()


def test_a_script_error_is_a_fault(page: Page, faults: list[str]) -> None:
    page.set_content(GOOD)
    page.evaluate("() => setTimeout(() => { throw new Error('torn') })")
    page.wait_for_timeout(100)
    assert faults == ["torn"]
    faults.clear()
