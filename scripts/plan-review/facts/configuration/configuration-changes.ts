import { changeEffect } from '../../../../cluster/change-effect';
import type { HostFile, OnChange } from '../../../../cluster/host-files';
import { parseProperties } from '../../../../cluster/settings/java-properties';
import {
  knownBrokerSetting,
  type KnownBrokerSetting,
} from '../../../../cluster/settings/known-broker-settings';
import { restartedProcess } from '../../../../cluster/restarted-process';
import { canonicalProperties } from './canonical-properties';
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
  [/\/(zoo\.cfg|myid)$/, 'zookeeper-restart'],
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
  return {
    address: object.address,
    label: host === '' ? path.slice(1) : path,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(isHidden && { note: 'The plan doesn’t show what the file will say.' }),
    hosts: host === '' ? [] : [host],
    keys: isHidden ? [] : keyChanges(file, onChange),
    effect: convergeEffect(file, onChange),
  };
}

/** Converge goes by the text; who brings files to foreign hosts may not mind comments. */
function convergeEffect(file: HostFileObject, onChange: OnChange): ConfigurationChange['effect'] {
  const process = restartedProcess(onChange);
  if (process === undefined) return onChange === 'nothing' ? 'nothing' : 'reload';
  if (file.host === '' && saysTheSame(file)) return 'nothing';
  return process === 'kafka' ? 'broker-restart' : 'zookeeper-restart';
}

function saysTheSame({ before, after, isHidden }: HostFileObject): boolean {
  if (isHidden || before === undefined || after === undefined) return false;
  return canonicalProperties(before) === canonicalProperties(after);
}

function keyChanges(
  { before, after, path }: HostFileObject,
  onChange: OnChange,
): readonly KeyChange[] {
  const isBroker = onChange === 'broker-settings';
  if (!isBroker && !path.endsWith('/zoo.cfg')) return [];
  const [text, newText] = [canonicalProperties(before ?? ''), canonicalProperties(after ?? '')];
  const [old, now] = [parseProperties(text), parseProperties(newText)];
  const effect = changeEffect(text, { content: newText, onChange } as HostFile);
  const restarting = new Set(effect.kind === 'broker-restart' ? effect.keys : []);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => old.get(key) !== now.get(key))
    .sort()
    .map((key) => {
      const [was, becomes] = [old.get(key), now.get(key)];
      const known = isBroker ? knownBrokerSetting(undefined, key) : undefined;
      return {
        key,
        ...(was !== undefined && { before: was }),
        ...(becomes !== undefined && { after: becomes }),
        ...(typeof known?.default === 'string' && { default: known.default }),
        update: isBroker ? brokerUpdate(known, restarting.has(key)) : 'read-only',
      };
    });
}

function brokerUpdate(
  known: KnownBrokerSetting | undefined,
  needsRestart: boolean,
): KeyChange['update'] {
  if (!known) return 'unknown';
  if (known.updateMode === 'read-only') return 'read-only';
  return needsRestart ? 'rolling-restart' : 'dynamic';
}
