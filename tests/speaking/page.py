"""A page like those that ship, title, notices and choices included: rates are measured on it."""

PAGE = tuple(
    """
Tired legs and walking.
Many people with M S find that their legs tire first.
A short walk may feel easy in the morning, and very hard after lunch.
What it is.
This does not mean that you have been lazy.
Nerves without their cover need more effort to send a signal.
Doctors call this motor fatigue.
Heat, fever and poor sleep can make it worse.
What helps.
Plan the hard things for the best part of your day.
Rest before you are worn out, and not only afterwards.
Sit down to cook, iron or wash, when a chair will do.
A physiotherapist can show you exercises that fit your legs.
Strength grows slowly, so give it at least two months.
If heat makes you weaker, try a cool drink or a cooling vest.
Medicines for walking.
Fampridine is a tablet that helps some people to walk faster.
In two trials about thirty five in every hundred people walked faster.
Nothing changed for the others, and they stopped.
Baclofen and tizanidine loosen stiff muscles.
They can make weak legs weaker.
Serious risks.
Fampridine can cause seizures.
People with kidney disease must not have it.
Tell your neurologist about every other medicine.
Checks before and during.
Your kidneys are tested first.
Your walking is timed before you begin, and two weeks later.
Pregnancy.
This guide does not cover fampridine in pregnancy.
Ask your M S nurse before you try for a baby.
When to ask for help.
Call your M S team when your legs get weaker within days.
It may be a relapse, and steroids can make that shorter.
Look for help today if you also have a fever.
An infection of the bladder can bring old symptoms back.
If you cannot move your legs at all, call an ambulance.
What is not known.
Nobody can say beforehand which exercises suit you best.
Most studies were small, and few lasted more than one year.
How sure we are: moderate. More trials could change this.
Questions to ask.
Which exercises are safe for me?
Could another medicine make my legs weak?
Who measures my walking, and how often?
Before you change anything.
Do not stop or change a medicine because of this kiosk.
Ask your M S team first.
Facts checked on 25 November 2026.
No clinician has reviewed this page yet.
Number of sources for this page: 4. To hear them, say sources or press comma.
For Spasms and stiffness, say one.
For Fatigue and energy, say two.
For Rehabilitation, say three.
""".strip().splitlines()
)
"""One sentence each, as it is spoken."""

WORDS = sum(len(sentence.split()) for sentence in PAGE)
"""Split at spaces."""
