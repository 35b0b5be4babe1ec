import { say, unmarked, type Sayable } from '../../../masking/say';
import { lazy } from '../../../terraform-plan/lazy';
import { sayIfShown } from '../../../terraform-plan/quote';
import { parseProperties } from '../../../../cluster/settings/java-properties';
import { groupBy } from '../../lists';
import { isManifest, parseManifest } from './manifest-facts';
import type { HostFile, HostFileObject, PlanFacts, TextChange } from '../../plan-facts';

/** What a host runs, before and after; undefined where nobody knows. */
export interface HostRelease extends Release {
  /** As it may be shown. */
  readonly host: Sayable;
  readonly addresses: readonly string[];
  /** The same, read from what is shown of the texts. */
  readonly shown: Release;
}

export interface Release {
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
    ...facts.userData.map((text) => ({
      ...releaseInText(text),
      get host() {
        return text.shown.hosts[0] ?? text.shown.label;
      },
      addresses: [text.address],
      get shown() {
        return releaseInText(text.shown);
      },
    })),
  ];
}

/** A part of a release on both sides: `3.9.2 → 3.8.0`. */
export function describeRelease(release: HostRelease, part: ReleasePart): Sayable {
  const { before = '', after = '' } = release[part];
  const { [part]: shown } = release.shown;
  return say`${sayIfShown(before, shown.before)} → ${sayIfShown(after, shown.after)}`;
}

export type ReleasePart = 'binaries' | 'protocol' | 'messageFormat';

function releaseInText({ before, after }: Pick<TextChange, 'before' | 'after'>): Release {
  return { ...NOTHING, binaries: sides(before && versionIn(before), after && versionIn(after)) };
}

const NOTHING = {
  ...{ archive: {}, protocol: {}, messageFormat: {} },
  usesZookeeper: { before: false, after: false },
};

type Files = PlanFacts['files'];

function releaseOf(files: Files): HostRelease {
  const told = [files.find(isManifest), files.find(isSettings)];
  const shown = lazy(() => releaseIn(files, (file) => file.shown));
  return {
    get host() {
      const { host, path } = files[0]!.shown;
      return host === '' ? unmarked(path.slice(1)) : host;
    },
    addresses: told.flatMap((file) =>
      file && file.object.change !== 'none' ? [file.object.address] : [],
    ),
    ...releaseIn(files, (file) => file),
    get shown() {
      return shown();
    },
  };
}

function isSettings({ nature }: HostFileObject): boolean {
  return nature === 'broker-settings';
}

/** @param as how to read a file: as it is, or as it is shown */
function releaseIn(files: Files, as: (file: Files[number]) => HostFile): Release {
  const [manifest, settings] = [files.find(isManifest), files.find(isSettings)].map(
    (file) => file && as(file),
  );
  const [was, becomes] = [settings?.before, settings?.after].map((text) =>
    parseProperties(text ?? ''),
  );
  const [old, new_] = [manifest?.before, manifest?.after].map((text) => parseManifest(text ?? ''));
  const both = (key: string) => sides(was!.get(key), becomes!.get(key));
  return {
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
