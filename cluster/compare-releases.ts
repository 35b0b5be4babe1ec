/** Less than 0 where the first release is the older one; by as many numbers as both have. */
export function compareReleases(one: string, other: string): number {
  const [first, second] = [one, other].map((text) =>
    text.split(/[.-]/).map((part) => parseInt(part, 10)),
  );
  for (let at = 0; at < Math.min(first!.length, second!.length); at += 1) {
    const difference = first![at]! - second![at]!;
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

/** `3.9` of `3.9.2` and of `3.9-IV0`. */
export function minorRelease(release: string): string {
  return release.split(/[.-]/).slice(0, 2).join('.');
}
