"""Closed word classes of English that the extractor leans on. Open classes live in the lexicon."""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may",
            "june jun jun.", "july jul jul.", "august aug aug.", "september sept sept. sep sep.",
            "october oct oct.", "november nov nov.", "december dec dec.",
        ],
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ["monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs",
         "friday fri", "saturday sat", "sunday sun"]
    )
    for name in names.split()
}  # fmt: skip

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS: dict[str, int] = {word: n for n, word in enumerate(_UNITS)}
CARDINALS |= {word: 10 * n for n, word in enumerate(_TENS, start=2)}
CARDINALS |= {
    f"{ten}-{unit}": 10 * n + m
    for n, ten in enumerate(_TENS, start=2)
    for m, unit in enumerate(_UNITS[1:10], start=1)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "lakh": 10**5, "crore": 10**7,
          "dozen": 12, "billion": 10**9}  # fmt: skip

_ORDINAL_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ORDINAL_TENS = (
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
)
ORDINALS: dict[str, int] = {word: n for n, word in enumerate(_ORDINAL_UNITS, start=1)}
ORDINALS |= {word: 10 * n for n, word in enumerate(_ORDINAL_TENS, start=2)}
ORDINALS |= {
    f"{ten}-{unit}": 10 * n + m
    for n, ten in enumerate(_TENS, start=2)
    for m, unit in enumerate(_ORDINAL_UNITS[:9], start=1)
}
ORDINALS["hundredth"] = 100

_ROMAN = re.compile(r"(?=[XVIL])(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:18[5-9]|19\d|20\d)\d")

#: Venue nouns that news writes small after a name: "Nishagandhi auditorium".
LOWER_VENUES = frozenset(
    """auditorium stadium ground grounds hall arena theatre park palace hotel campus square museum
    fairgrounds racecourse precinct pavilion library castle cinema""".split()
)
#: Small words that a venue's name has before "centre": "the Lindqvist congress centre".
CENTRES = frozenset("centre center hub".split())
CENTRE_USES = frozenset(
    """congress conference convention exhibition trade sports cultural creative community civic
    arts business innovation visitor events event fair""".split()
)

#: People, in the plural, of whom a name can speak: "World Women's Forum".
FAMILY_OF_PEOPLE = frozenset(
    """people women children world leaders men youth ministers workers writers merchants citizens
    teachers farmers students kids mothers veterans employers consumers players mayors journalists
    producers speakers girls boys""".split()
)

#: Houses called after people: "Dunmore's Brewery", "King's College".
OWNED_HOUSES = frozenset(
    """academy bakery bookshop bookstore brewery cathedral chapel chocolate church college creamery
    dairy distillery farm hall hospital hotel inn kitchen nursery pharmacy school store winery
    wharf yard""".split()
)

#: Small words inside names of persons.
PARTICLES = {"de", "da", "del", "della", "di", "du", "des", "la", "le", "el", "al", "bin", "bint",
              "ibn", "van", "von", "der", "den", "dos", "das", "y", "e", "ul", "ur", "ben", "abu",
              "san", "&"}  # fmt: skip

#: Marks after which a sentence begins anew: quotation, colon, the dash of a dateline.
OPENERS = frozenset('" “ : ‘ -- - – —'.split())
#: Words after a noun of people at the head of a sentence: "Finalists of the Challenge".
AFTER_PEOPLE = frozenset({"of", "to", "from", "at"})


def roman(text: str) -> int | None:
    """Value of a Roman number up to 89, or None. A lone I is the pronoun.

    >>> roman("XV")
    15
    """
    if text == "I" or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[c] for c in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-v if v < following else v for v, following in pairs)


def ordinal(text: str) -> int | None:
    """Value of "15th", "fifteenth", or None.

    >>> ordinal("43rd"), ordinal("sixth"), ordinal("six")
    (43, 6, None)
    """
    lower = text.lower()
    match = _ORDINAL.fullmatch(lower)
    return int(match.group(1)) if match else ORDINALS.get(lower)


def year(text: str) -> int | None:
    """A year from 1850 to 2099, or None."""
    return int(text) if _YEAR.fullmatch(text) else None


#: Words before a post noun that belong to the title as printed.
TITLE_WORDS = frozenset(
    """former deputy vice acting senior chief executive provincial state federal national municipal
    regional general managing founding honorary permanent interim incoming outgoing assistant
    associate principal lead joint special party committee political cultural foreign prime first
    second non-executive union research technical scientific artistic creative academic global
    local independent home external additional cabinet shadow interior rear sanitary medical
    veterinary retired""".split()
)

#: Words that start sentences without being part of a name.
FUNCTION_WORDS = frozenset(
    """a about above according across additionally after afterwards again against all almost along
    already also although altogether am amid among an and another any are around as aside at be
    because before behind being below besides best between beyond both but by can co consequently
    could despite did do does down during each earlier either else even ever every except few
    finally first following for formerly from further furthermore good had has have he hence her
    here his how however i if in indeed initially inside instead into is it its itself just last
    lastly later latest least less let like likewise looking many may me meanwhile might more
    moreover most much must my nearly neither never nevertheless next no nobody none nor not
    nothing now of off often on once one only or other others otherwise our out over own part per
    perhaps please previously rather regarding said same second see seen several shall she should
    since so some still subsequently such than that the their them then there therefore these they
    third this those though through throughout thus to today together tomorrow tonight too toward
    towards twice under unless unlike until up upon us various very via was we were what when where
    whether which while who whom whose why will with within without would yes yesterday yet you
    your based held organized hosted themed asked speaking addressing speakers guests participants
    organizers activities topics founded established launched led billed dubbed co-hosted
    co-organized sponsored supported including featuring experts visitors delegates members
    introduced announced signed chaired noted stressed explained added photo
    source text editor reporter caption date chairperson moderator""".split()
)
