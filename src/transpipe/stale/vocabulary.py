"""What English words do in a sentence, for judging an edit: which carry force, which carry none.

Written as lines of words, so that a translator can add one. After Quirk et al., A Comprehensive
Grammar of the English Language (1985): modals ch. 4, quantifiers ch. 5, adverbials ch. 8.
"""

from __future__ import annotations

# Words and phrases that set the force of a sentence. Those on one line say the same; a change
# from one line to another, or to nothing, changes what is claimed.
FORCE = {
    "must": "must|have to|has to|had to|having to|need to|needs to|needed to|is required to|"
    "are required to|be required to|required to|is necessary to|are obliged to|have got to|"
    "is mandatory|are mandatory|mandatory",
    "should": "should|ought to|is supposed to|are supposed to|supposed to|is recommended to|"
    "recommended|advisable|had better|encouraged to",
    "can": "can|could|is able to|are able to|be able to|able to|is capable of|are capable of|"
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
    "no longer|not any longer|not anymore|not any more",
    "never": "never|at no time|under no circumstances",
    "without": "without",
    "neither": "neither|nor",
    "only": "only|solely|exclusively|merely|nothing but|only just",
    "just": "just|simply",
    "all": "all|every|each|everything|everyone|everybody|all of|each of|every single|all the|"
    "all of the",
    "whole": "entire|whole|entirely|completely|fully|wholly|totally",
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

# Phrases that say what one word says.
PHRASES = """
to = in order to | so as to | in an effort to
ensure = make sure | making sure | make certain | be sure to | be sure | makes sure
because = due to the fact that | on account of | since | for the reason that | as a result of
for example = e.g. | for instance | such as | like for example
that is = i.e. | in other words | namely | that is to say
also = as well | in addition | as well as | additionally | moreover | furthermore | besides
although = even though | though | in spite of the fact that | despite the fact that
before = prior to | ahead of
after = subsequent to | following on from
about = with regard to | with respect to | in regard to | regarding | concerning | as for | as to
if = in case | in the event that | provided that | as long as | if you | when | whenever | whether
therefore = as a result | consequently | thus | hence | so that | so | as a consequence | thereby
however = on the other hand | nevertheless | nonetheless | that said | but | yet still
use = make use of | utilize | employ | take advantage of | leverage | makes use of | making use of
currently = at the moment | at present | right now | at this time | at this point in time
look = have a look | take a look | see
let = allow to | enable to | permit | allow | enable
perform = carry out | carrying out | carried out | conduct
indeed = of course | in fact | as a matter of fact | as you can see | note that | keep in mind that
find = find out | discover | figure out
set = set up | configure
different = various kinds of
instead = in place of | rather than | instead of
via = by means of | by way of | with the help of
while = whereas | during the time that
at once = at the same time | simultaneously | concurrently
again and again = over and over | over and over again | repeatedly
""".strip()

# Words that say the same in technical prose; a translation of one translates the other.
SYNONYMS = """
do doing done perform performing performed
begin start commence
finish complete
big large
fast quick rapid
get obtain acquire
help assist aid
need require
want wish desire
create make build construct
change modify alter
delete remove
choose select pick
fix correct repair
provide supply offer
give display show output
demonstrate illustrate show
contain hold include
run execute
call invoke
stop halt
put add place
method approach technique way manner
same identical
part portion piece
main primary principal
simple easy straightforward
hard difficult tough
important significant crucial vital
right correct proper
error mistake
issue problem
example sample
handle deal manage
receive get
return yield
look see examine view read
check verify
kind type sort
talk discuss cover describe
explain describe
mean imply
try attempt
happen occur
previous prior earlier preceding
above previous
following next below subsequent
purpose goal aim
reason cause
fail crash
keep retain maintain
let allow enable permit
show reveal
learn discover find
write type enter
store save keep
define specify
want like
support handle
additional further extra more
suppose assume
similar like alike
nice pretty neat cool
guide tutorial
config configuration
repo repository
app application
docs documentation
info information
spec specification
auth authentication
param parameter
arg argument
dir directory
function fn
environment env
section chapter
page document
introduce present
refer point
consider regard
notice note see
recommend suggest advise
need want
specify indicate state
""".strip()

# Words without which a sentence still says the same; they may come, go, and replace each other.
NEUTRAL = frozenset(
    """
    a an the this that these those it its itself they them their themselves he she his her him
    i me my we us our ours you your yours one ones oneself who whom whose which what such there here
    is are am was were be been being do does did has have had having will would shall let's
    of in on at for to as with by from into onto within inside upon via through toward towards
    and then so now also too again please well just simply
    actually really basically essentially indeed obviously clearly already even quite very
    rather pretty highly extremely particularly especially specifically anyway thus hence
    therefore accordingly namely respectively additionally furthermore moreover
    either for example that is 's 'd
    ok okay yes hey hello
    """.split()
)
# Where something comes from against where it goes, and by whom: one never stands for another.
DIRECTIONS = ({"from"}, {"to", "into", "onto", "toward", "towards"}, {"by", "via", "through"})

# What "this" may be said to be, or not, without a difference.
GENERIC = frozenset(
    """
    action annotation approach argument attribute block case change chapter class code command
    concept configuration construct crate data definition design directory document error example
    expression feature field file format function idea implementation information instruction item
    keyword library line list macro message method mode model module name object operation operator
    option output package page parameter part pattern point problem procedure process program
    property query reason request response result rule section sentence setting situation snippet
    solution statement step string structure syntax system task technique template test text thing
    tool trait type value variable version warning way word
    """.split()
)
POINTING = frozenset({"this", "that", "these", "those"})

# Real words that copy editors keep mixing up; the one in place of the other is a slip.
SLIPS = """
where were | then than | its it's | your you're | there their they're | to too | of off | loose lose
affect effect | form from | though through thorough | whether weather | who's whose | and an as
know now | on one | is if it | be by | an and | lead led | past passed | quite quiet | chose choose
bellow below | breath breathe | cant can't | wont won't | advise advice | principle principal
complement compliment | discreet discrete | a an | here hear
""".strip()

# Words of one letter's difference that both exist and mean different things: never a slip.
LOOKALIKE = frozenset(
    """
    adapt adopt accept except angel angle attach attack batch match patch watch catch latch
    better letter boarder border broad board caching catching cashing casual causal chain chair
    chance change channel charge clean clear clone close cloud could closed cloned content context
    contest contrast contract conversation conversion conservation cost cast coast count court
    crash cache crate create dairy daily deploy employ desert dessert device devise defer refer
    prefer infer derive drive dense dance depend defend direct divers diverse driver drier easier
    elastic plastic except expect expand expend extend extent extant factor actor father further
    field yield filed filled file fill film finally finely fined find found bound round sound fist
    first flow slow flaw floor flour force forge forced form from format former forth fourth front
    frond gather rather grate great grant grand group grope hash cash hatch head heap heart heard
    hidden hosting hoping hopping import impart input insert invert invest instance instant intend
    intent invoke invoice label table cable later latter layer lawyer leave leaf least lease
    lightening lightning limit link line lint list lost local vocal lock look loop load road loose
    lower power tower map mat manger manager master matter message massage method minor miner
    mirror mode node model modal module moral mount amount mouse house native naive never nether
    noise nose notation rotation notice novice number umber object abject option action auction
    order older holder owner padding adding packet pocket parse pause parser passer parsing passing
    parent patent part port past paste path bath peace piece peek peak perfect prefect personal
    personnel place plane plain plant plan planed planned plate play pray point paint pool poll
    port post pose pure pour precede proceed precise premise president precedent price prize print
    sprint private primate probe prove process progress produce product program project protect
    prompt promote propose purpose provide quality quantity query quiet quite race trace raise
    range change orange rate rote read real reach react record accord reduce deduce refuse reuse
    remove remote render tender sender replay reply request require resource recourse response
    responses reverse reserve reservse revers review revise rise root route router rooter rule
    role running ruining safe save same scale scalar scope slope score store scrape scrap script
    search starch section session server sever serve several severe shade share shape sharp shell
    shall shift shirt short sort sight site size sign sigh single singe signal sleep sheep slice
    slide solid sold some come source course space spice spare speak spear spread special spacial
    spatial stack slack stage state static statics status statue statute stare start smart stat
    step stop store story strain train trail trial string strong strung stream steam string strip
    stripe stroke strike style stale substitute switch table target task mask test text rest then
    than thread threat tread three there threw throw through thorough time tome title tile token
    taken total tool toll trace track trick truck tree free trim trip true try tuple triple turn
    type tape typo unit unite united union onion untied upload update usage user uses used valid
    void value valve vary very variable viable vector victor version aversion view vies wait want
    weather whether while whole wide width wire write wired word world work worm wrap warp zone
    increase decrease include exclude internal external inbound outbound upper lower minor major
    enable unable disable able inner outer import export ascending descending implicit explicit
    encode decode encrypt decrypt upload download maximum minimum maximal minimal horizontal
    vertical public publish defined refined attach detach attached detached mutable immutable
    synchronous asynchronous symmetric asymmetric typical atypical prefix suffix subset superset
    postfix infix push pull pass pars install instill restored restarted restart restore rebound
    """.split()
)

# Either spelling is right; which, depends on the side of the ocean.
BRITISH = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("iser", "izer"),
    ("ise", "ize"), ("yse", "yze"), ("ysing", "yzing"), ("ysed", "yzed"), ("our", "or"),
    ("ogue", "og"), ("tre", "ter"), ("ence", "ense"), ("elling", "eling"), ("elled", "eled"),
    ("eller", "eler"), ("programme", "program"), ("grey", "gray"), ("judgement", "judgment"),
    ("artefact", "artifact"), ("licence", "license"), ("acknowledgement", "acknowledgment"),
    ("ageing", "aging"), ("cheque", "check"), ("whilst", "while"), ("amongst", "among"),
    ("towards", "toward"), ("learnt", "learned"),
    ("mould", "mold"),
)  # fmt: skip

