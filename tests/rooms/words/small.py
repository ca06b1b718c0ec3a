"""A few concepts with the real cues, small enough to read at a glance, for the tests of the reader."""

from datetime import date

from roost.store.shelf import shelf_folder
from roost.words.answers import Code, Concept
from roost.words.context import read_context
from roost.words.profile import CodeEntry, Profile
from roost.words.read import read_words

TODAY = date(2026, 3, 1)
CUES = read_context(shelf_folder("words/context"))


def asked(fact, kind, *terms, codes=(), takes="yes_no", rule=""):
    label = terms[0] if terms else fact
    return Concept(fact=fact, rule=rule or fact, kind=kind, label=label, terms=terms, codes=codes, takes=takes)


def other(role, kind, *terms, codes=()):
    return Concept(fact="", rule=role, kind=kind, label=terms[0], terms=terms, codes=codes, role=role)


def code(system, number, use="trigger"):
    return Code(system, number, use)


CONCEPTS = (
    asked("stroke", "condition", "stroke", codes=(code("icd10cm", "I63"), code("snomed", "230690007"))),
    asked("glaucoma", "condition", "glaucoma", "pressure in the eye", codes=(code("icd10cm", "H40"),)),
    asked("fits", "condition", "fits"),
    asked("waits", "symptom", "=don't want to be here"),
    Concept(fact="heart", rule="heart", kind="condition", label="heart", terms=("weak heart",), alone=("heart", "blood pressure")),
    asked("pregnant", "condition", "pregnant", "may be pregnant"),
    asked("thinner", "medicine", "warfarin", codes=(code("atc", "B01AA"), code("rxnorm", "11289"))),
    asked("pressure", "medicine", "water tablet", codes=(code("atc", "C03"), code("atc", "C03DA", "ask"), code("atc", "C07", "ask"))),
    asked("chest_pain", "symptom", "chest pain"),
    asked("fever", "symptom", "fever"),
    asked("bladder", "symptom", "can't pee"),
    asked("stroke_date_days", "detail", "days since a stroke", takes="number"),
    asked("systolic_mmHg", "measure", takes="number"),
    asked("text_not_understood", "measure", takes="nothing"),
    other("harmless", "symptom", "low back pain", "back pain", "back hurts", "lower back ache", codes=(code("icd10cm", "M54.5"),)),
    other("harmless", "condition", "=heat stroke"),
    other("unplaced", "symptom", "blood"),
    other("harmless", "condition", "eczema", codes=(code("icd10cm", "L20"),)),
    other("harmless", "medicine", "paracetamol", "paracetamol tablet", codes=(code("atc", "N02BE01"),)),
    other("unplaced", "condition", "asthma"),
    other("names", "medicine", "beta blocker", "atenolol", codes=(code("atc", "C07"),)),
    other("names", "medicine", "thiazide", "indapamide", codes=(code("atc", "C03B"),)),
    other("names", "medicine", "insulin", codes=(code("atc", "A10A"),)),
    *CUES,
)


def profile(**given):
    return Profile(**({"today": TODAY} | given))


def read(**given):
    return read_words(profile(**given), CONCEPTS)


def read_one(text, field="conditions"):
    return read(**{field: text if field == "free_text" else (text,)})


def found(answers):
    return {mention.label: mention.status for mention in answers.mentions if mention.label}


def entry(system, number, display=""):
    return CodeEntry(system=system, code=number, display=display)
