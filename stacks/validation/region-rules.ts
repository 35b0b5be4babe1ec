import type { Problem } from '../../cluster/errors';
import type { ResolvedProps } from '../kafka-cluster-props';
import { isKnownLater } from './known-later';

/** A place of AWS that a prop names, as far as it does. */
interface Place {
  readonly path: string;
  readonly value: string;
  /** Undefined for what is in all regions of its partition. */
  readonly region: string | undefined;
  readonly partition: string;
}

/** Whether all that is named lies where the hosts do; the first that says where decides. */
export function regionProblems(props: ResolvedProps): readonly Problem[] {
  const [first, ...others] = [...zones(props), ...arns(props)];
  if (!first) return [];
  const region = [first, ...others].find((place) => place.region !== undefined);
  return others.flatMap((place) => {
    if (place.partition !== first.partition) return [elsewhere(place, first, 'partition')];
    const isNear = place.region === undefined || place.region === region?.region;
    return isNear ? [] : [elsewhere(place, region!, 'region')];
  });
}

function elsewhere(place: Place, other: Place, what: 'partition' | 'region'): Problem {
  return {
    path: place.path,
    rule: `be in the ${what} of ${other.path}, ${other[what]}`,
    value: place.value,
    remedy: 'A host reaches nothing of this kind elsewhere: name one that is there',
  };
}

function zones({ network }: ResolvedProps): readonly Place[] {
  if (network.kind !== 'own') return [];
  return Object.keys(network.subnets).flatMap((rack) => {
    const zone = network.zones?.[rack] ?? rack;
    if (isKnownLater(zone)) return [];
    const region = zone.slice(0, -1);
    const path = `network.zones['${rack}']`;
    return [{ path, value: zone, region, partition: partitionOf(region) }];
  });
}

/** @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
function partitionOf(region: string): string {
  const [, special] = /^(cn|us-gov|us-iso[a-z]*|eusc|eu-isoe)-/.exec(region) ?? [];
  return special === undefined ? 'aws' : `aws-${special.replace(/^us-iso/, 'iso')}`;
}

function arns({ kmsKeyArn, alarms, hostPolicyArns }: ResolvedProps): readonly Place[] {
  const named: readonly (readonly [string, string])[] = [
    ...(kmsKeyArn === undefined ? [] : [['kmsKeyArn', kmsKeyArn] as const]),
    ...(['notify', 'notifyTickets'] as const).flatMap((field) =>
      alarms[field].map((arn, index) => [`alarms.${field}[${index}]`, arn] as const),
    ),
    ...hostPolicyArns.map((arn, index) => [`hostPolicyArns[${index}]`, arn] as const),
  ];
  return named
    .filter(([, arn]) => !isKnownLater(arn))
    .map(([path, value]) => {
      const [, partition = '', , region] = value.split(':');
      return { path, value, partition, region: region || undefined };
    });
}