# Forms that no rule of endings gives.
IRREGULAR = """
be is are was were been being am | have has had having | do does did done doing | go goes went gone
write wrote written | choose chose chosen | give gave given | show shown showed | get got gotten
make made | take took taken | keep kept | build built | send sent | find found | run ran | begin
began begun | leave left | say said | see saw seen | know knew known | hold held | tell told | think
thought | bring brought | lead led | meet met | understand understood | become became | come came
draw drew drawn | grow grew grown | lose lost | mean meant | spend spent | break broke broken | hide
hid hidden | drive drove driven | fall fell fallen | forget forgot forgotten | hear heard | bind
bound | buy bought | catch caught | feel felt | fight fought | sell sold | speak spoke spoken | stand
stood | teach taught | throw threw thrown | wear wore worn | win won | child children | index indices
indexes | vertex vertices | matrix matrices | criterion criteria | datum data | person people
lie lay lain | pay paid | rise rose risen | sleep slept | deal dealt | freeze froze frozen
overwrite overwrote overwritten | rewrite rewrote rewritten | rebuild rebuilt
""".strip()

UNITS = frozenset(
    """
    b kb mb gb tb pb kib mib gib tib bit bits kbit mbit kbps mbps gbps byte bytes kilobyte kilobytes
    megabyte megabytes gigabyte gigabytes terabyte terabytes ns us µs ms s sec secs min mins h hr hrs
    hz khz mhz ghz px pt em rem mm cm m km kg g mg v mv w kw
    """.split()
)
MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000}
SCALES = frozenset("hundred thousand million billion trillion dozen k".split())
