"""Who may open the files of a suggestion, and which unsent ones a draft still holds."""

from django.db.models import Q

from departments.policies import units_of
from events.models import Event
from files.registry import Keys, Kind
from members.models import User
from suggestions import policies
from suggestions.models import (
    Assignment,
    Contact,
    Cosigner,
    Draft,
    DraftAnswer,
    Paper,
    Reply,
    Suggestion,
    enclosed,
)
from suggestions.models.reply import ANSWER

OF_KEY = ("pk", "round", "department_id")


def sees(user: User, code: str) -> bool:
    """Whoever sees the suggestion, or is asked to stand by it, sees what its author attached."""
    if Suggestion.objects.visible_to(user).filter(code=code).exists():
        return True
    return Cosigner.objects.put_to(user).filter(suggestion__code=code).exists()


def drafts(keys: Keys) -> Keys:
    """The keys that a draft holds: its files stay as long as it does."""
    wanted = set(keys)
    held = Draft.objects.filter(key__in={key for _author, key in wanted})
    return wanted & set(held.values_list("author_id", "key"))


def sees_paper(user: User, code: str) -> bool:
    """Whoever sees the act sees the paper from which it was entered for a unit."""
    seen = Assignment.objects.visible_to(user)
    paper = Paper.objects.filter(code=code, assignment__in=seen).first()
    return paper is not None and policies.reads_paper(user, paper)


def sees_answer(user: User, code: str) -> bool:
    """The stamped letter of an answer: whoever reads the answer, before its author the unit."""
    return _reads_draft(user, code, delivered_to_all=True)


def sees_draft(user: User, code: str) -> bool:
    """What a unit attached to an answer on its way, or that came back: whoever reads that."""
    return _reads_draft(user, code)


def _reads_draft(user: User, code: str, *, delivered_to_all: bool = False) -> bool:
    """Those inside; once it is delivered all who see the case, where that is said."""
    seen = Assignment.objects.visible_to(user)
    draft = DraftAnswer.objects.filter(code=code, assignment__in=seen).first()
    if draft is None or (delivered_to_all and draft.delivered_at):
        return draft is not None
    case = draft.assignment.suggestion
    return policies.reads_inside(user, case, case.works())


def sees_reply(user: User, code: str) -> bool:
    """What a unit attached to its answer: whoever sees the case reads that; to its opinion: whoever
    reads opinions."""
    seen = Assignment.objects.visible_to(user)
    reply = Reply.objects.filter(pk=code, assignment__in=seen).first()
    if reply is None or reply.assignment is None or reply.kind == ANSWER:
        return reply is not None
    case = reply.assignment.suggestion
    return policies.reads_inside(user, case, case.works())


def sees_talk(user: User, code: str) -> bool:
    """What goes with a talk that was noted down: whoever sees the case reads that."""
    seen = Assignment.objects.visible_to(user)
    return Contact.objects.filter(pk=code, assignment__in=seen).exists()


def sees_words(user: User, code: str) -> bool:
    """What goes with words in the ledger of a case: whoever reads these; nobody once they were
    erased."""
    said = Event.objects.filter(Q(remark__isnull=False) | Q(remark_hash=""), kind="suggestion")
    line = said.filter(pk=code).first()
    return line is not None and Suggestion.objects.visible_to(user).filter(code=line.code).exists()


def answers(keys: Keys) -> Keys:
    """The keys of answers that are still to be written, also while somebody else has the next
    word on the case: the files wait as the words do, for those who work in the unit."""
    found = {pair: enclosed.work_of(pair[1]) for pair in keys}
    works = {held[0] for held in found.values() if held}
    running = Assignment.objects.running().filter(pk__in=works)
    units = {(pk, round_): unit for pk, round_, unit in running.values_list(*OF_KEY)}
    writers = User.objects.in_bulk({pair[0] for pair, held in found.items() if held in units})
    places = {pk: units_of(writer) for pk, writer in writers.items()}
    return {
        pair for pair, held in found.items() if held in units and units[held] in places[pair[0]]
    }


KINDS = {
    "suggestion": Kind(sees=sees, drafts=drafts),
    "paper": Kind(sees=sees_paper),
    "answer": Kind(sees=sees_answer),
    enclosed.DRAFT: Kind(sees=sees_draft, drafts=answers),
    enclosed.REPLY: Kind(sees=sees_reply),
    enclosed.TALK: Kind(sees=sees_talk),
    enclosed.WORDS: Kind(sees=sees_words),
}
