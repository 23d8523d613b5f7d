"""French, German, Spanish, Italian, Portuguese, Dutch and Russian date words; others in short."""

FRENCH = """
M1: janvier | janv | jan
M2: fevrier | fevr | fev
M7: juil | juill
M8: aout
M12: decembre | dec
~: vers | environ | env | v | autour de | aux alentours de | circa | vers le | autour du | approximativement | aux environs de | vers la
?: peut-etre | probablement | sans doute | vraisemblablement | date incertaine | incertain | présumé
b: entre | entre le | entre les
&: et | et le
|: ou | ou le | ou en | soit
t: a | au | jusqu'au
v: jusqu'en | jusqu'a | jusque
f: de | du | depuis le debut de
<: avant | avant le | avant la
{: au plus tard | au plus tard le | au plus tard en
>: apres | apres le | apres la | posterieur a
}: depuis | a partir de | a partir du | depuis le | des | a compter du | a compter de
P0/3: debut | debut de | au debut de | debut du | au debut du | le debut du
P1/3: mi | milieu | milieu de | milieu du | au milieu du | au milieu de | courant
P2/3: fin | fin de | fin du | a la fin de | a la fin du | la fin du
H: moitie | semestre | moitie du | semestre de
Q: quart | trimestre | quart du | trimestre de
T: tiers | tiers du
o1: premier | premiere | 1er | 1re | 1ere
o2: deuxieme | seconde | second | 2e | 2eme | 2nd | 2nde
o3: troisieme | 3e | 3eme
o4: quatrieme | 4e | 4eme
o-1: dernier | derniere
C: siecle | siecles | s
k: annees | decennie | les annees | dans les annees | la decennie
S0: printemps
S1: ete
S2: automne
S3: hiver
A: apres j-c | apr j-c | ap j-c | de notre ere | apres jesus-christ
B: av j-c | avant j-c | avant jesus-christ | av jc | avant notre ere
V-1: hier
V0: aujourd'hui
V1: demain
g1: jour | jours
g30: mois | mois de | au mois de
g365: annee | an | ans | l'annee
p: aujourd'hui encore | nos jours | a nos jours
_: le | la | les | en | dans | date de | l'an | au cours de | courant de | de l'annee | des | d' | de la | du mois de | au cours du | l'
l: ne le | nee le | ne en | nee en | date du | fait le | signe le | publie le | mort le | morte le | mort en | ne vers | le jugement du | arret du | jugement du | depose le | en date du | né | né
U: sd | sans date | date inconnue | inconnue | inconnu | non date | non datee
w0: semaine du | la semaine du
m1: jour inconnu | jour incertain | date exacte inconnue | jour exact inconnu
!0: exercice | annee fiscale
"""

GERMAN = """
M1: januar | jan | janner | jaenner | jaen
M3: marz | maerz | mrz | maer
M2: feber
M12: dez
~: um | ca | circa | etwa | zirka | ungefahr | um das jahr | um den | gegen | rund | um etwa
?: wohl | vermutlich | wahrscheinlich | moglicherweise | vielleicht | ungewiss | unsicher
b: zwischen | zwischen dem | zw
&: und | u | und dem
|: oder | bzw | oder am | oder im
t: bis zum | bis zu
v: bis | bis in | bis einschliesslich
f: von | vom
<: vor | vor dem | vor der
{: spatestens | spatestens am | spatestens im
>: nach | nach dem | nach der
}: seit | ab | seit dem | ab dem | fruhestens | ab anfang
P0/3: anfang | beginn | anfang des | zu beginn des | beginn des | am anfang des | fruhes | im fruhen | anfang der | fruhe | zu anfang des
P1/3: mitte | mitte des | in der mitte des | mitte der | mittleres
P2/3: ende | ende des | gegen ende des | am ende des | spates | im spaten | ende der | spate
H: halfte | halbjahr | halfte des | hafte | h
Q: viertel | quartal | viertel des
T: drittel | drittel des
o1: erste | ersten | erstes
o2: zweite | zweiten | zweites | zweiter
o3: dritte | dritten | drittes | drittes
o4: vierte | vierten | viertes
o-1: letzte | letzten | letztes
C: jahrhundert | jh | jhd | jhdt | jahrhunderts | jhs | jahrhunderte
k: jahrzehnt | dekade
S0: fruhling | fruhjahr
S1: sommer
S2: herbst
S3: winter
A: n chr | nach christus | n u z | nach chr
B: v chr | vor christus | v u z | vor chr
V-1: gestern
V0: heute
V1: morgen
g1: tag | tage | tagen
g30: monat | monate | monaten
g365: jahr | jahre | jahren | jahres | im jahr | im jahre
p: heute noch | bis heute | gegenwart
L: oder spater | oder danach
e: oder fruher | oder davor
_: am | im | in | der | die | das | den | dem | des | datum | in den
l: geboren | geb | geboren am | gestorben | gest | gestorben am | datiert | verfasst am | urteil vom | beschluss vom | vom tag
U: od | oj | o d | o j | ohne datum | ohne jahr | undatiert | unbekannt | datum unbekannt
w0: woche vom | die woche vom | in der woche vom
m1: tag unbekannt | genauer tag unbekannt | tag ungewiss | genaues datum unbekannt
!0: geschaftsjahr | wirtschaftsjahr
"""

