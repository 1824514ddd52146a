// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * What those looked at who cannot write, and sign-ins that came to nothing: the access log beside the vault.
 */
export type AccessLog = { 
/**
 * Newest first; the last thousand.
 */
entries: Array<AccessView>, 
/**
 * Whether every line follows from the one before.
 */
whole: boolean, };

/**
 * A line of the access log.
 */
export type AccessView = { 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * Who; empty where a name was typed that the vault does not know.
 */
who: string, 
/**
 * What: `vault.opened`, `filing.opened`, `sign_in.failed` …
 */
what: string, 
/**
 * To what.
 */
subject: string, 
/**
 * For what purpose, or why not.
 */
purpose: string, };

/**
 * Gives a person a place in the vault, and the key to it.
 */
export type AddPersonRequest = { 
/**
 * The name to sign in with; never given twice.
 */
name: string, 
/**
 * The name that papers show; empty: the same.
 */
display: string, 
/**
 * Position in the firm.
 */
title: string, 
/**
 * Roles.
 */
roles: Array<string>, 
/**
 * First day of a time-boxed stay.
 */
from: string | null, 
/**
 * Last day of it; an examiner needs one.
 */
until: string | null, 
/**
 * Why.
 */
reason: string, 
/**
 * The first passphrase, typed by the person; none: one is made up, to be replaced at the first sign-in.
 */
passphrase: string | null, };

/**
 * Changes the roles and particulars of a person.
 */
export type ChangePersonRequest = { 
/**
 * Who.
 */
name: string, 
/**
 * The name that papers show.
 */
display: string, 
/**
 * Position in the firm.
 */
title: string, 
/**
 * Roles.
 */
roles: Array<string>, 
/**
 * First day of a time-boxed stay.
 */
from: string | null, 
/**
 * Last day of it.
 */
until: string | null, 
/**
 * Why.
 */
reason: string, };

/**
 * Ends a person's place in the vault.
 */
export type DeactivatePersonRequest = { 
/**
 * Who.
 */
name: string, 
/**
 * Why.
 */
reason: string, };

/**
 * Everyone with a place in the vault, and how duties are divided.
 */
export type PeopleView = { 
/**
 * In the order in which they came.
 */
people: Array<PersonView>, 
/**
 * Whether one person may draft, review and decide.
 */
one_person: boolean, 
/**
 * Why, or why not any more; empty where it was never switched.
 */
duty_reason: string, 
/**
 * Since when, ISO 8601 with offset; absent where it was never switched.
 */
duty_since: string | null, 
/**
 * Who switched.
 */
duty_actor: string | null, };

/**
 * Every change of people and roles, newest first.
 */
export type PermissionLog = { 
/**
 * What held of whom since when.
 */
entries: Array<PersonView>, };

/**
 * A person was given a place.
 */
export type PersonAdded = { 
/**
 * Everyone.
 */
people: PeopleView, 
/**
 * The passphrase that was made up, shown once.
 */
one_time: string | null, };

/**
 * A person.
 */
export type PersonView = { 
/**
 * The name to sign in with.
 */
name: string, 
/**
 * The name that papers show.
 */
display: string, 
/**
 * Position in the firm.
 */
title: string, 
/**
 * Roles: `drafter`, `reviewer`, `officer`, `administrator`, `auditor`, `examiner`.
 */
roles: Array<string>, 
/**
 * Whether the person still works here.
 */
active: boolean, 
/**
 * First day of a time-boxed stay.
 */
from: string | null, 
/**
 * Last day of it.
 */
until: string | null, 
/**
 * Why this was last changed.
 */
reason: string, 
/**
 * Since when this holds, ISO 8601 with offset.
 */
since: string, 
/**
 * Who changed it.
 */
changed_by: string, };

/**
 * Switches whether one person may draft, review and decide.
 */
export type SetDutiesRequest = { 
/**
 * Whether one person may.
 */
one_person: boolean, 
/**
 * Why.
 */
reason: string, };
