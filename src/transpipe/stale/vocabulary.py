"""What English words do in a sentence, for judging an edit: which carry force, which carry none.

Written as lines of words, so that a translator can add one. After Quirk et al., A Comprehensive
Grammar of the English Language (1985): modals ch. 4, quantifiers ch. 5, adverbials ch. 8.
"""

from __future__ import annotations

# Words and phrases that set the force of a sentence. Those on one line say the same; a change
# from one line to another, or to nothing, changes what is claimed.
FORCE = {
    "must": "must|required|obligatory|compulsory|have to|has to|had to|having to|need to|needs to|"
    "needed to|is required to|"
    "are required to|be required to|required to|is necessary to|are obliged to|have got to|"
    "is mandatory|are mandatory|mandatory",
    "should": "should|ought to|is supposed to|are supposed to|supposed to|is recommended to|"
    "recommended|recommend|recommends|recommend to|we recommend|we recommend to|we suggest|"
    "we advise|recommended to|advisable|had better|encouraged to",
    "can": "can|could|has the ability to|have the ability to|is able to|are able to|be able to|"
    "able to|is capable of|are capable of|possible to|is possible to|"
    "are possible to|be possible to|"
    "may|might|is allowed to|are allowed to|allowed to|is permitted to|are permitted to|"
    "permitted to|may or may not|might or might not",
    "may not": "may not|might not|may or may not be",
    "cannot": "can not|could not|is not able to|are not able to|not able to|unable to|"
    "is unable to|are unable to|is not capable of|are not capable of|not possible to|"
    "is impossible to|impossible to",
    "need not": "not have to|not need to|not required to|need not|not necessary to|not obliged to|"
    "is not mandatory|not mandatory|not be required to",
    "must not": "must not|not allowed to|not permitted to|shall not|forbidden to|prohibited from",
    "optional": "optional|optionally",
    "not": "not|no|none|nothing|nobody|nowhere|no one|not any|not a single|not anything|not ever|"
    "no longer|not any longer|not anymore|not any more|avoid|avoids|avoided|avoiding",
    "never": "never|at no time|under no circumstances",
    "without": "without",
    "neither": "neither|nor",
    "only": "only|solely|exclusively|merely|nothing but|only just",
    "just": "just|simply",
    "all": "all|every|each|everything|everyone|everybody|all of|each of|every single|all the|"
    "all of the",
    "any": "any|anything|anyone|anybody|any of|either of",
    "some": "some|certain|some of|something|someone|somebody",
    "several": "several|a few|a couple of|a handful of|a number of|multiple|various",
    "few": "few|hardly any|only a few",
    "many": "many|a lot of|lots of|numerous|plenty of|a large number of|a great many|many of|"
    "a great deal of|much",
    "most": "most|the majority of|most of|most of the|a majority of",
    "both": "both|both of",
    "half": "half|half of",
    "always": "always|at all times|in all cases|in every case|invariably|without exception",
    "usually": "usually|often|typically|normally|generally|commonly|frequently|in general|"
    "as a rule|most of the time|in most cases|for the most part|mostly|mainly|regularly|"
    "more often than not|predominantly|ordinarily|customarily",
    "sometimes": "sometimes|occasionally|at times|from time to time|now and then|in some cases|"
    "in certain cases|every so often|once in a while",
    "rarely": "rarely|seldom|hardly ever|hardly|scarcely|barely|infrequently|almost never",
    "maybe": "maybe|perhaps|possibly|conceivably",
    "probably": "probably|likely|most likely|presumably|likely to|is likely to|are likely to",
    "unlikely": "unlikely|improbable|unlikely to",
    "certainly": "certainly|definitely|surely|undoubtedly|without doubt",
    "necessarily": "necessarily",
    "almost": "almost|nearly|virtually|practically|all but",
    "about": "approximately|roughly|circa|more or less",
    "exactly": "exactly|precisely",
    "at least": "at least|no less than|not less than|no fewer than|a minimum of",
    "at most": "at most|no more than|not more than|up to|a maximum of|at the most",
    "more": "more|greater|more than",
    "less": "less|fewer|less than|fewer than|smaller than",
    "least": "least|fewest",
    "too": "too much|too many",
    "enough": "enough|sufficient|sufficiently",
    "partly": "partly|partially|in part",
    "unless": "unless|except if|if not",
    "except": "except|except for|apart from|other than|aside from|excluding|but for",
    "only if": "only if|only when",
    "iff": "iff|if and only if",
    "and or": "and/or",
    "or": "or",
}
# Force that comes and goes without changing what is claimed; "just" also stands for "only".
LOOSE = {"just", "or"}
ALSO = {"just": "only"}