SPANISH = """
M9: setiembre | sept | set
~: hacia | cerca de | alrededor de | circa | aproximadamente | aprox | en torno a | h | alrededor del | cerca del | sobre
?: posiblemente | probablemente | quiza | quizas | tal vez | fecha incierta | incierto
b: entre | entre el
&: y | e | y el
|: o | u | o el | o en
t: a | al | hasta el
v: hasta
f: de | del | desde el comienzo de
<: antes de | antes del
{: a mas tardar | a mas tardar el | no mas tarde de
>: despues de | despues del | posterior a | tras
}: desde | a partir de | a partir del | desde el
P0/3: principios de | a principios de | principios | comienzos de | a comienzos de | inicios de | a inicios de | principios del | comienzos del | inicios del | a principios del | principio de
P1/3: mediados de | a mediados de | mediados | mediados del | a mediados del
P2/3: finales de | a finales de | fines de | a fines de | finales | finales del | fines del | a finales del | fin de
H: mitad | semestre | mitad de | mitad del
Q: cuarto | trimestre | cuarto del
T: tercio | tercio del
o1: primer | primera | primero | 1o | 1a | 1er
o2: segundo | segunda | 2o | 2a
o3: tercer | tercera | tercero | 3er | 3o
o4: cuarta | 4o
o-1: ultimo | ultima
C: siglo | s | siglos | sigl
k: anos | decada de | decada | los anos | la decada de | en la decada de | en los anos | decada del
S0: primavera
S1: verano
S2: otono
S3: invierno
A: dc | d c | despues de cristo | de nuestra era | d de c
B: ac | a c | antes de cristo | a de c
V-1: ayer
V0: hoy
V1: manana
g1: dia | dias
g30: mes | meses | mes de
g365: ano | del ano | el ano | en el ano
p: la actualidad | actualidad | el presente
_: el | la | los | las | en | de | del | fecha | durante | en el | dia | en el mes de | el dia
l: nacido el | nacida el | nacido en | nacida en | fechado | sentencia de | de fecha | fallecido el
U: sf | s f | sin fecha | fecha desconocida | desconocida | desconocido | sin datar
w0: semana del | la semana del
m1: dia desconocido | fecha exacta desconocida | dia incierto
!0: ejercicio | ano fiscal
"""

ITALIAN = """
M6: giu
~: circa | verso il | verso | intorno al
?: forse | probabilmente | incerto
b: tra il | fra il | tra | fra
&: e | e il
|: o | oppure
t: al | a
v: fino al | fino a
f: dal | da
<: prima del | prima di | ante
{: entro il | entro
>: dopo il | dopo | post
}: dal | a partire dal
P0/3: inizio | inizi del | inizio del | primi di | all'inizio del
P1/3: meta | meta del | a meta del
P2/3: fine | fine del | alla fine del
H: meta del secolo | semestre
Q: quarto | trimestre
o1: primo | prima
o2: secondo | seconda
o3: terzo
o4: ultimo quarto
C: secolo | sec
k: anni | decennio
S0: primavera
S1: estate
S2: autunno
S3: inverno
A: dc | d c
B: ac | a c
g1: giorno
g30: mese | mese di
g365: anno | nell'anno
_: il | la | lo | di | del | nel | in | dell' | l' | negli | gli | dell'
l: nato il | nata il | nato nel | nata nel
U: sd | senza data | data sconosciuta
"""

