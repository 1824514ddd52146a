// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { AnswerView } from './filing';

/**
 * What was filled in.
 */
export type FactsTaken = { 
/**
 * Fields that were blank and are not any more.
 */
filled: number, };

/**
 * Asks for what is known.
 */
export type ListKnownRequest = { 
/**
 * The start of a customer number or an address, or part of a name.
 */
text: string, 
/**
 * Records to skip.
 */
offset: number, 
/**
 * At most so many.
 */
limit: number, };

/**
 * What was read from imported transfers.
 */
export type PartiesGathered = { 
/**
 * Customers that are new or changed.
 */
parties: number, 
/**
 * Addresses that are new or changed.
 */
wallets: number, };

/**
 * Customers by number.
 */
export type PartyList = { 
/**
 * The customers.
 */
parties: Array<PartyView>, 
/**
 * How many there are.
 */
total: number, };

/**
 * A customer as he is known.
 */
export type PartyView = { 
/**
 * The exchange's customer number.
 */
customer: string, 
/**
 * The name, for lists.
 */
name: string, 
/**
 * What is known, by what it is; the identifier masked.
 */
facts: { [key in string]: AnswerView }, 
/**
 * Whether a person entered it; else it was read from an import.
 */
typed: boolean, };

/**
 * Enters what is known of a customer: all of it, what is left out is known no more.
 */
export type SavePartyRequest = { 
/**
 * The exchange's customer number.
 */
customer: string, 
/**
 * What is known; an identifier that comes back masked stays what it was.
 */
facts: { [key in string]: AnswerView }, };

/**
 * Enters what is known of an address: all of it.
 */
export type SaveWalletRequest = { 
/**
 * The chain.
 */
chain: string, 
/**
 * The address.
 */
address: string, 
/**
 * The memo or tag; empty where there is none.
 */
memo: string, 
/**
 * What is known.
 */
facts: { [key in string]: AnswerView }, };

/**
 * Fills a customer into a place of a filing.
 */
export type TakePartyRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The place: `originator`, `beneficiary`, `subject`.
 */
place: string, 
/**
 * The row, where the place is one of a row.
 */
row: string | null, 
/**
 * The exchange's customer number.
 */
customer: string, };

/**
 * Addresses by chain.
 */
export type WalletList = { 
/**
 * The addresses.
 */
wallets: Array<WalletView>, 
/**
 * How many there are.
 */
total: number, };

/**
 * An address on the other side as it is known.
 */
export type WalletView = { 
/**
 * The chain.
 */
chain: string, 
/**
 * The address in its normal form.
 */
address: string, 
/**
 * The memo or tag; empty where there is none.
 */
memo: string, 
/**
 * What is known, by what it is.
 */
facts: { [key in string]: AnswerView }, 
/**
 * Whether a person entered it; else it was read from an import.
 */
typed: boolean, };