# Words without which a sentence still says the same; they may come, go, and replace each other.
_NEUTRAL = """
a an the this that these those it its itself they them their themselves he she his her him himself
herself themself yourself yourselves ourselves myself i me my we us our ours you your yours one
ones oneself who whom whose which what such there here is are am was were be been being do does
did has have had having will would shall let's of in on at for to as with by from into onto within
inside upon via through toward towards and then so now also too again please well just simply
actually really basically essentially indeed obviously clearly already even quite very rather
pretty highly extremely particularly especially specifically anyway thus hence therefore
accordingly namely respectively additionally furthermore moreover either for example that is 's 'd
ok okay yes hey hello following actual shown note
"""
NEUTRAL = frozenset(_NEUTRAL.split())
# At the head of a sentence these tie it to the one before; a translation ties in its own way.
_OPENERS = """
but however next first finally then so still instead also and afterwards firstly secondly thirdly
lastly nevertheless nonetheless alternatively similarly likewise conversely otherwise meanwhile
"""
OPENERS = frozenset(_OPENERS.split())
# What the writer thinks of it (Quirk et al. 1985, 8.127): it may go, but not turn around.
_COMMENTS = """
admittedly alas fortunately happily importantly interestingly luckily naturally notably
regrettably sadly surprisingly thankfully understandably unfortunately unsurprisingly
"""
COMMENTS = frozenset(_COMMENTS.split())
# Parts of verbs that add nothing: print (out), send (back). In place of another they do.
PARTICLES = frozenset({"out", "up", "back"})
# As openers they count; before a noun they tell one thing from another.
ORDINALS = frozenset({"second", "third", "fourth", "fifth", "last"})
# Adverbs without -ly that stand before or behind their verb alike.
_MOVABLE = """
better best well together instead again first later soon however afterwards nevertheless nonetheless
meanwhile moreover otherwise therefore consequently besides today tomorrow yesterday nowadays
"""
MOVABLE = PARTICLES | frozenset(_MOVABLE.split())
# Where something comes from against where it goes, and by whom: one never stands for another.
DIRECTIONS = ({"from"}, {"to", "into", "onto", "toward", "towards"}, {"by", "via", "through"})

# What "this" may be said to be, or not, without a difference.
_GENERIC = """
action annotation app approach argument array attribute block case change chapter class code
command concept configuration construct crate data definition design directory document error
example expression feature field file format function idea implementation information instance
instruction interface item keyword library line list macro message method mode model module name
object operation operator option output package page parameter part pattern point problem
procedure process program property query reason request response result rule section sentence
setting situation snippet solution statement step string structure syntax system task technique
template test text thing tool trait type value variable version warning way word
"""
GENERIC = frozenset(_GENERIC.split())
# What joins the kind of a thing with its name.
NAMED = frozenset({"named", "called"})
POINTING = frozenset({"this", "that", "these", "those"})

# What stands for a noun said before.
_PRONOUNS = """
it its itself they them their themselves this that these those which who whom whose
"""
PRONOUNS = frozenset(_PRONOUNS.split())
_AUXILIARIES = """
am is are was were be been being has have had do does did will would shall to ~can ~may ~must
~should ~cannot
"""
AUXILIARIES = frozenset(_AUXILIARIES.split())
# What a part of a sentence begins with that may stand at its head or its end.
_FRONTED = """
about above across after against along among around as at because before behind below beneath
besides beyond by despite during for from if in inside like on once over since through throughout
to under unless until upon via when whenever where wherever whether while with within without
although ~unless ~without ~except
"""
FRONTED = frozenset(_FRONTED.split())
