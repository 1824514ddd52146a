// Reads the Markdown of a form's source text into blocks. Only what those texts use: headings, paragraphs, lists, tables.
// Inline marks stay as plain words; nothing becomes HTML.

/** A piece of the text. */
export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; head: string[]; rows: string[][] };

function plain(text: string): string {
  return text
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .trim();
}

function cells(line: string): string[] {
  return line
    .replace(/^\s*\||\|\s*$/g, '')
    .split('|')
    .map(plain);
}

/** The blocks of a text, in order. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let gap = true;
  for (const line of text.split(/\r?\n/)) {
    const last = blocks[blocks.length - 1];
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const item = /^\s*(?:[-*]|\d+\.)\s+(.*)$/.exec(line);
    if (line.trim() === '') {
      gap = true;
      continue;
    }
    if (heading) blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: plain(heading[2] ?? '') });
    else if (line.trimStart().startsWith('|')) {
      if (!gap && last?.kind === 'table') {
        if (!/^[\s|:-]+$/.test(line)) last.rows.push(cells(line));
      } else blocks.push({ kind: 'table', head: cells(line), rows: [] });
    } else if (item) {
      if (last?.kind === 'list') last.items.push(plain(item[1] ?? ''));
      else blocks.push({ kind: 'list', items: [plain(item[1] ?? '')] });
    } else if (!gap && last?.kind === 'paragraph') last.text += ` ${plain(line)}`;
    else if (!gap && last?.kind === 'list') last.items.push(`${last.items.pop() ?? ''} ${plain(line)}`);
    else blocks.push({ kind: 'paragraph', text: plain(line) });
    gap = false;
  }
  return blocks;
}
