// Numbers as they are typed, and exact sums for display. How they are shown is i18n's matter.
//
// Nothing is judged here: a text that is no number is shown as it stands, and the rules speak about it.

const NUMBER = /^\d+(?:\.\d+)?$/;

/** Takes complete grouping commas and outer spaces away; any other text stays as it was typed. */
export function ungrouped(text: string): string {
  const plain = text.trim().replace(/,/g, '');
  return NUMBER.test(plain) ? plain : text;
}

/** The exact sum of plain decimal texts; texts that are no numbers are skipped. */
export function exactSum(texts: Iterable<string>): string {
  let scale = 0;
  let total = 0n;
  for (const text of texts) {
    const plain = ungrouped(text);
    if (!NUMBER.test(plain)) continue;
    const [whole = '0', fraction = ''] = plain.split('.');
    if (fraction.length > scale) {
      total *= 10n ** BigInt(fraction.length - scale);
      scale = fraction.length;
    }
    total += BigInt(whole + fraction.padEnd(scale, '0'));
  }
  const digits = total.toString().padStart(scale + 1, '0');
  if (scale === 0) return digits;
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  const whole = digits.slice(0, -scale);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
