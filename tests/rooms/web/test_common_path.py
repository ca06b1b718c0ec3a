"""In: the pages of somebody who has nothing to tell. Out: how many there are, and how long it takes to read what stands on them."""

import re
from html.parser import HTMLParser

from roost.app.questionnaire import next_page, pages, save_page
from tests.answers import harmless
from tests.rooms.web.crawl import VOID

PAGES_AT_MOST = 15
WORDS_A_MINUTE = 250
MINUTES_AT_MOST = 6
UNSEEN_TAGS = {"head", "header", "script", "style", "svg", "template"}  # the header is the same on each page, and read once
UNSEEN_CLASSES = {"hidden-words", "unit", "only-before", "once-ticked", "skip"}  # for a screen reader alone, or once something is chosen


class Seen(HTMLParser):
    """The words of a page that a person sees when nothing is ticked and nothing was opened."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.words = []
        self._open = []  # each open tag, and whether what stands in it is seen
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        given = dict(attrs)
        seen = all(is_seen for _, is_seen in self._open)
        folded = any(name == "details" for name, _ in self._open) and tag != "summary"
        hidden = tag in UNSEEN_TAGS or "hidden" in given or UNSEEN_CLASSES & set((given.get("class") or "").split())
        in_summary = any(name == "summary" for name, _ in self._open)
        self._open.append((tag, seen and not hidden and (not folded or in_summary)))

    def handle_endtag(self, tag):
        if tag in [name for name, _ in self._open]:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        in_details = any(name == "details" for name, _ in self._open) and not any(name == "summary" for name, _ in self._open)
        if all(is_seen for _, is_seen in self._open) and not in_details:
            self.words += re.findall(r"[^\W_][\w'’/.-]*", data)


def words_on(client, path):
    return Seen(client.get(path).text).words


def common_path(client, home, person):
    """Each page as it comes, with the number of words on it when nothing is ticked."""
    counted = {}
    while (page := next_page(home, person)) is not None:
        counted[page.id] = len(words_on(client, f"/questions/{page.id}"))
        save_page(home, person, page.id, harmless(home, page))
    return counted


def test_the_common_path_has_at_most_fifteen_pages_and_takes_less_than_six_minutes_to_read(anns, home, ann):
    counted = common_path(anns, home, ann)
    assert len(counted) <= PAGES_AT_MOST
    minutes = sum(counted.values()) / WORDS_A_MINUTE
    assert minutes < MINUTES_AT_MOST, f"{minutes:.2f} minutes, {sum(counted.values())} words: {counted}"


def test_the_count_leaves_out_what_is_folded_and_counts_what_is_open(anns, home, ann):
    words = words_on(anns, "/questions/body_and_table")
    assert "tall" in words
    assert "Why" in words  # the line that opens the rest
    assert "balance" not in words  # behind it
    assert "pages" not in words
    assert len(words_on(anns, f"/questions/{pages(home, ann)[0].id}")) > 20
