"""English phrases and words of technical prose that say the same; a line for each meaning."""

from __future__ import annotations

# Phrases that say what one word says.
PHRASES = """
to = in order to | so as to | in an effort to | so that we can | so we can
to = so that you can | so you can
to = to let us | to let you | to allow us to | to allow you to | to enable us to | to enable you to
ensure = make sure | making sure | make certain | be sure to | be sure | makes sure
because = due to the fact that | on account of | since | for the reason that | as a result of
because = this is because | that is because | the reason is that | the reason for this is that
due to = because of | owing to | thanks to
will = going to | about to
with = using | by using
from = out of
that = the fact that
each other = one another
one = a single
as = just like | much like
for example = e.g. | e g | for instance | such as | like for example
that is = i.e. | i e | in other words | namely | that is to say | this means that | this means
that is = that means that | that means | which means that | which means | meaning that
also = as well | in addition | as well as | additionally | moreover | furthermore | besides
although = even though | though | in spite of the fact that | despite the fact that
before = prior to | ahead of
after = subsequent to | following on from
about = with regard to | with respect to | in regard to | regarding | concerning | as for | as to
if = in case | in the event that | provided that | as long as | when | whenever | whether
if = whether or not | let's say | let us say | supposing | assuming | suppose that | assume that
therefore = as a result | consequently | thus | hence | so that | so | as a consequence | thereby
however = on the other hand | nevertheless | nonetheless | that said | but | yet still
use = make use of | utilize | employ | take advantage of | leverage | makes use of | making use of
currently = at the moment | at present | right now | at this time | at this point in time
look = have a look | take a look | see | check out | checking out
let's = let us
this = doing so | doing this | doing that | in doing so | by doing so
at first = in the beginning | to begin with
eventually = in the end | at last
log in = sign in
by itself = by themselves | on its own | on their own | of its own accord
afterwards = afterward | after that | subsequently | thereafter
is = comes down to | boils down to | amounts to | consists in
same = same as each other | same as one another | same as the other
for more information = for more details | for further information | for further details
for more information = for details | to learn more | to find out more | to know more | to read more
keep in mind = have in mind | bear in mind
percent = per cent
let = allow to | enable to | permit | allow | enable
perform = carry out | carrying out | carried out | conduct
indeed = of course | in fact | as a matter of fact | as you can see | note that | keep in mind that
indeed = be aware that | it is worth noting that | it should be noted that | please note that
indeed = bear in mind that | have in mind that | it is important to note that
indeed = it is worth mentioning that | remember that | please keep in mind that
indeed = you should note that
find = find out | discover | figure out | work out
set = set up | configure
different = various kinds of
instead = in place of | rather than | instead of
via = by means of | by way of | with the help of
while = whereas | during the time that
=+ = and above | or above | and later | or later | or higher | or newer | and newer | and up
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
important significant crucial vital key essential fundamental
entire whole full complete total
entirely wholly fully completely totally
say state indicate tell specify report show
produce give yield generate
like for_example
allow let permit
press hit click
shut close
split divide separate
join combine merge
turn convert transform
observe notice see
guarantee ensure
call name
list enumerate
exist be
remember recall
expect anticipate
attempt try
answer reply respond
assign set give
appear show display
benefit advantage
drawback disadvantage downside
usual normal typical common ordinary
special particular specific
folder directory
website site
programmer developer
phase stage step
way means
once when after
other another
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
type enter
define specify
want like
support handle
additional further extra more
suppose assume
similar like alike
nice pretty neat cool
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
introduce present
refer point
consider regard
notice note see
recommend suggest advise
need want
specify indicate state
have contain include hold
be exist get
as because since
as like
because due_to
then afterwards
brief short
live reside sit locate
create generate produce
prepend prefix
append suffix
keep stay remain
above earlier previously
unfortunately sadly regrettably alas
fortunately luckily thankfully happily
different difference differ
important importance
possible possibility
available availability
dependent dependence dependency
complex complexity
simple simplicity
useful helpful handy
finally lastly eventually
mainly primarily chiefly
manually by_hand
answer response reply
although while whereas
increment increase
decrement decrease
result resultant
previously formerly
rapidly quickly fast swiftly
slowly gradually
precisely accurately
separately individually independently
manually by_hand
recently lately
correctly properly rightly
wrongly incorrectly improperly erroneously
beginning start outset
amount quantity
goal objective
advantage benefit merit upside
weakness shortcoming
choice option alternative
opportunity chance
duty responsibility
concept idea notion
outcome result
consequence effect
summary overview recap
walkthrough tutorial
beginner newcomer novice
expert specialist
colleague coworker
clarify explain elucidate
illustrate exemplify
emphasize stress highlight
ignore disregard
exchange swap
retrieve fetch get obtain
transmit send
dispatch send
erase delete
locate find
inspect examine
investigate examine
inform tell
notify alert
ask request
reveal disclose
conceal hide
determine figure_out
understand grasp
achieve accomplish attain reach
strange odd weird
vast huge
complicated complex
straightforward simple
clear obvious evident
evident apparent
common frequent
odd unusual
initial first
final last
current present
upcoming forthcoming
suitable appropriate fitting
adequate sufficient
thorough comprehensive
useful worthwhile
superfluous redundant
faulty defective broken
wrong incorrect erroneous
forbid prohibit disallow
immediately instantly
huge enormous vast
latest newest
store save
return give
unneeded unnecessary
omit skip
launch start
evaluate compute calculate
infrequent rare
""".strip()
