import {
  changeEffect,
  settingsOf,
  type ChangeEffect,
} from '../../../../cluster/changes/change-effect';
import { changedSettings } from '../../../../cluster/changes/changed-settings';
import { parseProperties } from '../../../../cluster/settings/java-properties';
import { knownBrokerSetting } from '../../../../cluster/settings/known-broker-settings';
import { knownZookeeperSetting } from '../../../../cluster/settings/known-zookeeper-settings';
import { unmarked, type Sayable } from '../../../masking/say';
import { MASKED } from '../../../masking/text-pieces';
import { lazy } from '../../../terraform-plan/lazy';
import { isMask } from '../../../terraform-plan/quote';
import { needOf } from '../../../../cluster/changes/describe-effect';
import type { OnChange } from '../../../../cluster/host-files';
import { isManifest, parseManifest } from './manifest-facts';
import { placeOf, standsOn, standingHosts } from '../hosts/standing-hosts';
import type {
  ClusterFacts,
  ConfigurationChange,
  HostFile,
  HostFileObject,
  JudgedConfiguration,
  JudgedKey,
  KeyChange,
  TextChange,
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
): JudgedConfiguration | undefined {
  if (onChange === undefined) return undefined;
  const effect = effectOf(file, onChange);
  const keys = file.isHidden ? [] : keyChanges(file, onChange);
  const consequence = { effect: wordOf(effect), needs: needOf(effect) };
  const shown = lazy(() => ({
    ...shownText(file),
    ...consequence,
    keys: keys.map((key) => key.shown),
  }));
  return {
    ...textChange(file, file),
    ...consequence,
    keys,
    get shown() {
      return shown();
    },
  };
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

/** Of a file that comes or goes, too: what it says then holds, or no longer does. */
function keyChanges(file: HostFileObject, onChange: OnChange): readonly JudgedKey[] {
  const owner = settingsOf(onChange);
  if (owner === undefined) return [];
  const { before = '', after = '' } = file;
  const shownSettings = lazy(() =>
    [file.shown.before, file.shown.after].map((text) => parseProperties(text ?? '')),
  );
  return changedSettings(owner, before, after).map((change) => {
    const shown = lazy(() => shownKey(change, shownSettings()));
    return {
      ...change,
      get shown() {
        return shown();
      },
    };
  });
}

/** What the text says of the key where it is shown: nothing, where all of it is masked. */
function shownKey(
  { key, before, after, default: standard, update }: KeyChange,
  [old, now]: readonly ReadonlyMap<string, string>[],
): KeyChange<Sayable> {
  const isNameShown = old!.has(key) || now!.has(key) || isKnownName(key);
  return {
    key: unmarked(isNameShown ? key : MASKED),
    ...(before !== undefined && { before: unmarked(old!.get(key)?.trim() ?? MASKED) }),
    ...(after !== undefined && { after: unmarked(now!.get(key)?.trim() ?? MASKED) }),
    ...(standard !== undefined && { default: standard }),
    update,
  };
}

/** Names that Kafka or ZooKeeper gives; others may tell something of what a masked text says. */
function isKnownName(key: string): boolean {
  const isKnown = knownBrokerSetting(undefined, key) ?? knownZookeeperSetting(key);
  return isKnown !== undefined || ZOOKEEPER_PLACES.has(key);
}

/** ZooKeeper's own names beside its settings. */
const ZOOKEEPER_PLACES: ReadonlySet<string> = new Set(['dataDir', 'dataLogDir', 'skipACL']);
