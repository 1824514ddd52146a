// What a colour means. The word beside it always says the same.

/** Meaning of a colour. */
export type Tone = 'neutral' | 'primary' | 'success' | 'warning' | 'danger';
