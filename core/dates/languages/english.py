"""English date words; they are known whatever the language set."""

ENGLISH = """
M1: january | jan
M2: february | feb | febr
M3: march | mar
M4: april | apr
M5: may
M6: june | jun
M7: july | jul
M8: august | aug
M9: september | sept | sep
M10: october | oct
M11: november | nov
M12: december | dec
W0: monday | mon
W1: tuesday | tues | tue
W2: wednesday | weds | wed
W3: thursday | thurs | thur | thu
W4: friday | fri
W5: saturday | sat
W6: sunday | sun
~: about | around | circa | c | ca | cca | cir | approx | approximately | approximate | roughly | on or about | on or around | in or about | in or around | at about | at around | on about | on or near | or thereabouts | thereabouts | some time around | sometime around | somewhere around | estimated | est | abt | or so | appr | aprox
?: possibly | probably | perhaps | maybe | likely | most likely | very likely | presumably | presumed | uncertain | not certain | unconfirmed | not confirmed | unverified | believed | believed to be | apparently | reportedly | prob | poss | questionable | date uncertain | date not certain | year uncertain | probable | possible | tentative | tentatively | allegedly | it seems | thought to be
b: between | betw | btw | bet | btwn | anywhere between | some time between | sometime between | at some point between | at some time between | any time between | in between
&: and | &
|: or | and/or | or else | or possibly either | either
z: alternatively | alternative | alternate | alt | aka | alternate dates | also given as | also reported as | also listed as
O: throughout | all through | all of | the whole of | during the whole of | during all of
t: to | through | thru | up to and including | through to | and up to
v: until | till | til | up until | up to | up till | until the end of
f: from | starting from | starting | starting in | starting on | beginning in | beginning on | between about and
<: before | prior to | earlier than | pre | bef | ante | some time before | sometime before | any time before | shortly before | just before | immediately before | not long before | well before
{: by | on or before | in or before | no later than | not later than | not after | before or on | before or in | at or before | on or prior to | at the latest by | by no later than | by at the latest | latest by | at the latest in | at the latest on | earlier than or in
>: after | later than | post | aft | some time after | sometime after | any time after | shortly after | just after | immediately after | not long after | soon after
}: since | on or after | in or after | no earlier than | not earlier than | not before | after or on | after or in | at or after | at the earliest in | at the earliest on | on and after | ever since
e: or before | or earlier | at the latest | at latest | and before | and earlier | or a little earlier | or some time before | or slightly earlier | or shortly before | or prior
L: onwards | onward | or after | or later | and later | and after | at the earliest | at earliest | and onwards | or thereafter | and thereafter | forward | or slightly later | or shortly after | or a little later
p: present | now | the present | present day | the present day | ongoing | current | to date | continuing | still ongoing
P0/3: early | beginning | beginning of | start | start of | the start of | the beginning of | early part of | very early | early in | opening of | at the beginning of | at the start of | beg of | earlier part of | the early part of | at the outset of
P1/3: mid | middle | middle of | the middle of | midway through | in the middle of | around the middle of
P2/3: late | end | end of | the end of | close of | latter part of | later part of | very late | late in | at the end of | towards the end of | toward the end of | the latter part of | the close of | closing | closing days of | the late part of | late part of
P0/4: q1 | 1q
P1/4: q2 | 2q
P2/4: q3 | 3q
P3/4: q4 | 4q
P0/2: h1 | 1h
P1/2: h2 | 2h
H: half
Q: quarter | quart
T: third of
o1: first
o2: second
o3: third
o4: fourth
o5: fifth
o6: sixth
o7: seventh
o8: eighth
o9: ninth
o10: tenth
o11: eleventh
o12: twelfth
o13: thirteenth
o14: fourteenth
o15: fifteenth
o16: sixteenth
o17: seventeenth
o18: eighteenth
o19: nineteenth
o20: twentieth
o21: twenty-first | twenty first
o22: twenty-second
o23: twenty-third
o24: twenty-fourth
o25: twenty-fifth
o26: twenty-sixth
o27: twenty-seventh
o28: twenty-eighth
o29: twenty-ninth
o30: thirtieth
o31: thirty-first
o-1: last | final
#1: one
#2: two
#3: three
#4: four
#5: five
#6: six
#7: seven
#8: eight
#9: nine
#10: ten
D20: twenties
D30: thirties
D40: forties
D50: fifties
D60: sixties
D70: seventies
D80: eighties
D90: nineties
C: century | centuries | cent | cents | cen | ctry
k: decade | decades | decade of | the decade of
S0: spring
S1: summer
S2: autumn | fall
S3: winter
N0: northern | northern hemisphere | hemisphere northern
N1: southern | southern hemisphere | hemisphere southern
N2: hemisphere not known
A: ad | ce | anno domini | a d | c e
B: bc | bce | before christ | before the common era | b c | b c e
E: be | buddhist era
w: week | wk
w0: week of | the week of | wk of | week including | week containing
w1: week beginning | week starting | week commencing | week beginning on | w/c | wc | week from | week begins
w3: night of | the night of | on the night of | during the night of | overnight on
i: morning of | the morning of | afternoon of | the afternoon of | evening of | the evening of | morning | afternoon | evening | noon | midday | at noon | early hours of | the early hours of | daytime
w2: week ending | week ending on | w/e | week ended | week to
g1: day | days
g7: weeks
g30: month | months | month of
g365: year | years | yr | yrs | yr of
G: ago | earlier
V-1: yesterday
V0: today
V1: tomorrow
R-1: past | previous
R0: this
R1: next | coming
_: the | of | in | on | at | a | an | during | date | dates | sometime | some time | sometime in | at some point | at some time | within | some point | the period | period | in the course of | over the course of | in about the course of | the year | only | itself | the dates | the years | in the years | some day | one day | some date | a date | a day | time | the time of | an unspecified day | an unspecified date | exactly | precisely | the month of | the day of | inclusive | was | is | both dates inclusive | both inclusive | incl | but
m1: day not certain | exact day unknown | exact date unknown | exact date not known | day unknown | day not known | day uncertain | exact day not known | precise date unknown | exact date uncertain | year only | month only | day not stated | day illegible | exact date not certain | precise day unknown | precise date not known | day missing | day not given | exact day uncertain | exact day not certain | day not recorded | date approximate to month | day not legible | exact date not recorded | exact date unclear | day unclear | specific day unknown | specific date unknown | exact date not given | exact date not stated | day only | no day given | no day | day not specified | exact date not specified | day to be confirmed | exact day not stated | exact day not given
m2: month unknown | month not known | day and month unknown | day and month not known | month and day unknown | month and day not known | month uncertain | month not certain | exact month unknown
u: an unknown day | unknown day
x: an unknown month | unknown month
l: dated | date of | signed | signed and dated | datable to | first published | first exhibited | first printed | first made | exh | publ | published | exhibited | printed | reprinted | made | painted | designed | begun | completed | issued | inscribed | registered | patented | filed | entered | decided | argued | created | posted | updated | modified | effective | executed | released | cast | dob | date of birth | born | born on | born in | birth date | year of birth | yob | place and date of birth | birthdate | date of death | died | died on | d | b | fl | flourished | active | date filed | date entered | date issued | date signed | date made | copyright | pub | acquired | composed | compiled | recorded | founded | established | built | constructed | produced | written | drawn | taken | conceived | executed in | manufactured | engraved | etched | carved | woven | photographed | received | submitted | delivered | adopted | accessed | retrieved | last modified | last updated | date published | date created | as of | as at | occurred | held | heard | listed on | designated | designated on | listed | hearing | hearing held | judgment | order dated | delivered on | conceived in | assembled | fabricated | cast in | editioned | edition | remade | refabricated | revised | reworked | inception | negative | print | executed on | sealed | minted | struck | restored | erected | rebuilt | bound
U: nd | undated | no date | date unknown | date not known | unknown | unknown date | not known | na | n/a | not dated | not available | none | unspecified | date not recorded | not recorded | tbd | tbc | to be determined | to be confirmed | date unavailable | without date | date not stated | date not given | no date given | not stated | not given | nil | null | date missing | missing | not specified | undetermined | date undetermined | date tbd | date illegible | illegible
!0: fy | fiscal | fiscal year | financial year | academic year | school year | tax year | fiscal years
!1: hijri | ah | a h | anno hegirae | hijra | islamic calendar
!2: os | old style | o s | ns | new style | julian | julian calendar | n s
!3: bp | years bp | before present | kya | ka | mya | million years ago | years old
!4: anno mundi | am anno mundi | hebrew calendar | showa | meiji | taisho | heisei | reiwa | saka | vikram samvat | vs samvat
"""
