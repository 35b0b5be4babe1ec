import { unmarked } from '../../../masking/say';
import type { ResourceChange } from '../../../terraform-plan/plan';
import { blocksOf, textOf, textsOf } from '../../../terraform-plan/values';
import type { PlanFacts } from '../../plan-facts';
import type { Border } from './borders';
import { carriesBrokers } from '../hosts/carries-brokers';
import { ITSELF } from './read-ways';

/** Who sits behind a border, as far as the plan tells. */
export interface BehindBorder {
  /** Whether these are hosts of brokers or ZooKeeper members, or the border is named for them. */
  readonly isKafka: boolean;
  /** How rules name hosts of brokers and ZooKeeper members that stand: their groups and addresses. */
  readonly members: readonly string[];
}

/** Tells who sits behind a border. */
export function behindBorders(facts: PlanFacts): (border: Border) => BehindBorder {
  const interfaces = facts.resources.get('aws_network_interface') ?? [];
  const hosts = facts.clusters.flatMap((cluster) => cluster.hosts);
  const placed = hosts.map((host) => {
    const own = [host.instance, ...interfaces.filter((each) => isInterfaceOf(host.instance, each))];
    return { host, places: own.flatMap(placesOf), addresses: own.flatMap(addressesOf) };
  });
  const ofKafka = placed.filter(({ host }) => host.isBroker || host.isZookeeper);
  const standing = ofKafka.filter(({ host }) => host.fate !== 'added' && host.fate !== 'removed');
  const members = standing.flatMap(({ places, addresses }) => [...places, ...addresses]);
  return (border) => {
    const subnets = [border.owner?.before, border.owner?.after].flatMap((v) =>
      textsOf(v, 'subnet_ids'),
    );
    const names = new Set([...border.names, ...subnets]);
    const behind = placed.filter(({ places }) => places.some((place) => names.has(place)));
    const isOfThese = behind.some((each) => standing.includes(each));
    return {
      isKafka: behind.some((each) => ofKafka.includes(each)) || isNamedForKafka(border),
      members: isOfThese ? [...new Set([...members, ITSELF])] : [],
    };
  };
}

function isInterfaceOf({ before, after }: ResourceChange, one: ResourceChange): boolean {
  const id = textOf(one.before, 'id') ?? textOf(one.after, 'id');
  return [before, after].some((values) =>
    [values, ...blocksOf(values, 'network_interface')].some(
      (each) =>
        id !== undefined &&
        [
          textOf(each, 'network_interface_id'),
          textOf(each, 'primary_network_interface_id'),
        ].includes(id),
    ),
  );
}

/** The groups and the subnet that it is in. */
function placesOf({ before, after }: ResourceChange): readonly string[] {
  return [before, after].flatMap((values) => [
    ...textsOf(values, 'vpc_security_group_ids'),
    ...textsOf(values, 'security_groups'),
    textOf(values, 'subnet_id') ?? '',
  ]);
}

function addressesOf({ before, after }: ResourceChange): readonly string[] {
  return [before, after]
    .flatMap((values) => [textOf(values, 'private_ip') ?? '', ...textsOf(values, 'private_ips')])
    .filter((address) => address !== '');
}

/** By what it is called in the cloud: addresses change with each refactoring. */
function isNamedForKafka({ owner }: Border): boolean {
  return owner !== undefined && carriesBrokers({ ...owner, address: unmarked('') });
}
