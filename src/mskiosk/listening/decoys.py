"""Words that mean nothing to the kiosk, of many different sounds.

A recogniser of phrases hears one of them in everything, a cough as well as a question. When it
may hear these words too, and prefers one, then what was said was probably no phrase. Measured on
`speech/human.tsv` with 36 phrases: of 247 clips of other words 47 are accepted, against 214 by
the posterior alone; of 200 clips of phrases 129 are accepted rightly and 16 wrongly, and 21
rightly asked about. None of these words is spoken in those clips.
"""

_WORDS = """
apple basket kitchen window garden river mountain coffee table pencil yellow purple orange
silver thunder sunshine winter hammer bottle carpet ladder engine market station ticket dollar
letter paper camera banana potato tomato chicken rabbit monkey elephant spider butterfly
dolphin eagle lawyer teacher soldier farmer uncle cousin brother daughter husband saturday
february birthday holiday village castle bridge tunnel airport harbor island desert forest
music guitar trumpet violin dancing football tennis hockey swimming jacket trousers pocket
button pillow blanket curtain candle shampoo toothbrush sugar pepper butter sandwich biscuit
chocolate marmalade strawberry newspaper magazine television radio keyboard telephone
chair shoe boat fish milk bread hand foot face knee tongue wish judge thumb shove growl fork
bush cheese joke moth bathe log rug dish cup fudge ring song boil choice shout mouse voice
zoo jaw ugly
"""

DECOYS = tuple(_WORDS.split())
