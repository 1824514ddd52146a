// Advice on a passphrase while it is typed. Advice only: what is accepted is decided when the vault is created.

/** How good a passphrase is, from 0 (none) to 4 (very good). */
export type Strength = 0 | 1 | 2 | 3 | 4;

const PATTERNS = ['password', 'qwerty', '1234', 'abcd', 'admin', 'singo', '0000', '1111', 'asdf'];

/** Judges by length, variety and well-known patterns. */
export function strengthOf(passphrase: string): Strength {
  const length = [...passphrase].length;
  if (length === 0) return 0;
  const variety = new Set(passphrase.toLowerCase()).size;
  const plain = PATTERNS.some((pattern) => passphrase.toLowerCase().includes(pattern));
  if (length < 12 || variety < 6) return 1;
  if (plain || length < 16) return 2;
  return length < 22 ? 3 : 4;
}
