// The law of imports inside the page, as a lint rule: it marks the line while it is being written.
// The same law is held for the whole tree by tests/cases/boundaries, which also looks for circles.

import path from 'node:path';

/** Lower layers first; a file may import from its own layer and from those before it. */
const LAYERS = ['shared', 'i18n', 'ipc', 'form', 'features', 'app'];

/** The only file that knows the desktop shell. */
const SHELL_DOOR = 'ipc/call.ts';

const SOURCE = new URL('../src/', import.meta.url).pathname;

/** Splits `features/editor/Section.svelte` into its layer and, for features, the feature. */
function place(file) {
  const parts = path.relative(SOURCE, file).split(path.sep);
  return { layer: LAYERS.indexOf(parts[0]), feature: parts[0] === 'features' ? parts[1] : undefined };
}

function fault(file, imported) {
  if (imported.startsWith('@tauri-apps/')) {
    return path.relative(SOURCE, file) === SHELL_DOOR ? undefined : 'shell';
  }
  if (!imported.startsWith('.')) return undefined;
  const from = place(file);
  const to = place(path.resolve(path.dirname(file), imported));
  if (from.layer < 0 || to.layer < 0) return undefined;
  if (to.layer > from.layer) return 'upward';
  return from.feature && to.feature && from.feature !== to.feature ? 'sideways' : undefined;
}

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      shell: `Only ${SHELL_DOOR} may import the desktop shell's API, so that the page also runs in a plain browser.`,
      upward: `Layers are ${LAYERS.join(' ← ')}: a file may not import from a layer to the right of its own.`,
      sideways: 'Features never import each other: move what both need down to form or shared.',
    },
  },
  create(context) {
    const check = (node) => {
      if (typeof node.source?.value !== 'string') return;
      const messageId = fault(context.filename, node.source.value);
      if (messageId) context.report({ node: node.source, messageId });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default { rules: { layers: rule } };
