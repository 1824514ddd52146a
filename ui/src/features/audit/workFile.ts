// What can be done to a file outside the vault, and the name that is proposed for what comes of it.

/** Seal, ask for a timestamp, put one in, decrypt. */
export const WORKS = ['sign', 'ask', 'stamp', 'decrypt'] as const;
export type Work = (typeof WORKS)[number];

/** A name beside the file's own: the file itself is never written over. */
export function proposedName(work: Work, path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  const stem = name.replace(/\.(pdf|age)$/i, '');
  if (work === 'sign') return `${stem}-signed.pdf`;
  if (work === 'stamp') return `${stem}-stamped.pdf`;
  if (work === 'ask') return `${stem}.tsq`;
  return stem === name ? `${name}.decrypted` : stem;
}
