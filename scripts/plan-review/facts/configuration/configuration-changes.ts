import {
  changeEffect,
  settingsOf,
  type ChangeEffect,
} from '../../../../cluster/changes/change-effect';
import type { Sayable } from '../../../masking/say';
import { withShown } from '../../../terraform-plan/lazy';
import { isMask } from '../../../terraform-plan/quote';
import { needOf } from '../../../../cluster/changes/describe-effect';
import type { OnChange } from '../../../../cluster/host-files';
import { judgedKeys } from './judged-keys';
import { isManifest, parseManifest } from './manifest-facts';
import { placeOf, standsOn, standingHosts } from '../hosts/standing-hosts';
import type {
  ClusterFacts,
  ConfigurationChange,
  HostFile,
  HostFileObject,
  JudgedConfiguration,
  TextChange,
  TextNature,
} from '../../plan-facts';

/**
 * Configuration of standing hosts that changes. The files of hosts that come or go are not listed:
 * they change with their host.
 */
export function configurationChanges(
  files: readonly HostFileObject[],
  clusters: readonly ClusterFacts[],
): readonly JudgedConfiguration[] {
  const hosts = standingHosts(clusters);
  const names = new Set(clusters.map(({ name }) => name));
  const manifests = new Map(
    files.filter(isManifest).map((file) => [placeOf(file), knownOnChange(file)] as const),
  );
  return files
    .filter((file) => !isManifest(file) && isChangedFile(file))
    .filter((file) => standsOn(file, hosts))
    .map((file) => {
      const onChange = onChangeOf(file, manifests.get(placeOf(file)));
      return configurationChange(file, onChange, names.has(file.cluster));
    })
    .filter((change) => change !== undefined);
}

/** Hidden text may be another: a digest or an unknown value is all that tells. */
function isChangedFile({ object, before, after, isHidden }: HostFileObject): boolean {
  if (['none', 'read', 'forget'].includes(object.change)) return false;
  return isHidden || before !== after;
}

type OnChangeByPath = ReadonlyMap<string, OnChange>;

/** What the newest manifest says of files, and the standing one of those that the newest leaves out. */
function knownOnChange({ before, after }: HostFileObject): OnChangeByPath {
  const [old, now] = [before, after].map((text) => parseManifest(text ?? '').onChange);
  return new Map([...old!, ...now!]);
}

/** What a file needs by what it is to its host, where the host has no manifest that says so. */
const BY_NATURE: Readonly<Record<TextNature, OnChange>> = {
  'broker-settings': 'broker-settings',
  'zookeeper-settings': 'zookeeper-settings',
  'zookeeper-id': 'zookeeper-restart',
  logins: 'broker-restart',
  stores: 'broker-restart',
  logging: 'broker-restart',
  'jvm-options': 'broker-restart',
  unit: 'broker-restart',
};

/** Whatever a manifest says of them: it comes with the same plan, and is no judge of it. */
const ABOVE_MANIFEST: ReadonlySet<TextNature> = new Set([
  'broker-settings',
  'zookeeper-settings',
  'zookeeper-id',
]);

/**
 * What a change of the file needs, by its host's manifest, or by what it is where there is none; the
 * gravest where the manifest can't be read. Undefined for what no host reads.
 */
function onChangeOf(
  { path, nature }: HostFileObject,
  manifest: OnChangeByPath | undefined,
): OnChange | undefined {
  const byNature = nature && BY_NATURE[nature];
  if (manifest === undefined || (nature && ABOVE_MANIFEST.has(nature))) return byNature;
  return manifest.size === 0 ? 'broker-restart' : manifest.get(path);
}

function configurationChange(
  file: HostFileObject,
  onChange: OnChange | undefined,
  isOurs: boolean,
): JudgedConfiguration | undefined {
  if (onChange === undefined) return undefined;
  const owner = settingsOf(onChange);
  const keys =
    file.isHidden || !owner ? [] : judgedKeys(owner, file, () => file.shown, file.isPartial);
  // Converge restarts for another order of the lines; a broker reads the same settings.
  const isSame = !isOurs && owner !== undefined && !file.isHidden && keys.length === 0;
  const effect: ChangeEffect = isSame ? { kind: 'nothing' } : effectOf(file, onChange);
  const consequence = { effect: wordOf(effect), needs: needOf(effect) };
  const told = { ...textChange(file, file), ...consequence, ...(owner && { owner }), keys };
  return withShown(told, () => ({
    ...shownText(file),
    ...consequence,
    keys: keys.map((key) => key.shown),
  }));
}

/** @param told the file, or what is shown of it */
function textChange({ object, isHidden }: HostFileObject, told: HostFile): TextChange {
  const { before, after, host, path } = told;
  return {
    address: object.address,
    label: host === '' ? path.slice(1) : path,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(isHidden && { note: 'The plan doesn’t show what the file will say.' }),
    hosts: host === '' ? [] : [host],
  };
}

function shownText(file: HostFileObject): TextChange<Sayable> {
  const isMarked = isMask(file.shown.before) || isMask(file.shown.after);
  const note = isMarked ? 'It is marked sensitive: it is judged, and not shown.' : undefined;
  return { ...textChange(file, file.shown), ...(note && { note }) } as TextChange<Sayable>;
}

/** Hidden text may be any other. */
function effectOf({ before, after, isHidden }: HostFileObject, onChange: OnChange): ChangeEffect {
  return isHidden ? changeEffect(undefined, '', onChange) : changeEffect(before, after, onChange);
}

function wordOf(effect: ChangeEffect): ConfigurationChange['effect'] {
  return effect.kind === 'restart' ? `${effect.role}-restart` : effect.kind;
}
