import type { Finding } from '../rule';

/** Rules that name best what happens to a host. */
const HEADS = ['host-removed'];

/**
 * Findings on what happens to the same hosts become one: what goes with a broker that is removed, and how
 * many are down at once, is one event to whoever reads it. The gravest severity counts, and the place of
 * the first of them.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  let groups: readonly (readonly Finding[])[] = [];
  for (const finding of findings) {
    const isJoined = (group: readonly Finding[]) =>
      group.some((other) => isSameEvent(finding, other));
    const first = groups.findIndex(isJoined);
    const joined = [...groups.filter(isJoined).flat(), finding];
    groups =
      first < 0
        ? [...groups, joined]
        : groups.flatMap((group, place) =>
            place === first ? [joined] : isJoined(group) ? [] : [group],
          );
  }
  return groups.map(merge);
}

function isSameEvent({ hosts: one }: Finding, { hosts: other }: Finding): boolean {
  if (one === undefined || other === undefined) return false;
  const isWithin = (some: readonly string[], all: readonly string[]) =>
    some.every((host) => all.includes(host));
  return isWithin(one, other) || isWithin(other, one);
}

function merge(group: readonly Finding[]): Finding {
  const [first] = group as readonly [Finding];
  if (group.length === 1) return first;
  const sorted = [
    ...HEADS.flatMap((head) => group.filter(({ rule }) => rule === head)),
    ...group.filter(({ rule }) => !HEADS.includes(rule)),
  ];
  const joined = (text: (finding: Finding) => string) => [...new Set(sorted.map(text))].join(' ');
  return {
    ...first,
    rule: [...new Set(sorted.map(({ rule }) => rule))].join(', '),
    what: joined(({ what }) => what),
    why: joined(({ why }) => why),
    remedy: joined(({ remedy }) => remedy),
    addresses: [...new Set(sorted.flatMap(({ addresses }) => addresses))],
  };
}
