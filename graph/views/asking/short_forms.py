"""Short and roundabout forms of what people type, each with the form that is read."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["without_short_forms"]

_GATHERINGS: Final = (
    r"(?:round[\s-]+tables?|meetings?|trainings?|exercises?|workshops?|conferences?|events?|seminars?"
    r"|webinars?|courses?|RTMs?)"
)
_SHORT_FORMS: Final = tuple(
    (re.compile(told, re.IGNORECASE), meant)
    for told, meant in (
        (r"\b(projects?)\s+(?:no|nr|number)\.?\s*(?=\d)|\b(projects?)\s*#\s*(?=\d)", r"\1\2 "),
        # "Contract no. of", "project no 53", "no. of projects": never a "not".
        (r"\bno\.?(?=\s*\d|\s+of\b)|\bno\.(?=\s+\S)|\bnr\.?(?=\s)|\u2116", "number"),
        (r"\bw/o\b", "without"),
        (
            r",?\s+(?:are\s+)?(?:active|involved|participating|taking\s+part)\s*(?:,|,?\s*(?:and|\+))\s+in\s+(?:which|what)\s+projects",
            " are in which projects",
        ),
        (
            r"\b([A-Z][a-z]+\s+(?:agencies|bodies|companies|firms|institut\w+|ministries|organi[sz]ations|universities))\s+"
            r"(?:are\s+|take\s+|taking\s+)?(?:active|involved|part|participating)(?:\s+in\s+the\s+(?:whole\s+)?initiative)?(?=\s*[?.]*\s*$)",
            r"\1 are in projects",
        ),
        # Of two that are both denied, the second is no part of the first.
        (
            r"\b(has|have|had|having|holds?)\s+neither\s+(?:an?\s+|any\s+)?([^,;?]+?)\s+nor\s+(?:an?\s+|any\s+)?",
            r"\1 no \2 and no ",
        ),
        (
            r"\bwith\s+neither\s+(?:an?\s+)?([^,;?]+?)\s+nor\s+(?:an?\s+)?",
            r"without \1 and without ",
        ),
        (
            r"\b(?:(?:that|which)\s+)?(?:are\s+)?(?:lack|lacks|lacked|lacking|missing\s+(?=both\b))\s*\b"
            r"(?!(?:at|from|in|of|on)\b)(?:both\s+)?(?:an?\s+|any\s+|the\s+)?"
            r"([^,;?]+?)\s+and\s+(?:an?\s+|any\s+|the\s+)?(?=\w)",
            r"without \1 and without ",
        ),
        (
            r"\bwhose\s+([\w\s-]+?)\s+(?:is|are)\s+(?:not\s+(?:on\s+record|known|recorded|given|told)|unknown|missing)\b",
            r"without \1",
        ),
        (
            r"\bmost[\s-](?:often[\s-]|frequently[\s-])?discussed\s+topics?(?=\s*[?.]*\s*$)",
            "topics were discussed at the most meetings",
        ),
        (
            r"\btopics?\s+(?:(?:was|were|is|are|got)\s+)?(?:most\s+(?:often|frequently)\s+)?discussed"
            r"(?:\s+(?:the\s+)?most(?:\s+(?:often|frequently))?)(?=\s*[?.]*\s*$)",
            "topics were discussed at the most meetings",
        ),
        (
            r"\btopics?\s+(?:(?:was|were|is|are|got)\s+)?most\s+(?:often|frequently)\s+discussed(?=\s*[?.]*\s*$)",
            "topics were discussed at the most meetings",
        ),
        (
            r"\bsince\s+when\s+(?:do|does|did|has|have)\s+((?-i:[A-Z])[\w'\u2019-]+(?:\s(?-i:[A-Z])[\w'\u2019-]+)?)\s+(?:been\s+)?"
            r"(?:have|had|host(?:s|ed|ing)?|hous(?:e|ed|es|ing))\s+(?:the|a|its)\s+(?:regional\s+)?secretariat\b",
            r"since when is there a secretariat in \1",
        ),
        (r"\bwithout\s+(?:a|one)\s+single\b", "without"),
        (rf"\bhybrid\s+({_GATHERINGS})\b", r"\1 that were hybrid"),
        (rf"\b(?:online|virtual|remote)\s+({_GATHERINGS})\b", r"\1 held online"),
        (
            rf"\b(?:in[\s-]person|face[\s-]to[\s-]face|physical|on[\s-]?site)\s+({_GATHERINGS})\b",
            r"\1 held in person",
        ),
        (
            r"\b(?:face[\s-]to[\s-]face|physically)(?=\s*[?.]*\s*$|\s+(?:in|since|between)\b)",
            "in person",
        ),
        (
            r"\b(projects?\s+)(?:without|with\s+no|(?:that|which)\s+have\s+no)\s+(?:any\s+)?dates\b(?!\s+of\b)",
            r"\1without a start date and without an end date",
        ),
        (r"\bnot\s+(?:a|one)\s+single\b", "no"),
        (r"(?<!\w)w/", "with "),
        (r"\bas well as\b", "and"),
        (r",?\s+as well(?=\s*[?.,]|\s*$)", ""),
        (r"\b(?:act|acts|acted|acting)\s+as\b", "is"),
        (r"\bfrom\s+before\b", "before"),
        (
            r"\bat\s+(?:the|this)\s+(?:present\s+)?(?:moment|time)(?=\s*[?.,]|\s*$|\s+(?:in|for)\b)",
            "now",
        ),
        (r"\bregional\s+(?=(?:office|bureau)\s+(?:in|at)\b)", ""),
        (r"\b(?:most\s+(?:expensive|costly)|dearest)\s+first\b", "biggest first"),
        (r"\b(?:least\s+(?:expensive|costly)|cheapest)\s+first\b", "smallest first"),
        (
            r"\b(?:that\s+)?(?:appear|occur|(?:are|is)\s+(?:named|mentioned))\s+(?:anywhere\s+)?"
            r"in\s+(?:the|any|your)\s+(?:documents|sources)(?=\s*[?.]*\s*$)",
            "are on record",
        ),
        (r"\b(?:the|this)\s+past\s+year\b", "last 1 year"),
        # Each budget of the Initiative is told with the years that its document means.
        (
            r"\b(budget\s+of\s+(?:the\s+)?(?:(?:whole|entire)\s+)?initiative)[\s,]+"
            r"(?:(?:for|in|from|between)\s+)?(?:19|20)\d\d\s*(?:-|\u2013|to|and)\s*(?:19|20)\d\d\b",
            r"\1",
        ),
        (r"\bmembers\s+of\s+the\s+consorti(?:um|a)\s+(?:of|behind)\b", "partners of"),
        (
            r"\bmoney\s+(?:that\s+)?(?:has\s+)?(?:went|goes|gone|flowed|flows)\s+(?:in)?to\b",
            "money for",
        ),
        (
            r"^\s*whom?\s+(?:can|could|should|do|may)\s+(?:I|we|one)\s+(?:contact|ask|call|meet"
            r"|(?:speak|talk|turn|write)\s+to)(?:\s+to\s+see)?\s+(?:at|in)\b",
            "persons at",
        ),
        (
            r"^\s*(?:with\s+)?whom?\s+(did|does|has)\s+(.+?)\s+(?:collaborate[ds]?|cooperate[ds]?|partner(?:ed)?|team(?:ed)?\s+up|work(?:ed)?)"
            r"(?:\s+with)?\s+(?=(?:in|on)\s+(?:project\s+\d|P\d))",
            r"which organisations \1 \2 work with ",
        ),
        (
            r"^\s*(?:has|did)\s+((?:(?!\sand\s).)+?)\s+ever\s+(?:collaborated?|cooperated?|worked?)(?:\s+together)?\s+(?=with\b)",
            r"has \1 worked together ",
        ),
        (
            r"^\s*(?:have|did)\s+(.+?)\s+and\s+(.+?)\s+ever\s+(?:collaborated?|cooperated?|worked?)(?:\s+together)?(?=\s*[?.]*\s*$)",
            r"did \1 and \2 work together",
        ),
        # What is of the Initiative is what it does: with whom, is told by projects and meetings.
        (
            r"^\s*(?:do|does|did|has)\s+((?:the\s+)?(?:(?:EU\s+)?(?:CBRN\s+)?(?:CoE\s+)?initiative|(?:EU\s+)?CBRN\s+CoE|CoE))\s+(?:ever\s+)?"
            r"(?:collaborate|cooperate|engage|partner|work)(?:d|ed)?\s+(?:together\s+)?with\s+(.+?)(?=\s*[?.]*\s*$)",
            r"is there cooperation between \1 and \2",
        ),
        (
            r"\b(?:closest|main|principal|regular|usual)\s+(?=partners\s+of\b)",
            "most frequent ",
        ),
        (
            r"\b(?:(?:consortium\s+)?members|consortium)\s+(?:of|in)\s+(?:the\s+)?(.+?)\s+consortium\b",
            r"partners of \1",
        ),
        (r"\b(host(?:ed|s)?)\s+(?:anything|something)(?=\s*[?.]*\s*$)", r"\1 any meetings"),
        (
            r"\bEU\s+delegation\s+(?:at|for|in|of)\s+(?=(?:the\s+)?(?-i:[A-Z]))",
            "EU Delegation to ",
        ),
        (
            r"^\s*(?:which|what)\s+(?:partners|organi[sz]ations)\s+(?:does|did|has)\s+(.+?)\s+(?:have|had|got)?\s*that\s+(.+?)\s+"
            r"(?:does|did|has)(?:\s+not|n['\u2019]t)(?:\s+have)?(?=\s*[?.]*\s*$)",
            r"which organisations are in \1 but not in \2",
        ),
        # What is denied is said of the same projects, or meetings, and is another thing.
        (
            r"\b(attend|fund|finance|host|implement|lead|organi[sz]e)\s+(?:but|and|yet)\s+(?:(?:do|did)\s*(?:not|n['\u2019]t)|never)\s+"
            r"(attend|fund|finance|host|implement|lead|organi[sz]e)\s+(?:any\s+)?(meetings|projects|round\s+tables|trainings)\b",
            r"\1 \3 but do not \2 any \3",
        ),
        (
            r"^\s*(?:who\s+(?:is|are|was|were)\s+)?(?:the\s+)?(?:other\s+)?partners?\s+of\s+((?:(?!\sof\s).)+?)\s+(?=(?:in|on)\s+(?:project\s+\d+|P\d+)\s*[?.]*\s*$)",
            r"which organisations did \1 work with ",
        ),
        (
            r"^\s*(?:which|what)\s+(?:hosts|organi[sz]ers)\s+of\s+(meetings|round\s+tables|trainings|workshops)\s+(?:are|were)\s+(?=\w+(?:\s+\w+)?\s*[?.]*\s*$)"
            r"([\w\s]+)",
            r"which \2 hosted \1",
        ),
        (
            r"^\s*(?:which|what)\s+(?:lead(?:er)?s|lead\s+partners)\s+of\s+projects\s+(?:are|were)\s+(?=\w+(?:\s+\w+)?\s*[?.]*\s*$)([\w\s]+)",
            r"which \1 lead projects",
        ),
        (r"\bonly\s+in\s+(?=one\s+(?:meeting|project|region|round\s+table)\b)", "in only "),
        (
            r"\bwith\s+(?:which|what)\s+([\w\s]+?)\s+(?:did|has|have|does)\s+(.+?)\s+(?:sign(?:ed)?|conclude[sd]?|have|had|got)\s+(?:an?\s+|any\s+)?"
            r"(MoUs?|agreements?|memorand(?:um|a)(?:\s+of\s+understanding)?)(?=\s*[?.]*\s*$)",
            r"which \1 have an agreement with \2",
        ),
        (
            r"\b((?:agenc|bod|compan|ministr|universit)(?:y|ies)|(?:research\s+)?cent(?:er|re)s?|firms?|institut\w+|organi[sz]ations?)\s+(?:are|were)\s+"
            r"(?:partners?|members?)\s+(?:of|in)\s+the\s+(?:whole\s+)?(?:EU\s+)?(?:CBRN\s+)?(?:CoE\s+)?initiative(?=\s*[?.]*\s*$)",
            r"\1 are in projects",
        ),
        (
            r"^\s*who\s+(?:has\s+)?(?:spoken|spoke|speaks)\s+(?:for|on\s+behalf\s+of)\s+(?:the\s+)?(?:EU|European\s+Union)\s+at\s+(?:the\s+|any\s+)?"
            r"meetings(?=\s*[?.]*\s*$)",
            "which persons of EU bodies spoke at meetings",
        ),
        (
            r"^\s*who\s+(?:has\s+)?(?:spoken|spoke|speaks)\s+(?:for|on\s+behalf\s+of)\s+(.+?)\s+at\s+(?:the\s+|any\s+)?meetings(?=\s*[?.]*\s*$)",
            r"which persons working for \1 spoke at meetings",
        ),
        (
            r"\b((?-i:[A-Z]{2,}))\s+(?:employees|officials|personnel|staff(?:\s+members)?)\s+(?=(?:\w+\s+)?(?:attend\w*|came|spoke|took\s+part|went|were\s+at)\b)",
            r"persons from \1 ",
        ),
        (
            r"\b(?:private|commercial)\s+(?:sector\s+)?(?=(?:companies|company|firms?)\b)",
            "",
        ),
        (
            r"^\s*who\s+(chairs|chaired|heads|headed)\s+(?:the\s+)?consortium\s+(?:of|behind|in)\b",
            "who leads",
        ),
        (
            r"^\s*(?:to\s+)?(?:whom|which\s+(?:body|organi[sz]ation))\s+does\s+(.+?)\s+belong(?:\s+to)?(?=\s*[?.]*\s*$)",
            r"which organisation is \1 part of",
        ),
        # Who goes to meetings attends them; "go to Georgia" asks for a picture.
        (
            r"\b((?:conference|event|exercise|meeting|round\s+table|training|workshop)s?\b[^?.;]*?)\s+(?:been|go|goes|gone|going|went)\s+to(?=\s*[?.]*\s*$|\s+(?:after|before|between|in|since)\b)",
            r"\1 attend",
        ),
        (
            r"(?<!money\s)\b(?:been|go|goes|gone|went)\s+to\s+(?=(?:[\w-]+\s+){0,3}(?:conference|event|exercise|meeting|round\s+table|training|workshop)s?\b)",
            "attend ",
        ),
        # Who came for a body is told as that body.
        (
            r"\b(?:sent|sends|send)\s+(?:a\s+|an\s+|its\s+|their\s+)?(?:delegates?|delegations?|experts?|people|persons?|officials?"
            r"|representatives?|somebody|someone|staff)\s+to\b",
            "attended",
        ),
        (
            r"^\s*whom?\s+(does|do|did)\s+([^?;,]*\bsecretariat\b[^?;,]*?)\s+serve(?:\s+as\s+secretariat)?(?=\s*[?.]*\s*$)",
            r"which countries \1 \2 serve",
        ),
        (
            r"^\s*who\s+is\s+served\s+by\s+(?=[^?;,]*\bsecretariat\b)",
            "which countries are served by ",
        ),
        (
            r"\b(?:coordinate|lead|manage)s?\s+(?:or|and/or)\s+(?:takes?\s+part|participates?"
            r"|(?:are|is)\s+(?:involved|partners?)|join)\s+in\b",
            "are in",
        ),
        (
            r"\b(coordinates?|leads?|led)\s+more\s+than\s+one\s+projects?\b",
            r"\1 at least 2 projects",
        ),
        (
            r"\b(?:appear\s+|are\s+(?:found\s+)?|were\s+)?both\s+(?:as\s+)?(?:an?\s+)?(?:project\s+)?lead(?:er)?s?\s+and\s+"
            r"(?:as\s+)?(?:an?\s+)?partners?(?:\s+(?:in|of)\s+(?:another|other)(?:\s+projects?)?)?(?=\s*[?.]*\s*$)",
            "lead one project and are partner in another",
        ),
        (
            r"\bcover(s|ing|ed)?\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?(?:eight|8)\s+regions\b",
            r"cover\1 at least 8 regions",
        ),
        # Two that are compared by a number of theirs have one each.
        (
            r"^\s*compare\s+([^,:;?]+?)\s+and\s+([^,:;?]+?)\s*[,:;]\s*how\s+many\s+([\w ]+?)\s+"
            r"(?:does|do|has|have)\s+each(?:\s+(?:one|of\s+them))?(?:\s+ha(?:s|ve|d))?\s*[?.]*\s*$",
            r"how many \3 in \1 and how many in \2",
        ),
        (
            r"^\s*what\s+(?:is|was)\s+(?:cited|quoted|taken)\s+from\s+",
            "what do documents say that were published by ",
        ),
        (
            r"^\s*(?:which|what)\s+(?:document|source)s?\s+(?:say|show|state|tell)s?\s+that\s+([^?;,]+?)\s+joined"
            r"(?:\s+the\s+initiative)?(?:\s+in\s+(?:[a-z]+\s+)?(?:19|20)\d\d)?\s*[?.]*\s*$",
            r"when did \1 join the Initiative",
        ),
        (
            r"^\s*((?:\w+\s+)?(?:(?:and|east|eastern|south)\s+)*"
            r"(?:africa|asia|europe|gulf|middle east))"
            rf"\s+({_GATHERINGS})\s+held\s+in\s+(?=[^?;,\d]+$)",
            r"\2 of \1 in ",
        ),
        # How large a consortium is tells the number of those in it.
        (
            r"\b(projects?)\s+(has|have|with|had)\s+(?:the\s+)?(?:largest|biggest)\s+(?:consorti(?:um|a)|partnerships?|teams?)\b",
            r"\1 \2 the most organisations",
        ),
        (
            r"^\s*(?:(?:what|which)\s+(?:is|are|was|were)\s+)?(?:the\s+)?(?:largest|biggest)\s+(?:project\s+)?consorti(?:um|a)(?=\s*[?.]*\s*$)",
            "which projects have the most organisations",
        ),
        (
            r"\b(projects?\s+(?:(?:that|which)\s+)?(?:has|have|with|had|involves?|involved)\s+(?:the\s+)?"
            r"(?:most|fewest|(?:largest|highest|greatest)\s+number\s+of)\s+)"
            r"(?:different\s+|(?:project\s+)?consortium\s+|project\s+|implementing\s+)?(?:partners|members)\b",
            r"\1organisations",
        ),
        (
            r"\b(projects?)\s+(?:ranked\s+)?by\s+(?:the\s+|their\s+)?(?:number|size)\s+of\s+(?:the\s+|their\s+)?"
            r"(?:consorti(?:um|a)|organisations|partners|partner\s+organisations)\b",
            r"number of organisations for each project",
        ),
        # Partners in what they do in common are the same: in projects.
        (r"\bproject\s+partners\b", "partners"),
        (r"\bpartners\s+in\s+(?:its\s+|their\s+)?projects(?=\s*[?.]*\s*$)", "partners"),
        (
            r"^\s*(?:do|does|did|have|has)\s+(.+?)\s+and\s+(.+?)\s+(?:have|had|share|shared)\s+(?:any\s+)?"
            r"(?:common\s+partners?|partners?\s+in\s+common|partners?)(?=\s*[?.]*\s*$)",
            r"which organisations work with \1 and with \2",
        ),
        (
            r"^\s*(?:(?:what|which|who)\s+(?:are\s+)?)?(?:the\s+)?(?:common|shared|mutual|joint)\s+partners\s+(?:of|between)\s+"
            r"(.+?)\s+and\s+(.+?)(?=\s*[?.]*\s*$)",
            r"which organisations work with \1 and with \2",
        ),
        (
            r"^\s*(?:which|what)\s+partners\s+(?:do|did)\s+(.+?)\s+and\s+(.+?)\s+(?:have\s+in\s+common|share)(?=\s*[?.]*\s*$)",
            r"which organisations work with \1 and with \2",
        ),
        # Who leads projects and is in none otherwise.
        (
            r"\b(?:but|and)(?:\s+(?:are|were|have))?\s+(?:(?:are|were)\s+)?(?:never|not)\s+(?:been\s+)?(?:an?\s+|only\s+)?(?:mere\s+)?"
            r"partners?(?=\s*[?.]*\s*$)",
            "but are not partners in any project",
        ),
        (
            r"\b(?:but|and)\s+(?:are\s+)?partners?\s+(?:in|of)\s+(?:none|no\s+projects?)(?=\s*[?.]*\s*$)",
            "but are not partners in any project",
        ),
        (
            r"\b(?:have|has)\s+only\s+(?:ever\s+)?been\s+(?:consortium\s+|project\s+)?leads?\b",
            "lead projects",
        ),
        (
            r"\btop(\s+(?:\d+|three|five|ten))?\s+(?:implementing\s+(?:partners|bodies|agencies|organi[sz]ations)|implementers)\b(?!\s+(?:of|in|for)\b)",
            r"which\1 organisations implemented the most projects",
        ),
        (
            r"\btop(\s+(?:\d+|three|five|ten))?\s+(?:project\s+)?partners(?=\s*[?.]*\s*$)",
            r"top\1 organisations by projects",
        ),
        (
            r"^\s*(?:has|have|did|does)\s+(?:the\s+)?(.+?)\s+(?:host(?:ed)?|organi[sz]e[ds]?)\s+(?:any\s+)?(?:of\s+the\s+)?meetings?\s*,?\s+or\s+"
            r"(?:has\s+it\s+|did\s+it\s+|does\s+it\s+)?(?:only|just|merely)\s+(?:been\s+to|attend(?:ed)?|go\s+to|take\s+part|taken\s+part)"
            r"(?:\s+(?:in\s+)?(?:them|others|those))?(?=\s*[?.]*\s*$)",
            r"which meetings did \1 host? which meetings did \1 attend?",
        ),
        (r"\bdocs\b", "documents"),
        (r"\bolder\s+than\s+(?=(?:19|20)\d\d\b)", "before "),
        (r"\b(?:newer|later)\s+than\s+(?=(?:19|20)\d\d\b)", "after "),
        (r"\b(?:one|two|half)-page\s+(?=(?:brief|overview|profile|summary)\w*\b)", ""),
        (r"\b(?:quick|short)\s+(?=(?:brief|overview|profile|report|summary)\w*\b)", ""),
        (r"\bcostliest\b", "most expensive"),
        (
            r"^\s*(cheapest|most\s+expensive)\s+(projects?)\s*(?:,|and|,\s*and)\s*(?:the\s+)?"
            r"(cheapest|most\s+expensive)(?:\s+projects?)?\s*(?=[?.]*\s*$)",
            r"which is the \1 \2 and which is the \3 \2",
        ),
        (
            r"^\s*which\s+project\s+is\s+the\s+(cheapest|most\s+expensive)\s*,?\s+and\s+which"
            r"(?:\s+one)?(?:\s+is)?\s+(?:the\s+)?(cheapest|most\s+expensive)\s*(?=[?.]*\s*$)",
            r"which is the \1 project and which is the \2 project",
        ),
        (
            r"^\s*which\s+([\w ]+?)\s+(?:has|have)\s+(?:had\s+)?(?:the\s+)?(most|fewest)\s+(\w+)"
            r"\s*,?\s+and\s+which(?:\s+ones?)?(?:\s+(?:has|have))?\s+(?:the\s+)?(fewest|most)\s*(?=[?.]*\s*$)",
            r"which \1 has the \2 \3 and which \1 has the \4 \3",
        ),
        # The regions that are counted are all of them, with the most and the fewest.
        (
            r"^\s*rank\s+(?:all\s+)?(?:the\s+)?(?:(?:eight|8)\s+)?regions\s+by\s+(?:the\s+|their\s+)?"
            r"number\s+of\s+projects(?:\s*,?\s+and\s+(?:say|tell\s+(?:me|us))\s+which(?:\s+one)?\s+has"
            r"\s+(?:the\s+)?(?:fewest|most))?\s*(?=[?.]*\s*$)",
            "projects by region",
        ),
        (
            r"^\s*rank\s+(?:all\s+)?(?:the\s+)?(?:partner\s+)?countries\s+by\s+(?=(?:the\s+|their\s+)?number\s+of\b)",
            "countries by ",
        ),
        (
            r"^\s*rank\s+(?:all\s+)?(?:the\s+)?(?:(?:eight|8)\s+)?regions\s+by\s+"
            r"(?=(?:the\s+|their\s+)?number\s+of\b)",
            "regions by ",
        ),
        (
            r"^\s*(?:who\s+are\s+(?:the\s+|all\s+)*donors|(?:which|what)\s+donors\s+(?:are\s+there"
            r"|(?:fund|finance|pay\s+for|support)\s+(?:the\s+)?projects))\s*(?=[?.]*\s*$)",
            "which organisations fund projects",
        ),
        (
            r"^\s*(?:(?:who|what|which)\s+(?:is|are|was|were)\s+)?(?:the\s+)?(?:biggest|largest|main|most"
            r"\s+important|top)\s+(?:donor|funder|sponsor)s?(?:\s+of\s+(?:the\s+|all\s+)*projects)?"
            r"\s*(?=[?.]*\s*$)",
            "which organisations fund the most projects",
        ),
        # The figures of all years are told, that one among them.
        (
            r"^\s*(?:the\s+)?(?:how\s+many|number\s+of)\s+partner\s+countries(?:\s+(?:were\s+there"
            r"|(?:did|does)\s+the\s+initiative\s+have|had\s+joined))?\s+(?:in|by|as\s+of)\s+"
            r"(?:19|20)\d\d\s*(?=[?.]*\s*$)",
            "how many partner countries were there in each year",
        ),
        (r"\bby\s+(region|year)\s+by\s+(?=(?:region|year)\b)", r"by \1 and "),
        # Who headed it, or held the post, is told with all who did.
        (
            r"^\s*(who\s+(?:is|heads|leads)\s[^?;,]*?\b(?:secretariat|focal\s+point)\b[^?;,]*?)"
            r"(?:\s+(?:now|today|currently))?\s*,?\s+and\s+who\s+(?:was|were)\s+(?:it\s+|there\s+)?before"
            r"(?:\s+(?:him|her|them|that))?\s*(?=[?.]*\s*$)",
            r"\1",
        ),
        (
            r"^\s*(?:is|was|has)\s+(?:the\s+)?([^?;,]*?\baction\s+plan\b[^?;,]*?)\s+(?:been\s+)?(?:already\s+)?"
            r"(?:adopted|approved|completed|finished)\s*,?\s+or\s+(?:is\s+it\s+)?(?:still\s+)?(?:a\s+draft"
            r"|(?:under|in)\s+(?:the\s+)?(?:development|preparation|review|revision))\s*(?=[?.]*\s*$)",
            r"state of the \1",
        ),
        (
            r"^\s*(?:has|have|did|does)\s+((?-i:[A-Z])[\w' -]*?)\s+(?:benefit(?:ed)?\s+from|had"
            r"|got|received|been\s+in|tak(?:e|en)\s+part\s+in)\s+(more|fewer)\s+projects\s+than\b",
            r"does \1 have \2 projects than",
        ),
        (
            r"(?:\bEUR|\u20ac)\s*(\d[\d.,]*(?<![.,])(?:\s*(?:k|m|million|thousand)\b)?)(?!\s*(?:EUR|euros?)\b)",
            r"\1 euros",
        ),
        (r"(?<=\d),(?=\d{3}(?:,\d{3})*\s+euros\b)", ""),
        (r"(?<=\d)\s?m(?=\s+euros\b)", " million"),
        (r"\bprojects\s+costing\b", "projects that cost"),
        (r"\bprojects\s+(?:of\s+|lasting\s+)?over\s+(?=\d+\s+years\b)", "projects longer than "),
        (r"\bprojects\s+(?:of\s+|lasting\s+)?under\s+(?=\d+\s+years\b)", "projects shorter than "),
        (
            r"\bprojects\s+(?:over|above)\s+(?=\d[\d.,]*\s*(?:(?:m|million)\b|euros?\b))",
            "projects with a budget over ",
        ),
        (
            r"\b(?:(?:that|which|still)\s+)*(?:running|run|going|go|continuing|continue|last|lasting)\s+"
            r"(?:on\s+)?(?:past|beyond)\s+(?:the\s+end\s+of\s+)?(?=(?:19|20)\d\d\b)",
            "that end after ",
        ),
        (r"\b(host\w*)\s+(?:anything|something)\s+of\s+ours\b", r"\1 any meetings"),
        (
            r"\b(meetings|round\s+tables|trainings|workshops)\s+(?:(?:are|that\s+are)\s+)?"
            r"(?:foreseen|planned|scheduled)\s+(?:for|in)\s+(?=20\d\d\b)",
            r"\1 in ",
        ),
        (r"\bbio\s+(?=projects?\b)", "biological "),
        (r"\bcome\s+on\s+board\b", "join"),
        (r"\bcame\s+on\s+board\b", "joined"),
        (r"\bstate\s+of\s+play\s+(?=(?:of|on|for|in|with)\b)", "state "),
        (
            r"^\s*((?:please\s+)?(?:check|count|find|list|look\s+up|name|show|sum\s+up)\s[^?;]*?)"
            r"\s+for\s+me\s*(?=[?.]*\s*$)",
            r"\1",
        ),
        # "In other countries than Georgia" would be in any other, and in Georgia.
        (
            r"\bother\s+(countr(?:y|ies)|regions?)\s+(?:than|besides|except(?:\s+for)?)\b",
            r"\1 other than",
        ),
        # Where a meeting was held, or a body is based, is not on record of all of them.
        (
            r"\b(projects\b(?:(?!\b(?:from|has|have|held|led|lead\w*|meet\w*|organi[sz]\w+|partner\w*"
            r"|round|train\w*|whose|with\s+\w+s)\b)[^?.;,])*?)\boutside(?:\s+of)?\s+(?=(?:the\s+)?(?-i:[A-Z]))",
            r"\1not in ",
        ),
        # A country leads by its bodies.
        (
            r"\b(?:which|what)\s+countr(?:y|ies)\s+(?:(?:does|do|did|has|have)\s+)?"
            r"(lead|implement|coordinate|manage)(?:s|d|ed)?\s+(?=projects?\b|P\d)",
            r"which countries have organisations that \1 ",
        ),
        (
            r"\b(?:which|what)\s+countr(?:y|ies)\s+led\s+(?=projects?\b|P\d)",
            "which countries have organisations that lead ",
        ),
        (
            r"^\s*(who\s+)(?:used\s+to\s+head|headed|was\s+(?:the\s+)?head\s+of)"
            r"(\s[^?,;]*secretariat[^?,;]*?)\s+before\s+(?-i:[A-Z])[^?,;]*(?=[?.]*\s*$)",
            r"\1headed\2",
        ),
        (
            r"\bour\s+((?:national\s+)?focal\s+points?|NFPs?)(?:\s+counterparts?)?\s+(?=(?:for|in)\b)",
            r"the \1 ",
        ),
        (r"\bcontact\s+(?=(?:persons?|people)\b)", ""),
        (r"\b(how\s+much\s+(?:is|are|was|were)\s[^?.;]+?)\s+worth\b", r"\1"),
        (r"\bon\s+(?:just\s+|only\s+)?one\s+(source|document)\b", r"on a single \1"),
        (r"\b(?:the|this|your)\s+record(?:['\u2019]s)?\s+(?=documents|sources)", "the "),
        (r"\bin\s+(?:the|this|your)\s+(?:record|records|database|graph)\b", "on record"),
    )
)
"""How people write in short, or in more words, what is read in other ones."""


def without_short_forms(text: str) -> str:
    """A text with what people write in short as it is read: "no." as "number", "w/" as "with"."""
    for told, meant in _SHORT_FORMS:
        text = told.sub(meant, text)
    return text
