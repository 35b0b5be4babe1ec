import type { ResourceChange, Values } from '../plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesOf } from '../evidence/resources-of';
import type { Judgement, Rule } from '../rule';
import { blocksOf, isLost, isUnknown, textOf } from '../values';

/** Attributes that say whether something is encrypted. */
const SWITCHES = [
  'encrypted',
  'storage_encrypted',
  'at_rest_encryption_enabled',
  'enable_key_rotation',
];
/** Blocks that hold such attributes. */
const PLACES = ['root_block_device', 'ebs_block_device'];
/** Blocks of a new host that hold none where nothing says so: the default of the account decides. */
const ROOT = 'root_block_device';
/** Types where none of them means that it is off, and data may lie there. */
const OFF_UNLESS_SAID = new Set(['aws_ebs_volume']);

/** Data that is no longer encrypted, or with less. */
export const encryptionWeakened: Rule = {
  id: 'encryption-weakened',
  title: 'A volume, a bucket or a key is encrypted less than before, or a new volume not at all',
  judge: (facts) => [
    ...[...facts.resources.values()].flat().flatMap(switchedOff),
    ...bucketEncryption(facts),
    ...resourcesOf(facts, 'aws_ebs_encryption_by_default').filter(isOffByDefault).map(byDefault),
  ],
};

function switchedOff(resource: ResourceChange): readonly Judgement[] {
  const { before, after, change } = resource;
  if (change === 'none' || change === 'read' || after === undefined) return [];
  const off = [
    ...SWITCHES.filter((key) => isOff(before, after, key)),
    ...PLACES.flatMap((place) => blocksOff(place, before, after)),
    ...templateOff(before, after),
  ];
  const untold = SWITCHES.filter((key) => before?.[key] === true && isUnknown(resource, key));
  const isNewAndOff =
    before === undefined &&
    OFF_UNLESS_SAID.has(resource.type) &&
    after.encrypted !== true &&
    !isUnknown(resource, 'encrypted');
  const isNewRootOff =
    before === undefined && blocksOf(after, ROOT).some(({ encrypted }) => encrypted === false);
  if (isNewAndOff || isNewRootOff) return [unencrypted(resource)];
  return off.length + untold.length === 0 ? [] : [weakened(resource, [...off, ...untold])];
}

function isOff(before: Values | undefined, after: Values, key: string): boolean {
  return before?.[key] === true && after[key] === false;
}

function blocksOff(place: string, before: Values | undefined, after: Values): readonly string[] {
  const old = blocksOf(before, place);
  return blocksOf(after, place).flatMap((block, index) =>
    isOff(old[index], block, 'encrypted') ? [`${place}.encrypted`] : [],
  );
}

/** Launch templates spell these values as text. */
function templateOff(before: Values | undefined, after: Values): readonly string[] {
  const disks = (values: Values | undefined) =>
    blocksOf(values, 'block_device_mappings').flatMap((block) => blocksOf(block, 'ebs'));
  const old = disks(before);
  const isOn = (disk: Values | undefined) => String(disk?.encrypted) === 'true';
  const isWorse = disks(after).some((disk, index) =>
    before === undefined ? String(disk.encrypted) === 'false' : isOn(old[index]) && !isOn(disk),
  );
  return isWorse ? ['block_device_mappings.ebs.encrypted'] : [];
}

function bucketEncryption(facts: PlanFacts): readonly Judgement[] {
  return resourcesOf(facts, 'aws_s3_bucket_server_side_encryption_configuration').flatMap(
    (configuration) => {
      const isGone = configuration.change === 'delete';
      const [before, after] = [algorithm(configuration.before), algorithm(configuration.after)];
      const isLess =
        (before?.startsWith('aws:kms') && !after?.startsWith('aws:kms')) || dropsKey(configuration);
      const isTold = !isLost(configuration) || configuration.change === 'replace';
      return isGone || (isLess && isTold) ? [weakened(configuration, ['its rule'])] : [];
    },
  );
}

function algorithm(values: Values | undefined): string | undefined {
  return textOf(byDefaultIn(values), 'sse_algorithm');
}

function byDefaultIn(values: Values | undefined): Values | undefined {
  const [rule] = blocksOf(values, 'rule');
  return blocksOf(rule, 'apply_server_side_encryption_by_default')[0];
}

/** Without a key of one’s own, AWS’s encrypts, which whoever may read the bucket may use. */
function dropsKey(configuration: ResourceChange): boolean {
  const [had, has] = [configuration.before, configuration.after].map((values) =>
    textOf(byDefaultIn(values), 'kms_master_key_id'),
  );
  return Boolean(had) && !has && !isUnknown(configuration, 'rule');
}

function isOffByDefault({ before, after, change }: ResourceChange): boolean {
  return change === 'delete' || (before?.enabled === true && after?.enabled === false);
}

function weakened({ address }: ResourceChange, keys: readonly string[]): Judgement {
  return {
    severity: 'care',
    what: `Weakens the encryption of ${address}: ${keys.join(', ')} is turned off, falls away, or is not known yet.`,
    why: 'Who gets hold of the disk, a snapshot or the bucket can read what the cluster keeps.',
    remedy: 'Keep it encrypted, with the cluster’s own key.',
    addresses: [address],
  };
}

function unencrypted({ address }: ResourceChange): Judgement {
  return {
    severity: 'care',
    what: `Makes a volume that is not encrypted: ${address}.`,
    why: 'A volume can’t be encrypted later: its data must then be copied to another one.',
    remedy: 'Set `encrypted`, and the key, before there is data on it.',
    addresses: [address],
  };
}

function byDefault({ address }: ResourceChange): Judgement {
  return {
    severity: 'care',
    what: `New volumes of the account are no longer encrypted by themselves (${address}).`,
    why: 'A volume whose code doesn’t ask for encryption then has none.',
    remedy: 'Keep the default on.',
    addresses: [address],
  };
}
