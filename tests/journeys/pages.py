"""Every page of the site, typed by hand: who opens it, where it is, and in which states.

A name of the resolver that is neither here nor among the exceptions fails the crawl.
"""

from tests.journeys.accounts import ACCOUNTS
from tests.journeys.visiting import (
    ADMIN,
    AFRESH,
    AUDITOR,
    BEGINNER,
    CASE,
    DECIDE,
    ELDER,
    HEAD,
    MEMBER,
    MEMBER_2,
    NOBODY,
    OFFICE,
    OFFICE_COUNTY,
    OTHER,
    PEOPLE,
    PROMISE,
    REPLY,
    RULES,
    TEXTS,
    UNIT,
    UNIT_CITY,
    UNITS,
    Visit,
    attach,
    fall_asleep,
    make_code,
    open_keys,
    open_menu,
    open_part,
    open_units,
    open_why,
    send,
    send_no_number,
    send_nothing,
)

PAGES: dict[str, tuple[Visit, ...]] = {
    # ── for everybody ──
    "portal:home": (Visit(NOBODY, "/", english=True, wide=True),),
    "portal:about": (Visit(MEMBER, "/about/"),),
    "portal:published": (Visit(NOBODY, "/published/", english=True),),
    "portal:figures": (Visit(NOBODY, "/figures/", english=True, wide=True),),
    "portal:publication": (Visit(NOBODY, "/published/{published}/", english=True),),
    "portal:how": (Visit(NOBODY, "/how-it-works/", english=True, wide=True),),
    "portal:query": (
        Visit(NOBODY, "/query/", english=True),
        Visit(NOBODY, "/query/", then=send),
    ),
    "reports:year": (Visit(NOBODY, "/figures/2026/", english=True, wide=True),),
    "reports:places": (Visit(NOBODY, "/places/", english=True, wide=True),),
    "reports:place": (Visit(NOBODY, "/places/430100/"),),
    "members:privacy": (Visit(NOBODY, "/privacy/"),),
    "members:terms": (Visit(NOBODY, "/terms/"),),
    "members:help": (
        Visit(NOBODY, "/help/?city=430100", english=True, wide=True),
        Visit(MEMBER, "/help/", then=open_why),
        Visit(ELDER, "/help/"),
    ),
    "members:agree": (Visit(AFRESH, "/account/agree/"),),
    "members:contact": (
        Visit(ADMIN, "/organ/contact/"),
        Visit(ADMIN, "/organ/contact/", then=send_no_number),
    ),
    "deadlines:calendar": (
        Visit(NOBODY, "/calendar/2026/", english=True, wide=True),
        Visit(MEMBER, "/calendar/2027/"),
    ),
    "design:gallery": (Visit(NOBODY, "/design/", english=True, wide=True),),
    "notifications:dev_mail": (Visit(NOBODY, "/dev/mail/"),),
    # ── the member ──
    "suggestions:mine": (
        Visit(MEMBER, "/suggestions/", english=True, wide=True),
        Visit(MEMBER, "/suggestions/", then=open_menu),
        Visit(MEMBER, "/suggestions/?show=closed"),
        Visit(BEGINNER, "/suggestions/"),
        Visit(ELDER, "/suggestions/", wide=True),
    ),
    "suggestions:write": (
        Visit(BEGINNER, "/suggestions/write/", english=True, wide=True),
        Visit(BEGINNER, "/suggestions/write/", then=send),
        Visit(ELDER, "/suggestions/write/"),
        Visit(BEGINNER, "/suggestions/write/", then=fall_asleep),
        Visit(BEGINNER, "/suggestions/write/", then=attach, wide=True),
    ),
    "suggestions:case": (
        Visit(MEMBER, CASE % "in_handling", english=True, wide=True),
        Visit(MEMBER, CASE % "in_handling", then=open_why),
        Visit(MEMBER_2, CASE % "submitted", wide=True),
        Visit(MEMBER, CASE % "replied"),
        Visit(MEMBER, CASE % "closed"),
        Visit(MEMBER, CASE % "returned"),
        Visit(MEMBER, CASE % "declined"),
        Visit(MEMBER, CASE % "outside"),
        Visit(MEMBER, CASE % "merged"),
        Visit(MEMBER, CASE % "again"),
        Visit(OFFICE, CASE % "transferred"),
        Visit(OFFICE, CASE % "appealed", wide=True),
        Visit(MEMBER, CASE % "rework", wide=True),
        Visit(MEMBER, CASE % "reported"),
        Visit(UNIT, CASE % "followup", wide=True),
        Visit(OFFICE, CASE % "accepted"),
        Visit(UNIT, CASE % "assigned", wide=True),
    ),
    "suggestions:invite": (Visit(MEMBER, "/suggestions/{in_handling}/invite/"),),
    "suggestions:follow": (
        Visit(MEMBER, "/suggestions/{in_handling}/follow/"),
        Visit(MEMBER, "/suggestions/{in_handling}/follow/", then=make_code),
    ),
    "suggestions:cosign": (Visit(BEGINNER, "/suggestions/{asked}/cosign/", english=True),),
    "suggestions:talk": (
        Visit(MEMBER, "/suggestions/{in_handling}/talk/", english=True),
        Visit(MEMBER, "/suggestions/{in_handling}/talk/", then=send),
        Visit(UNIT, "/suggestions/{assigned}/talk/"),
    ),
    "suggestions:complete": (
        Visit(MEMBER, "/suggestions/{returned}/complete/"),
        Visit(MEMBER, "/suggestions/{returned}/complete/", then=send_nothing),
    ),
    "suggestions:withdraw": (Visit(MEMBER, "/suggestions/{again}/withdraw/"),),
    "suggestions:appeal": (
        Visit(MEMBER, "/suggestions/{declined}/appeal/"),
        Visit(MEMBER, "/suggestions/{declined}/appeal/", then=send),
    ),
    "suggestions:rate": (
        Visit(MEMBER, "/suggestions/{replied}/rate/", english=True),
        Visit(MEMBER, "/suggestions/{replied}/rate/", then=send),
    ),
    "suggestions:redo": (
        Visit(MEMBER, "/suggestions/{replied}/again/"),
        Visit(MEMBER, "/suggestions/{replied}/again/", then=send),
    ),
    "suggestions:promise_kept": (
        Visit(MEMBER, PROMISE % ("reported", "kept"), english=True, wide=True),
        Visit(MEMBER, PROMISE % ("reported", "kept"), then=send),
    ),
    # ── the office ──
    "reports:overview": (
        Visit(OFFICE, "/overview/", english=True, wide=True),
        Visit(AUDITOR, "/overview/?period=all&below=1&unit=jyt"),
    ),
    "reports:rows": (Visit(OFFICE, "/overview/rows/?of=open", wide=True),),
    "suggestions:office": (
        Visit(OFFICE, "/office/", english=True, wide=True),
        Visit(OFFICE, "/office/", then=open_keys, at_desk=True),
        Visit(OFFICE, "/office/?show=late"),
        Visit(OFFICE, "/office/?show=transferred"),
        Visit(OFFICE_COUNTY, "/office/"),
    ),
    "suggestions:filter_save": (
        Visit(OFFICE, "/lists/office/keep/?show=late&q=2026"),
        Visit(OFFICE, "/lists/office/keep/?show=late", then=send),
    ),
    "suggestions:filters": (Visit(OFFICE, "/lists/office/views/", english=True, wide=True),),
    "suggestions:filter_rename": (Visit(OFFICE, "/lists/views/{view}/", then=send_nothing),),
    "suggestions:columns": (Visit(OFFICE, "/lists/office/columns/"),),
    "suggestions:decide": (
        Visit(OFFICE, DECIDE % "submitted", english=True, wide=True),
        Visit(OFFICE, DECIDE % "accepted"),
        Visit(OFFICE, DECIDE % "submitted", then=open_units, wide=True),
    ),
    "suggestions:publish": (
        Visit(OFFICE, "/office/{published}/publish/"),
        Visit(OFFICE, "/office/{submitted}/publish/"),
    ),
    "suggestions:seal": (
        Visit(OFFICE, "/office/{submitted}/seal/", english=True),
        Visit(OFFICE, "/office/{submitted}/seal/", then=send),
    ),
    "suggestions:send_back": (Visit(OFFICE, OTHER % ("submitted", "send-back"), then=send),),
    "suggestions:decline": (
        Visit(OFFICE, OTHER % ("appealed", "decline"), english=True, wide=True),
        Visit(OFFICE, OTHER % ("submitted", "decline"), then=send),
    ),
    "suggestions:merge": (Visit(OFFICE, OTHER % ("again", "merge")),),
    "suggestions:divert": (Visit(OFFICE, OTHER % ("accepted", "divert")),),
    "suggestions:transfer": (Visit(OFFICE, OTHER % ("accepted", "transfer"), then=send),),
    "suggestions:bounce": (Visit(OFFICE_COUNTY, OTHER % ("transferred", "bounce")),),
    "suggestions:hand_off": (Visit(OFFICE, OTHER % ("submitted", "hand-off")),),
    "suggestions:check": (Visit(OFFICE, OTHER % ("outside", "check")),),
    "suggestions:write_back": (Visit(OFFICE, OTHER % ("outside", "write-back"), then=send),),
    "suggestions:take_back": (Visit(OFFICE, OTHER % ("outside", "take-back")),),
    "suggestions:reopen": (
        Visit(OFFICE_COUNTY, "/office/{closed}/reopen/"),
        Visit(OFFICE_COUNTY, "/office/{closed}/reopen/", then=send),
    ),
    "suggestions:assign_many": (
        Visit(
            OFFICE, "/office/together/?case={accepted}&case={submitted}", english=True, wide=True
        ),
        Visit(OFFICE, "/office/together/?case={accepted}", then=send),
        Visit(OFFICE, "/office/together/"),
    ),
    "suggestions:rules_of": (
        Visit(OFFICE, RULES, english=True, wide=True),
        Visit(OFFICE_COUNTY, "/office/rules/430111/"),
    ),
    "suggestions:rule_add": (Visit(OFFICE, RULES + "add/", then=send, wide=True),),
    "suggestions:rule_edit": (Visit(OFFICE, RULES + "rule/{rule}/"),),
    "suggestions:rules_trial": (Visit(OFFICE, RULES + "trial/", english=True, wide=True),),
    "suggestions:rule_versions": (Visit(OFFICE, RULES + "versions/", wide=True),),
    "suggestions:rule_version": (Visit(OFFICE, RULES + "versions/1/"),),
    # ── what a desk keeps to write with ──
    "suggestions:texts_of": (
        Visit(UNIT, TEXTS, english=True, wide=True),
        Visit(OFFICE, "/texts/office/430000/"),
    ),
    "suggestions:text_add": (Visit(UNIT, TEXTS + "add/", then=send),),
    "suggestions:text_edit": (Visit(UNIT, TEXTS + "{text}/", wide=True),),
    "suggestions:text_remove": (Visit(UNIT, TEXTS + "{text}/remove/"),),
    # ── the unit ──
    "suggestions:unit": (
        Visit(UNIT, "/unit/", english=True, wide=True),
        Visit(HEAD, "/unit/?show=answered"),
        Visit(UNIT, "/unit/?show=promises"),
    ),
    "suggestions:promise_report": (
        Visit(UNIT, PROMISE % ("followup", "report")),
        Visit(UNIT, PROMISE % ("followup", "report"), then=send),
    ),
    "suggestions:promise_renew": (
        Visit(UNIT, PROMISE % ("followup", "renew")),
        Visit(UNIT, PROMISE % ("followup", "renew"), then=send),
    ),
    "suggestions:reply": (
        Visit(UNIT, REPLY % "assigned", english=True, wide=True),
        Visit(UNIT, REPLY % "assigned", then=send),
        Visit(UNIT_CITY, REPLY % "city"),
    ),
    "suggestions:contact": (
        Visit(UNIT_CITY, "/unit/{city}-1/contact/"),
        Visit(UNIT_CITY, "/unit/{city}-1/contact/", then=send),
    ),
    # ── several units ──
    "suggestions:notes": (Visit(UNIT, "/suggestions/{assigned}/notes/"),),
    "suggestions:give_back": (
        Visit(UNIT, "/unit/{assigned}-1/give-back/", english=True, wide=True),
        Visit(UNIT, "/unit/{assigned}-1/give-back/", then=send),
    ),
    "suggestions:extension": (Visit(UNIT_CITY, "/unit/{city}-1/more-time/"),),
    "suggestions:recall": (Visit(OFFICE, "/office/{in_handling}-1/recall/"),),
    "suggestions:correct": (
        Visit(OFFICE, "/office/{in_handling}/correct/"),
        Visit(OFFICE, "/office/{in_handling}/correct/", then=send_nothing),
    ),
    "suggestions:enter": (Visit(OFFICE, "/office/{in_handling}-1/enter/"),),
    "suggestions:enter_reply": (
        Visit(OFFICE, "/office/{in_handling}-1/enter/reply/", english=True, wide=True),
        Visit(OFFICE, "/office/{in_handling}-1/enter/reply/", then=send),
    ),
    "suggestions:enter_sign": (Visit(OFFICE, "/office/{assigned}-1/enter/sign/"),),
    "suggestions:enter_contact": (Visit(OFFICE, "/office/{in_handling}-1/enter/contact/"),),
    "suggestions:enter_extension": (Visit(OFFICE, "/office/{in_handling}-1/enter/extension/"),),
    "suggestions:hold": (Visit(OFFICE, "/office/{in_handling}/hold/"),),
    "suggestions:disputes": (Visit(OFFICE, "/disputes/"),),
    "suggestions:vacancies": (
        Visit(OFFICE, "/vacancies/"),
        Visit(HEAD, "/vacancies/"),
    ),
    # ── the organ's administrator ──
    "members:organ": (Visit(ADMIN, "/organ/", english=True, wide=True),),
    "departments:units": (
        Visit(ADMIN, "/organ/units/?show=empty", wide=True),
        Visit(ADMIN, "/organ/units/?q=nothing"),
    ),
    "departments:unit": (Visit(ADMIN, UNITS + "jyt/", english=True, wide=True),),
    "departments:unit_add": (Visit(ADMIN, UNITS + "add/", then=send),),
    "departments:unit_edit": (Visit(ADMIN, UNITS + "jyt/edit/"),),
    "departments:unit_switch": (Visit(ADMIN, UNITS + "jyt/switch/"),),
    "departments:post": (Visit(ADMIN, UNITS + "jyt/post/", then=send),),
    "departments:absences": (Visit(HEAD, "/absences/", then=open_part, english=True, wide=True),),
    "departments:absence_unit": (
        Visit(HEAD, "/absences/unit/{head_place}/", english=True),
        Visit(HEAD, "/absences/unit/{head_place}/", then=send),
    ),
    "suggestions:desk_over": (
        Visit(UNIT, "/unit/hand-over/{unit_place}/", wide=True),
        Visit(HEAD, "/unit/hand-over/{head_place}/"),
    ),
    "departments:below": (
        Visit(ADMIN, "/organ/below/", wide=True),
        Visit(OFFICE_COUNTY, "/organ/below/"),
    ),
    "departments:organ_below": (Visit(OFFICE, "/organ/below/430111/"),),
    "members:committees": (Visit(ADMIN, "/organ/committees/"),),
    "members:committee_add": (Visit(ADMIN, "/organ/committees/add/", then=send),),
    "members:sectors": (Visit(ADMIN, "/organ/sectors/", wide=True),),
    "deadlines:lengths": (Visit(ADMIN, "/organ/deadlines/", english=True, wide=True),),
    "deadlines:length": (Visit(ADMIN, "/organ/deadlines/micro/handle/ordinary/"),),
    "deadlines:load": (Visit(ADMIN, "/organ/calendar/", then=send),),
    "notifications:texts": (Visit(ADMIN, "/organ/notices/"),),
    "notifications:text": (
        Visit(ADMIN, "/organ/notices/suggestion/accept/", english=True, wide=True),
    ),
    "suggestions:answer_rules": (Visit(ADMIN, "/organ/answers/"),),
    "suggestions:answer_rule": (Visit(ADMIN, "/organ/answers/micro/"),),
    # ── the people of an organ ──
    "enrolment:people": (Visit(ADMIN, PEOPLE, english=True, wide=True),),
    "enrolment:enrol": (Visit(ADMIN, f"{PEOPLE}new/", then=send),),
    "enrolment:person": (Visit(ADMIN, PEOPLE + "person/{person}/", english=True, wide=True),),
    "enrolment:contact": (Visit(ADMIN, PEOPLE + "person/{person}/contact/", then=send_nothing),),
    "enrolment:end": (Visit(ADMIN, PEOPLE + "person/{person}/end/"),),
    "enrolment:lists": (Visit(ADMIN, f"{PEOPLE}lists/", wide=True),),
    "enrolment:list_new": (Visit(ADMIN, f"{PEOPLE}lists/new/", then=send),),
    "enrolment:list": (
        Visit(ADMIN, PEOPLE + "lists/{list_new}/", wide=True),
        Visit(ADMIN, PEOPLE + "lists/{list_waits}/"),
        Visit(ADMIN, PEOPLE + "lists/{list_checked}/", wide=True),
        Visit(ADMIN, PEOPLE + "lists/{list_over}/"),
    ),
    "enrolment:invitations": (Visit(ADMIN, f"{PEOPLE}invitations/", wide=True),),
    "enrolment:cards": (Visit(ADMIN, f"{PEOPLE}cards/", english=True, wide=True),),
    "enrolment:terms": (Visit(ADMIN, f"{PEOPLE}terms/"),),
    "enrolment:term_new": (Visit(ADMIN, f"{PEOPLE}terms/new/", then=send),),
    "enrolment:join": (Visit(NOBODY, "/join/", then=send, english=True),),
    "enrolment:join_by_link": (
        Visit(NOBODY, "/join/{join}/", then=send, english=True),
        Visit(NOBODY, "/join/ABCDEF/", status=404),
        Visit(MEMBER, "/join/{join}/", status=409),
    ),
} | ACCOUNTS

# Pages without a name: what the site says when something is not there or not theirs.
ERRORS: dict[str, tuple[Visit, ...]] = {
    "404": (Visit(MEMBER, "/nowhere/", status=404, english=True), Visit(NOBODY, "/no/", 404)),
    "403": (Visit(MEMBER, "/office/", status=403),),
}
