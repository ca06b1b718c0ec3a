"""In: a page of the session, with a clock that the test drives. Out: what a person does on it, in their words."""

from tests.web.hands import Pointer

__all__ = ["Coach"]


class Coach:
    """A person with the session page before them; `hands` is what they do it with."""

    def __init__(self, page, address, hands=None):
        self.page, self.address, self.hands = page, address, hands or Pointer(page)

    def start(self):
        """Opens the page, with a clock that stands still."""
        self.page.clock.install(time=0)
        self.page.clock.pause_at(1000)
        self.open()

    def open(self):
        """The page; the check that comes before it is answered with none of these, where it is asked."""
        self.page.goto(f"{self.address}/session")
        if self.page.url.endswith("/before"):
            self.fit_today()

    def fit_today(self):
        """Says that nothing speaks against a session today."""
        self.hands.tick("ticks", "none")
        self.hands.follow(".go-on")
        self.page.wait_for_url("**/session")

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
        self.hands.press(name)

    def tap(self):
        self.hands.follow("#disc")

    def stop(self):
        self.hands.follow("#stop")

    def answer(self):
        """Says "still OK": by a tap, or by the letter O."""
        if isinstance(self.hands, Pointer):
            self.tap()
        else:
            self.page.keyboard.press("o")

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
        self.hands.follow(".pull")
        self.wait(5.2)
        self.hands.follow(".pull")
        self.wait(0.3)

    def get_ready(self):
        """The whole check-list in one go."""
        self.begin()
        self.page.evaluate("() => { while (!document.querySelector('.pull')) document.querySelector('.answers button').click(); }")
        self.close_lock()

    def go_down(self):
        """Down, and the strap is tight after four seconds."""
        self.tap()
        self.wait(4)
        self.tap()
        self.wait(1.3)

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
