// The recovery code as groups, and the two that the user types back to show that it is on paper.

/** The groups of a code, whatever separates them. */
export function groupsOf(code: string): string[] {
  return code.trim().split(/[\s-]+/).filter(Boolean);
}

/** The two groups that are asked for: the second and the last, counted from 1. */
export function askedGroups(groups: string[]): [number, number] {
  return [Math.min(2, groups.length), groups.length];
}

/** Whether what was typed is the group; case and width of letters do not matter. */
export function isGroup(typed: string, group: string | undefined): boolean {
  return group !== undefined && typed.normalize('NFKC').trim().toUpperCase() === group.toUpperCase();
}
