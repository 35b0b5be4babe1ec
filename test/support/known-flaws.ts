/** What docs/security.md says of a jar: in which version its known flaws are mended, and who has which. */
export interface KnownFlaw {
  readonly jar: string;
  readonly flaws: readonly string[];
  readonly fixedIn: string;
  /** By Kafka's release: the version of the jar that is packed, and whether the flaws are open there. */
  readonly packed: Readonly<Record<string, string>>;
}

/** The rows of the table of known flaws. */
export function readKnownFlaws(page: string): readonly KnownFlaw[] {
  const [head = '', , ...rows] = page.slice(page.indexOf('| jars ')).split('\n');
  const releases = cellsOf(head)
    .slice(3)
    .map((title) => title.replace('Kafka ', ''));
  const end = rows.findIndex((row) => !row.startsWith('|'));
  return rows.slice(0, end).map((row) => {
    const [jar = '', flaws = '', fixedIn = '', ...packed] = cellsOf(row);
    return {
      jar: jar.replaceAll('`', ''),
      flaws: flaws.split(', '),
      fixedIn,
      packed: Object.fromEntries(releases.map((release, index) => [release, packed[index] ?? ''])),
    };
  });
}

const cellsOf = (row: string): readonly string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** What a row must say of a release that has these jars pinned. */
export function packedVersion(
  { jar, fixedIn }: Pick<KnownFlaw, 'jar' | 'fixedIn'>,
  pinned: readonly string[],
): string {
  const versions = pinned.flatMap((file) => versionOf(file, jar) ?? []);
  const told = versions.map((version) =>
    isOlder(version, fixedIn) ? `${version}, ${OPEN}` : version,
  );
  return told.join(' and ') || 'none';
}

const OPEN = '**open**';

export const isOpen = (packed: string): boolean => packed.includes(OPEN);

function versionOf(file: string, jar: string): string | undefined {
  return new RegExp(`^${jar}-(\\d[\\w.]*)\\.jar$`).exec(file)?.[1];
}

/** By the numbers of a version; what follows them (`Final`, a date) says nothing of its age. */
function isOlder(version: string, other: string): boolean {
  const numbers = (text: string) => text.match(/\b\d+\b/g)!.map(Number);
  const [ours, theirs] = [numbers(version), numbers(other)];
  for (const [index, number] of theirs.entries()) {
    const difference = (ours[index] ?? 0) - number;
    if (difference !== 0) return difference < 0;
  }
  return false;
}
