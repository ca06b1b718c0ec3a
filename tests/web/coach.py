"""In: a page of the session, with a clock that the test drives. Out: what a person does on it, in their words."""

__all__ = ["Coach"]


class Coach:
    """A person with the session page open."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        page.clock.install()
        self.open()

    def open(self):
        self.page.goto(f"{self.address}/session")

    # -- what is seen

    @property
    def cue(self):
        return self.page.locator("h1:visible").inner_text()

    @property
    def ground(self):
        return self.page.locator("#stage").get_attribute("data-ground")

    @property
    def loud(self):
        """How many of the nine bars are full."""
        return self.page.locator("#loud:visible .rung").count()

    @property
    def events(self):
        """The kinds of events that are kept on this device."""
        return [event["kind"] for event in self.kept()["events"]]

    def kept(self):
        return self.page.evaluate("JSON.parse(localStorage.getItem('roost-running'))")

    def unsent(self):
        return self.page.evaluate("Object.values(JSON.parse(localStorage.getItem('roost-logs') ?? '{}'))")

    # -- what is done

    def wait(self, seconds):
        self.page.clock.run_for(int(seconds * 1000))

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def tap(self):
        self.page.locator("#disc").click()

    def stop(self):
        self.page.locator("#stop").click()

    def begin(self):
        """Says who it is; the check-list is open then."""
        self.press("Yes, I am Ann")
        self.page.locator(".now-panel").wait_for()

    def check_all(self):
        """Answers each item with yes, up to the lock."""
        while not self.page.locator(".pull").is_visible():
            before = self.cue
            self.press("Yes")
            assert self.cue != before, "each item is its own act"
            self.wait(0.3)

    def close_lock(self):
        self.page.locator(".pull").click()
        self.wait(5.2)
        self.page.locator(".pull").click()
        self.wait(0.3)

    def get_ready(self):
        self.begin()
        self.check_all()
        self.close_lock()

    def go_down(self):
        """Down, and the strap is tight after four seconds."""
        self.tap()
        self.wait(4)
        self.tap()
        self.wait(1)

    def hang(self):
        self.get_ready()
        self.go_down()

    def come_up(self):
        """From the call to come up to upright and out, each stage confirmed."""
        self.wait(23)
        self.tap()  # level
        self.wait(61)
        self.tap()  # upright
        self.wait(62)

    def done(self):
        """Sits, and closes the session; the page goes on when the log is stored."""
        self.tap()
        self.page.wait_for_url("**/after")
