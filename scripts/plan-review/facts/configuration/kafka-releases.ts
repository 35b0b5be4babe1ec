import { parseProperties } from '../../../../cluster/settings/java-properties';
import { groupBy } from '../../lists';
import { isManifest, parseManifest } from './manifest-facts';
import type { PlanFacts } from '../../plan-facts';

/** What a host runs, before and after; undefined where nobody knows. */
export interface HostRelease {
  readonly host: string;
  readonly addresses: readonly string[];
  /** The release of the binaries, such as `3.9.2`. */
  readonly binaries: Sides;
  /** The archive that they come from, by its digest or name. */
  readonly archive: Sides;
  /** `inter.broker.protocol.version`. */
  readonly protocol: Sides;
  /** `log.message.format.version`. */
  readonly messageFormat: Sides;
  /** Whether it keeps its metadata in ZooKeeper. */
  readonly usesZookeeper: { readonly before: boolean; readonly after: boolean };
}

export interface Sides {
  readonly before?: string;
  readonly after?: string;
}

/** What the hosts of the plan run, from their manifests, settings and user data. */
export function hostReleases(facts: PlanFacts): readonly HostRelease[] {
  const named = facts.files.filter(({ host }) => host !== '');
  const byHost = groupBy(named, ({ cluster, host }) => `${cluster}/${host}`);
  const foreign = facts.files.filter(({ host }) => host === '').map((file) => [file]);
  return [
    ...[...byHost.values(), ...foreign]
      .filter((files) =>
        files.some(({ before, after }) => before !== undefined && after !== undefined),
      )
      .map(releaseOf),
    ...facts.userData.map(({ label, hosts, address, before, after }) => ({
      ...NOTHING,
      host: hosts[0] ?? label,
      addresses: [address],
      binaries: sides(before && versionIn(before), after && versionIn(after)),
    })),
  ];
}

const NOTHING = {
  ...{ archive: {}, protocol: {}, messageFormat: {} },
  usesZookeeper: { before: false, after: false },
};

type Files = PlanFacts['files'];

function releaseOf(files: Files): HostRelease {
  const manifest = files.find(isManifest);
  const settings = files.find(({ path }) => path.endsWith('/server.properties'));
  const [was, becomes] = [settings?.before, settings?.after].map((text) =>
    parseProperties(text ?? ''),
  );
  const [old, new_] = [manifest?.before, manifest?.after].map((text) => parseManifest(text ?? ''));
  const both = (key: string) => sides(was!.get(key), becomes!.get(key));
  return {
    host: files[0]!.host || files[0]!.path.slice(1),
    addresses: [manifest, settings].flatMap((file) =>
      file && file.object.change !== 'none' ? [file.object.address] : [],
    ),
    binaries: sides(
      old!.archiveKey && versionIn(old!.archiveKey),
      new_!.archiveKey && versionIn(new_!.archiveKey),
    ),
    archive: sides(old!.archiveDigest, new_!.archiveDigest),
    protocol: both('inter.broker.protocol.version'),
    messageFormat: both('log.message.format.version'),
    usesZookeeper: {
      before: was!.has('zookeeper.connect'),
      after: becomes!.has('zookeeper.connect'),
    },
  };
}

function sides(before: string | undefined, after: string | undefined): Sides {
  return { ...(before && { before }), ...(after && { after }) };
}

/** The release in a file's name or a script: `kafka_2.13-3.9.2.tgz`, `kafka-3.9.2.tar`. */
function versionIn(text: string): string | undefined {
  return /kafka(?:_\d+\.\d+)?[-_]v?(\d+\.\d+(?:\.\d+)*)/i.exec(text)?.[1];
}

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
