import {
  changeEffect,
  settingsOf,
  type ChangeEffect,
} from '../../../../cluster/changes/change-effect';
import { changedSettings } from '../../../../cluster/changes/changed-settings';
import { needOf } from '../../../../cluster/changes/describe-effect';
import type { OnChange } from '../../../../cluster/host-files';
import { isManifest, parseManifest } from './manifest-facts';
import { placeOf, standsOn, standingHosts } from '../hosts/standing-hosts';
import type {
  ClusterFacts,
  ConfigurationChange,
  HostFileObject,
  KeyChange,
} from '../../plan-facts';

/**
 * Configuration of standing hosts that changes. The files of hosts that come or go are not listed:
 * they change with their host.
 */
export function configurationChanges(
  files: readonly HostFileObject[],
  clusters: readonly ClusterFacts[],
): readonly ConfigurationChange[] {
  const hosts = standingHosts(clusters);
  const manifests = new Map(
    files.filter(isManifest).map((file) => [placeOf(file), knownOnChange(file)] as const),
  );
  return files
    .filter((file) => !isManifest(file) && isChangedFile(file))
    .filter((file) => standsOn(file, hosts))
    .map((file) => configurationChange(file, onChangeOf(file, manifests.get(placeOf(file)))))
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

/** Whatever a manifest says of them: it comes with the same plan, and is no judge of it. */
const BY_NAME: readonly (readonly [RegExp, OnChange])[] = [
  [/\/server\.properties$/, 'broker-settings'],
  [/\/zoo\.cfg$/, 'zookeeper-settings'],
  [/\/myid$/, 'zookeeper-restart'],
];

/**
 * What a change of the file needs, by its name or else by its host's manifest; the gravest where that
 * can't be read. Undefined for what no host reads.
 */
function onChangeOf(
  { path }: HostFileObject,
  manifest: OnChangeByPath | undefined,
): OnChange | undefined {
  const named = BY_NAME.find(([name]) => name.test(path))?.[1];
  return named ?? (manifest?.size === 0 ? 'broker-restart' : manifest?.get(path));
}

function configurationChange(
  file: HostFileObject,
  onChange: OnChange | undefined,
): ConfigurationChange | undefined {
  if (onChange === undefined) return undefined;
  const { before, after, host, path, object, isHidden } = file;
  const effect = effectOf(file, onChange);
  return {
    address: object.address,
    label: host === '' ? path.slice(1) : path,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(isHidden && { note: 'The plan doesn’t show what the file will say.' }),
    hosts: host === '' ? [] : [host],
    keys: isHidden ? [] : keyChanges(file, onChange),
    effect: wordOf(effect),
    needs: needOf(effect),
  };
}

/** Hidden text may be any other. */
function effectOf({ before, after, isHidden }: HostFileObject, onChange: OnChange): ChangeEffect {
  return isHidden ? changeEffect(undefined, '', onChange) : changeEffect(before, after, onChange);
}

function wordOf(effect: ChangeEffect): ConfigurationChange['effect'] {
  return effect.kind === 'restart' ? `${effect.role}-restart` : effect.kind;
}

/** Of a file that comes or goes, too: what it says then holds, or no longer does. */
function keyChanges(
  { before = '', after = '' }: HostFileObject,
  onChange: OnChange,
): readonly KeyChange[] {
  const owner = settingsOf(onChange);
  return owner ? changedSettings(owner, before, after) : [];
}
