// What ties a control to its label, help and findings.

/** Attributes that every control spreads onto the element that takes the answer. */
export interface ControlBinding {
  id: string;
  'aria-labelledby': string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
  'aria-required': 'true' | undefined;
}
