"""Forms of English words: inflections, spellings, slips; numbers, units and months."""

from __future__ import annotations

# Real words that copy editors keep mixing up; the one in place of the other is a slip.
SLIPS = """
where were | then than | its it's | your you're | there their | there they're | their they're | to
too | of off | loose lose | affect effect | form from | though through | though thorough | through
thorough | whether weather | who's whose | and an | and as | an as | know now | on one | is if |
is it | if it | be by | an and | lead led | past passed | quite quiet | chose choose | bellow
below | breath breathe | cant can't | wont won't | advise advice | principle principal |
complement compliment | discreet discrete | a an | here hear | where which
"""

# Words of one letter's difference that both exist and mean different things: never a slip.
_LOOKALIKE = """
adapt adopt accept except angel angle attach attack batch match patch watch catch latch better
letter boarder border broad board caching catching cashing casual causal chain chair chance change
channel charge clean clear clone close cloud could closed cloned content context contest contrast
contract conversation conversion conservation cost cast coast count court crash cache crate create
dairy daily deploy employ desert dessert device devise defer refer prefer infer derive drive dense
dance depend defend direct divers diverse driver drier easier elastic plastic except expect expand
expend extend extent extant factor actor father further field yield filed filled file fill film
finally finely fined find found bound round sound fist first flow slow flaw floor flour force
forge forced form from format former forth fourth front frond gather rather grate great grant
grand group grope hash cash hatch head heap heart heard hidden hosting hoping hopping import
impart input insert invert invest instance instant intend intent invoke invoice label table cable
later latter layer lawyer leave leaf least lease lightening lightning limit link line lint list
lost local vocal lock look loop load road loose lower power tower map mat manger manager master
matter message massage method minor miner mirror mode node model modal module moral mount amount
mouse house native naive never nether noise nose notation rotation notice novice number umber
object abject option action auction order older holder owner padding adding packet pocket parse
pause parser passer parsing passing parent patent part port past paste path bath peace piece peek
peak perfect prefect personal personnel place plane plain plant plan planed planned plate play
pray point paint pool poll port post pose pure pour precede proceed precise premise president
precedent price prize print sprint private primate probe prove process progress produce product
program project protect prompt promote propose purpose provide quality quantity query quiet quite
race trace raise range change orange rate rote read real reach react record accord reduce deduce
refuse reuse remove remote render tender sender replay reply request require resource recourse
response responses reverse reserve revers review revise rise root route router rooter
rule role running ruining safe save same scale scalar scope slope score store scrape scrap script
search starch section session server sever serve several severe shade share shape sharp shell
shall shift shirt short sort sight site size sign sigh single singe signal sleep sheep slice slide
solid sold some come source course space spice spare speak spear spread special spacial spatial
stack slack stage state static statics status statue statute stare start smart stat step stop
store story strain train trail trial string strong strung stream steam string strip stripe stroke
strike style stale substitute switch table target task mask test text rest then than thread threat
tread three there threw throw through thorough time tome title tile token taken total tool toll
trace track trick truck tree free trim trip true try tuple triple turn type tape typo unit unite
united union onion untied upload update usage user uses used valid void value valve vary very
variable viable vector victor version aversion view vies wait want weather whether while whole
wide width wire write wired word world work worm wrap warp zone increase decrease include exclude
internal external inbound outbound upper lower minor major enable unable disable able inner outer
import export ascending descending implicit explicit encode decode encrypt decrypt upload download
maximum minimum maximal minimal horizontal vertical public publish defined refined attach detach
attached detached mutable immutable synchronous asynchronous symmetric asymmetric typical atypical
prefix suffix subset superset postfix infix push pull pass pars install instill restored restarted
restart restore rebound
"""
LOOKALIKE = frozenset(_LOOKALIKE.split())

# Either spelling is right; which, depends on the side of the ocean.
BRITISH = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("iser", "izer"),
    ("ise", "ize"), ("yse", "yze"), ("ysing", "yzing"), ("ysed", "yzed"), ("our", "or"),
    ("ogue", "og"),
    ("practise", "practice"), ("tre", "ter"), ("ence", "ense"), ("elling", "eling"),
    ("elled", "eled"), ("eller", "eler"), ("programme", "program"), ("grey", "gray"),
    ("judgement", "judgment"),
    ("artefact", "artifact"), ("licence", "license"), ("acknowledgement", "acknowledgment"),
    ("ageing", "aging"), ("cheque", "check"), ("whilst", "while"), ("amongst", "among"),
    ("towards", "toward"), ("learnt", "learned"),
    ("mould", "mold"), ("isations", "izations"), ("isable", "izable"), ("yser", "yzer"),
    ("ourite", "orite"), ("ourable", "orable"), ("ourful", "orful"), ("ourhood", "orhood"),
    ("fibre", "fiber"), ("calibre", "caliber"), ("fulfil", "fulfill"), ("enrol", "enroll"),
    ("skilful", "skillful"), ("instalment", "installment"), ("focussed", "focused"),
    ("focussing", "focusing"), ("benefitted", "benefited"), ("targetted", "targeted"),
    ("aluminium", "aluminum"), ("sceptical", "skeptical"), ("plough", "plow"),
)  # fmt: skip

# Forms that no rule of endings gives.
IRREGULAR = """
be is are was were been being am | have has had having | do does did done doing | go goes went
gone | write wrote written | choose chose chosen | give gave given | show shown showed | get got
gotten make made | take took taken | keep kept | build built | send sent | find found | run ran |
begin began begun | leave left | say said | see saw seen | know knew known | hold held | tell told
| think thought | bring brought | lead led | meet met | understand understood | become became |
come came | draw drew drawn | grow grew grown | lose lost | mean meant | spend spent | break broke
broken | hide hid hidden | drive drove driven | fall fell fallen | forget forgot forgotten | hear
heard | bind bound | buy bought | catch caught | feel felt | fight fought | sell sold | speak
spoke spoken | stand stood | teach taught | throw threw thrown | wear wore worn | win won | child
children | index indices indexes | vertex vertices | matrix matrices | criterion criteria | datum
data | person people | lie lay lain | pay paid | rise rose risen | sleep slept | deal dealt |
freeze froze frozen | overwrite overwrote overwritten | rewrite rewrote rewritten | rebuild rebuilt
| gray grey | alias aliases | bus buses | lens lenses | axis axes | half halves | shelf shelves |
analysis analyses | die dying dies died |
spell spelt spelled | burn burnt burned | dream dreamt dreamed |
lean leant leaned | spoil spoilt spoiled
"""

_UNITS = """
b kb mb gb tb pb kib mib gib tib bit bits kbit mbit kbps mbps gbps byte bytes kilobyte kilobytes
megabyte megabytes gigabyte gigabytes terabyte terabytes ns us µs ms s sec secs min mins h hr hrs
hz khz mhz ghz px pt em rem mm cm m km kg g mg v mv w kw
"""
UNITS = frozenset(_UNITS.split())
_MONTHS = """
january february march april may june july august september october november december jan feb mar
apr jun jul aug sep sept oct nov dec
"""
MONTHS = frozenset(_MONTHS.split())
_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
NUMBERS = {word: value for value, word in enumerate(_NUMBERS.split())}
NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000}
SCALES = {"hundred", "thousand", "million", "billion", "trillion", "dozen", "k"}
