import type { PinnedJar } from './pinned-jars';
import type { FoundFile } from './read-files';

/**
 * How a folder of jars differs from the pinned ones: one short phrase for each jar, none where it
 * is whole. Digests are compared where they were read.
 */
export function findDamage(
  found: readonly FoundFile[],
  pinned: readonly PinnedJar[],
): readonly string[] {
  const pins = new Map(pinned.map((jar) => [jar.name, jar]));
  const names = new Set(found.map(({ name }) => name));
  return [
    ...pinned.filter(({ name }) => !names.has(name)).map(({ name }) => `${name} is missing`),
    ...found.flatMap((jar) => damageOf(jar, pins.get(jar.name)) ?? []),
  ];
}

function damageOf(jar: FoundFile, pin: PinnedJar | undefined): string | undefined {
  if (!pin) return `${jar.name} is not part of it`;
  if (jar.bytes !== pin.bytes) return `${jar.name} has ${jar.bytes} bytes instead of ${pin.bytes}`;
  if (jar.sha512 !== undefined && jar.sha512 !== pin.sha512) {
    return `${jar.name} has the SHA-512 ${jar.sha512.slice(0, 12)}… instead of ${pin.sha512.slice(0, 12)}…`;
  }
  return undefined;
}
