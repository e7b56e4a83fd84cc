from .agreement import Agreement
from .answer_policy import AnswerPolicy
from .assignment import Assignment
from .category import Category
from .contact import Contact
from .correction import Correction
from .cosigner import Cosigner
from .decline import Decline
from .diversion import Diversion
from .draft import Draft
from .draft_answer import DraftAnswer
from .extension_request import ExtensionRequest
from .figures import Figures
from .hand_off import HandOff
from .hold import Hold
from .note import Note
from .paper import Paper
from .past import Past
from .phrase import Phrase
from .publication import Publication
from .query_code import QueryCode
from .rating import Rating
from .recommendation import Recommendation
from .reply import Reply
from .return_request import ReturnRequest
from .revision import Revision
from .rule_draft import RuleDraft
from .rule_set import Rule, RuleSet
from .suggestion import Suggestion
from .transfer import Transfer
from .urge import Urge

__all__ = [
    "Agreement",
    "AnswerPolicy",
    "Assignment",
    "Category",
    "Contact",
    "Correction",
    "Cosigner",
    "Decline",
    "Diversion",
    "Draft",
    "DraftAnswer",
    "ExtensionRequest",
    "Figures",
    "HandOff",
    "Hold",
    "Note",
    "Phrase",
    "Publication",
    "Paper",
    "Past",
    "QueryCode",
    "Rating",
    "Recommendation",
    "Reply",
    "ReturnRequest",
    "Revision",
    "Rule",
    "RuleDraft",
    "RuleSet",
    "Suggestion",
    "Transfer",
    "Urge",
]
