// What is not yet saved, so that whoever is about to close the door can wait for it.
// Holds no content: only who has to be asked.

const keepers = new Set<() => Promise<void>>();

/** Registers somebody who may hold unsaved typing. Returns the way to stop. */
export function keepsUnsaved(settle: () => Promise<void>): () => void {
  keepers.add(settle);
  return () => keepers.delete(settle);
}

/** Waits until everything typed is saved, or could not be. */
export async function settleUnsaved(): Promise<void> {
  await Promise.allSettled([...keepers].map((settle) => settle()));
}
