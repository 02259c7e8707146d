"""Who of ours is in contact with whom at the account, and where nobody is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from abmtui.wording import folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from abmtui.plan.model import Plan, Stakeholder

MANAGER: Final = "key account manager"
MARKETER: Final = "key account marketer"


@dataclass(frozen=True, slots=True)
class Member:
    """One person of ours."""

    key: str
    """The folded name."""
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How one of ours is in contact with one person of the account."""

    named: bool
    """Whether the person's own field names this contact."""
    last: dt.date | None
    """The newest touch that both had."""
    touches: int


@dataclass(frozen=True, slots=True)
class TeamView:
    """The people of the account beside those of ours."""

    people: tuple[Stakeholder, ...]
    """In the file's order, those who left behind the others."""
    members: tuple[Member, ...]
    """Manager, marketer, the team in its order, then whom people and touches name."""
    contacts: Mapping[tuple[str, str], Contact] = field(default_factory=dict)
    """(id of the person, key of the member) -> their contact; nothing where there is none."""

    @property
    def without_us(self) -> tuple[Stakeholder, ...]:
        """Who is still there and has no contact of ours."""
        met = {person for person, _ in self.contacts}
        return tuple(person for person in self.people if not person.left and person.id not in met)

    @property
    def without_contact(self) -> tuple[Member, ...]:
        """Who of ours has no contact among those who are still there."""
        here = {person.id for person in self.people if not person.left}
        busy = {member for person, member in self.contacts if person in here}
        return tuple(member for member in self.members if member.key not in busy)


def team_view(plan: Plan) -> TeamView:
    """Return who of ours is in contact with whom."""
    contacts: dict[tuple[str, str], Contact] = {}
    for person in plan.stakeholders:
        if person.our_contact.strip():
            contacts[person.id, member_key(person.our_contact)] = Contact(named=True, last=person.last_touch, touches=0)
    for touch in plan.touches:
        for person_id in touch.who if touch.our_contact.strip() else ():
            place = person_id, member_key(touch.our_contact)
            before = contacts.get(place, Contact(named=False, last=None, touches=0))
            contacts[place] = Contact(before.named, _later(before.last, touch.date), before.touches + 1)
    people = tuple(sorted(plan.stakeholders, key=lambda person: person.left))
    known = {person.id for person in people}
    return TeamView(people, _members(plan), {place: contact for place, contact in contacts.items() if place[0] in known})


def member_key(name: str) -> str:
    """Return the name of one of ours as it is compared."""
    return " ".join(folded(name).split())


def _members(plan: Plan) -> tuple[Member, ...]:
    """Return each of ours once; the first role that is named counts."""
    found: dict[str, Member] = {}
    for name, role in _named(plan):
        key = member_key(name)
        if key:
            before = found.get(key)
            found[key] = Member(key, before.name if before else name.strip(), (before.role if before else "") or role.strip())
    return tuple(found.values())


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    yield plan.owner, MANAGER
    yield plan.marketer, MARKETER
    for text in plan.our_team:
        name, _, role = text.partition(":")
        yield name, role
    for person in plan.stakeholders:
        yield person.our_contact, ""
    for touch in plan.touches:
        yield touch.our_contact, ""


def _later(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return max((day for day in (one, other) if day is not None), default=None)
