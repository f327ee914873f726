"""What is listened for while nobody is there: so little that talk is not taken for it."""

from mskiosk.core.grammar import Grammar, normalised
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command, Intent
from mskiosk.core.state import Greeting

DONE_AT_ONCE = (Command.GET_HELP_NOW, Command.STAFF)
"""With these somebody who has no time begins."""


def resting_grammar(greeting: Greeting, guide: Guide) -> Grammar:
    """A greeting means "continue", and so does the main menu, to which a visit leads at once: it is
    what the invitation teaches, for small recognisers know it far better than any greeting, and
    rarely hear it in talk. Single words of other commands are left out: they are said in any talk.
    """
    main_menu, *_ = guide.universals[Command.MAIN_MENU].phrases
    begins = (main_menu, *guide.greetings)
    phrases: dict[str, Intent] = {normalised(each): Command.CONTINUE for each in begins}
    asked = (Command.YES,) if greeting is Greeting.ASKED else ()
    for command in (*DONE_AT_ONCE, *asked):
        wordings = map(normalised, guide.universals[command].phrases)
        phrases.update({wording: command for wording in wordings if " " in wording})
    return Grammar(phrases)
