/** What docs/security.md says of a jar: in which version its known flaws are mended. */
export interface KnownFlaw {
  readonly jar: string;
  readonly flaws: readonly string[];
  readonly fixedIn: string;
}

/** The rows of the table of known flaws. */
export function readKnownFlaws(page: string): readonly KnownFlaw[] {
  const rows = page.matchAll(/^\| `([\w.-]+)` +\| ([^|]+?) +\| ([\d.]+) +\|$/gm);
  return [...rows].map(([, jar, flaws, fixedIn]) => ({
    jar: jar!,
    flaws: flaws!.split(', '),
    fixedIn: fixedIn!,
  }));
}

/** What is wrong with one row: its jar is not pinned, or is older than the row says. */
export function judgeFlaw({ jar, flaws, fixedIn }: KnownFlaw, pinned: readonly string[]): string[] {
  const versions = pinned.flatMap((file) => versionOf(file, jar) ?? []);
  if (versions.length === 0) return [`${jar} is not pinned: remove its row`];
  return versions
    .filter((version) => isOlder(version, fixedIn))
    .map((version) => `${jar} ${version} has ${flaws.join(', ')}, fixed in ${fixedIn}`);
}

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
