// The shapes that shared components are fed with.

/** What a control inside a Field spreads onto its element. */
export interface FieldBinding {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
  'aria-required': 'true' | undefined;
}

/** One choice of a Select. */
export interface Option {
  value: string;
  label: string;
}

/** One tab of Tabs. */
export interface Tab<K extends string> {
  id: K;
  label: string;
  count?: number;
}

/** One column of a VirtualTable. `width` is a CSS grid track such as `160px` or `minmax(200px, 1fr)`. */
export interface Column {
  id: string;
  label: string;
  width: string;
  align?: 'start' | 'end';
  /** Whether the label is only read aloud. */
  quiet?: boolean;
}

/** A component that can take the focus. */
export interface Focusable {
  focus: () => void;
}

/** One day of a DayLadder. */
export interface DayStep {
  id: string;
  date: string;
  /** `D+1`, or a dash. */
  mark: string;
  counts: boolean;
  note: string;
}
