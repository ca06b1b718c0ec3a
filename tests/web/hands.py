"""In: a page. Out: what a person does on it, with a pointer or with the keyboard alone, in the same words."""

__all__ = ["Keys", "Pointer"]


class Pointer:
    """Taps and clicks."""

    def __init__(self, page):
        self.page = page

    def press(self, name):
        """A button or a link, by its whole name."""
        button = self.page.get_by_role("button", name=name, exact=True)
        button.or_(self.page.get_by_role("link", name=name, exact=True)).first.click()

    def follow(self, selector):
        self.page.locator(selector).first.click()

    def tick(self, name, value):
        self.page.locator(f'input[name="{name}"][value="{value}"]').check(force=True)

    def fill(self, id_, text):
        self.page.locator(f"#{id_}").fill(text)


class Keys:
    """The keyboard alone: Tab until it is in focus, then Space, Enter, arrows or letters. Nothing is clicked or focused by script."""

    STEPS = 150

    def __init__(self, page):
        self.page = page

    def _reach(self, is_there):
        """Tab until the script says that the right thing is in focus."""
        for _ in range(self.STEPS):
            if self.page.evaluate(f"(() => {{ const at = document.activeElement; return at !== null && ({is_there}); }})()"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard can't reach {is_there} on {self.page.url}")

    def _named(self, name):
        said = "at.textContent.replace(/\\s+/g, ' ').trim()"
        return f"['BUTTON', 'A', 'SUMMARY'].includes(at.tagName) && {said} === {name!r}"

    def press(self, name):
        self._reach(self._named(name))
        self._enter()

    def follow(self, selector):
        self._reach(f"at === document.querySelector({selector!r})")
        self._enter()

    def _enter(self):
        """Enter on what is in focus; where that leads to another page, until it is there."""
        leads_on = "(at => at.tagName === 'A' || (at.form && at.type === 'submit'))(document.activeElement)"
        if self.page.evaluate(leads_on):
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            self.page.keyboard.press("Enter")

    def tick(self, name, value):
        self._reach(f"at.name === {name!r} && (at.type === 'radio' || at.value === {value!r})")
        if self.page.evaluate("document.activeElement.type") == "radio":
            for _ in range(20):
                if self.page.evaluate("document.activeElement.value") == value:
                    break
                self.page.keyboard.press("ArrowDown")
        if not self.page.evaluate("document.activeElement.checked"):
            self.page.keyboard.press("Space")
        assert self.page.locator(f'input[name="{name}"][value="{value}"]').is_checked()

    def fill(self, id_, text):
        self._reach(f"at.id === {id_!r}")
        self.page.keyboard.type(text)