PORTUGUESE = """
~: cerca de | por volta de | c | circa | aproximadamente
?: possivelmente | provavelmente | talvez
b: entre
&: e
|: ou
t: a | ao
v: ate
f: de | do
<: antes de
>: depois de | apos
}: desde | a partir de
P0/3: inicio de | inicios de | principio de | inicio do | no inicio de
P1/3: meados de | meados do | em meados de
P2/3: final de | finais de | fim de | fins de | final do | no final de
H: metade | semestre | metade do
Q: quarto | trimestre
o1: primeiro | primeira | 1o | 1a
o2: segundo | segunda | 2o
o3: terceiro
C: seculo | sec | seculos
k: decada de | anos
S0: primavera
S1: verao
S2: outono
S3: inverno
A: dc | d c
B: ac | a c
g1: dia
g30: mes
g365: ano
_: o | a | os | em | de | do | da | no | na | dia
l: nascido em | nascida em
U: sd | sem data
"""

DUTCH = """
M3: mrt
~: omstreeks | rond | circa | ongeveer | ca
?: mogelijk | waarschijnlijk | vermoedelijk
b: tussen
&: en
|: of
t: tot | tot en met | t/m
f: van
<: voor
{: uiterlijk
>: na
}: sinds | vanaf
P0/3: begin | begin van de
P1/3: midden | half
P2/3: eind | einde | eind van de
H: helft | helft van de
Q: kwart | kwartaal
o1: eerste | 1e | 1ste
o2: tweede | 2e | 2de
o3: derde | 3e | 3de
o4: vierde | 4e
C: eeuw
k: jaren
S0: lente | voorjaar
S1: zomer
S2: herfst | najaar
S3: winter
A: n chr | na christus
B: v chr | voor christus
g30: maand
g365: jaar
_: de | het | in | op | van | den
l: geboren op | geboren
U: zj | zonder jaar | ongedateerd | onbekend
"""

RUSSIAN = """
M1: янв
M2: фев | февр
M3: мар
M4: апр
M6: июн
M7: июл
M8: авг
M9: сен | сент
M10: окт
M11: ноя | нояб
M12: дек
~: около | ок | примерно | приблизительно
?: возможно | вероятно | предположительно
b: между
&: и
|: или
t: по | до
f: с | от
<: до | ранее | раньше
{: не позднее
>: после
}: с | начиная с | не ранее
P0/3: начало | в начале | начала
P1/3: середина | в середине | середины
P2/3: конец | в конце | конца
H: половина | половине | полугодие
Q: четверть | четверти | квартал
o1: первая | первой | первый
o2: вторая | второй
o3: третья | третьей | третий
o4: последняя | последней | четвертая
C: век | века | веке | вв | столетие
k: годы | гг | годов | годах | е годы
S0: весна | весной
S1: лето | летом
S2: осень | осенью
S3: зима | зимой
A: н э | нашей эры
B: до н э | до нашей эры
V-1: вчера
V0: сегодня
V1: завтра
g30: месяц
g365: год | г | года | году
_: во | числа | в
l: родился | родилась | рожд
U: бд | без даты | не датировано | неизвестно
"""

# Languages read by CLDR's names alone, with the words that stand around a plain date.
POLISH = """
_: r | roku | w | dnia
g365: rok
~: ok | około
"""

UKRAINIAN = """
_: р | року | у | в
~: близько | бл
"""

BULGARIAN = """
_: г | година | през
~: около
"""

DANISH = """
_: den | d | i
~: ca | omkring
"""

SWEDISH = """
_: den | i
~: ca | omkring
"""

LITHUANIAN = """
_: m | d | metai | diena
"""

LATVIAN = """
_: gada | gads
"""

HEBREW = """
M1: בינואר
M2: בפברואר
M3: במרץ | במרס | מרס
M4: באפריל
M5: במאי
M6: ביוני
M7: ביולי
M8: באוגוסט
M9: בספטמבר
M10: באוקטובר
M11: בנובמבר
M12: בדצמבר
_: ב | בשנת | שנת | יום
"""
