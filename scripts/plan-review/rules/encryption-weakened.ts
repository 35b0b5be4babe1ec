import { joinSaid, say, type Sayable } from '../../masking/say';
import { groupBy, listSome } from '../lists';
import type { ResourceChange, Values } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { blocksOf, isLost, isUnknown, textOf } from '../../terraform-plan/values';

/** Attributes that say whether something is encrypted. */
const SWITCHES = [
  'encrypted',
  'storage_encrypted',
  'at_rest_encryption_enabled',
  'enable_key_rotation',
] as const;
/** Blocks that hold such attributes. */
const PLACES = ['root_block_device', 'ebs_block_device'] as const;
/** Blocks of a new host that hold none where nothing says so: the default of the account decides. */
const ROOT = 'root_block_device';
/** Types where none of them means that it is off, and data may lie there. */
const OFF_UNLESS_SAID = new Set(['aws_ebs_volume']);

/** Data that is no longer encrypted, or with less. */
export const encryptionWeakened: Rule = {
  id: 'encryption-weakened',
  title: 'A volume, a bucket or a key is encrypted less than before, or a new volume not at all',
  reads: [
    { attributes: SWITCHES },
    {
      types: ['aws_s3_bucket_server_side_encryption_configuration'],
      attributes: ['rule'],
      and: ['created', 'lost'],
    },
    { types: ['aws_ebs_encryption_by_default'], attributes: ['enabled'], and: ['created', 'lost'] },
    { types: ['aws_launch_template'], attributes: ['block_device_mappings.ebs.encrypted'] },
  ],
  judge: (facts) => {
    const harms = [
      ...[...facts.resources.values()].flat().flatMap(switchedOff),
      ...bucketEncryption(facts),
    ];
    const alike = groupBy(harms, ({ resource, keys }) =>
      keys === 'new' ? keys : `${resource.type} ${keys.join()}`,
    );
    return [
      ...[...alike.values()].map(judgement),
      ...resourcesOf(facts, 'aws_ebs_encryption_by_default').filter(isOffByDefault).map(byDefault),
    ];
  },
};

interface Harm {
  readonly resource: ResourceChange;
  /** What is turned off; `new` where a volume is made without. */
  readonly keys: readonly Sayable[] | 'new';
}

function switchedOff(resource: ResourceChange): readonly Harm[] {
  const { before, after, change } = resource;
  if (change === 'none' || change === 'read' || after === undefined) return [];
  const off = [
    ...said(SWITCHES.filter((key) => isOff(before, after, key))),
    ...PLACES.flatMap((place) => blocksOff(place, before, after)),
    ...templateOff(before, after),
  ];
  const untold = said(SWITCHES.filter((key) => before?.[key] === true && isUnknown(resource, key)));
  const isNewAndOff =
    before === undefined &&
    OFF_UNLESS_SAID.has(resource.type) &&
    after.encrypted !== true &&
    !isUnknown(resource, 'encrypted');
  const isNewRootOff =
    before === undefined && blocksOf(after, ROOT).some(({ encrypted }) => encrypted === false);
  if (isNewAndOff || isNewRootOff) return [{ resource, keys: 'new' }];
  return off.length + untold.length === 0 ? [] : [{ resource, keys: [...off, ...untold] }];
}

function isOff(before: Values | undefined, after: Values, key: string): boolean {
  return before?.[key] === true && after[key] === false;
}

function said(keys: readonly (typeof SWITCHES)[number][]): readonly Sayable[] {
  return keys.map((key) => say`${key}`);
}

function blocksOff(
  place: (typeof PLACES)[number],
  before: Values | undefined,
  after: Values,
): readonly Sayable[] {
  const old = blocksOf(before, place);
  return blocksOf(after, place).flatMap((block, index) =>
    isOff(old[index], block, 'encrypted') ? [say`${place}.encrypted`] : [],
  );
}

/** Launch templates spell these values as text. */
function templateOff(before: Values | undefined, after: Values): readonly Sayable[] {
  const disks = (values: Values | undefined) =>
    blocksOf(values, 'block_device_mappings').flatMap((block) => blocksOf(block, 'ebs'));
  const old = disks(before);
  const isOn = (disk: Values | undefined) => String(disk?.encrypted) === 'true';
  const isWorse = disks(after).some((disk, index) =>
    before === undefined ? String(disk.encrypted) === 'false' : isOn(old[index]) && !isOn(disk),
  );
  return isWorse ? [say`block_device_mappings.ebs.encrypted`] : [];
}

function bucketEncryption(facts: PlanFacts): readonly Harm[] {
  return resourcesOf(facts, 'aws_s3_bucket_server_side_encryption_configuration').flatMap(
    (resource) => {
      const isGone = resource.change === 'delete';
      const [before, after] = [algorithm(resource.before), algorithm(resource.after)];
      const isLess =
        (before?.startsWith('aws:kms') && !after?.startsWith('aws:kms')) || dropsKey(resource);
      const isTold = !isLost(resource) || resource.change === 'replace';
      return isGone || (isLess && isTold) ? [{ resource, keys: [say`its rule`] }] : [];
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

function judgement(harms: readonly Harm[]): Judgement {
  const addresses = harms.map(({ resource }) => resource.address);
  const { keys } = harms[0]!;
  return {
    ...(keys === 'new' ? unencrypted(addresses) : weakened(addresses, keys)),
    severity: 'care',
    addresses,
  };
}

function weakened(addresses: readonly Sayable[], keys: readonly Sayable[]) {
  return {
    what: say`Weakens the encryption of ${listSome(addresses)}: ${joinSaid(keys)} is turned off, falls away, or is not known yet.`,
    why: 'Who gets hold of the disk, a snapshot or the bucket can read what the cluster keeps.',
    remedy: 'Keep it encrypted, with the cluster’s own key.',
  };
}

function unencrypted(addresses: readonly Sayable[]) {
  const volumes = addresses.length === 1 ? 'a volume that is' : 'volumes that are';
  return {
    what: say`Makes ${volumes} not encrypted: ${listSome(addresses)}.`,
    why: 'A volume can’t be encrypted later: its data must then be copied to another one.',
    remedy: 'Set `encrypted`, and the key, before there is data on it.',
  };
}

function byDefault({ address }: ResourceChange): Judgement {
  return {
    severity: 'care',
    what: say`New volumes of the account are no longer encrypted by themselves (${address}).`,
    why: 'A volume whose code doesn’t ask for encryption then has none.',
    remedy: 'Keep the default on.',
    addresses: [address],
  };
}
