import type { Problem } from '../../cluster/errors';
import type { Host } from '../../cluster/topology';
import { countBy } from '../../cluster/validation/broker-rules';
import type { ResolvedProps } from '../kafka-cluster-props';
import { architectureOf } from '../machine-image';

/** Whether the hosts can be had from EC2 as they are asked for. */
export function hostProblems(props: ResolvedProps, hosts: readonly Host[]): readonly Problem[] {
  return [
    ...[...new Set(hosts.map(({ instanceType }) => instanceType))].flatMap(volumesHaveNames),
    ...imageFitsAll(props, hosts),
    ...spreadHasRoom(props, hosts),
  ];
}

/** Families before Nitro. @see https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html */
const BEFORE_NITRO = /^(c1|c3|c4|d2|g3|h1|hs1|i2|i3|m[1-4]|p2|p3|r3|r4|t1|t2|x1e?)\.(?!metal)/;

function volumesHaveNames(instanceType: string): readonly Problem[] {
  if (!BEFORE_NITRO.test(instanceType)) return [];
  return [
    {
      path: 'instanceType',
      rule: 'be of a family on Nitro: before it, a host can’t tell a volume by its id',
      value: instanceType,
      remedy: "Take a newer family, such as 'd3', 'i3en' or 'r7i'",
    },
  ];
}

function imageFitsAll({ image }: ResolvedProps, hosts: readonly Host[]): readonly Problem[] {
  const types = hosts.map(({ instanceType }) => instanceType);
  if (image.kind !== 'id' || new Set(types.map(architectureOf)).size === 1) return [];
  return [
    {
      path: 'image',
      rule: 'be of the architecture of all hosts, which have two',
      value: [...new Set(types)].join(', '),
      remedy: 'Take instance types of one architecture, or MachineImage.debian12(), which has both',
    },
  ];
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html#placement-groups-limitations-spread */
const SPREAD_PER_ZONE = 7;

function spreadHasRoom({ placement }: ResolvedProps, hosts: readonly Host[]): readonly Problem[] {
  if (placement !== 'spread') return [];
  const perRack = countBy(hosts.map(({ rack }) => rack));
  return [...perRack]
    .filter(([, count]) => count > SPREAD_PER_ZONE)
    .map(([rack, count]) => ({
      path: 'placement',
      rule: `be another than 'spread' for more than ${SPREAD_PER_ZONE} hosts in a zone`,
      value: `${count} in '${rack}'`,
      remedy: "Take 'partition'; standing hosts keep theirs until they are replaced",
    }));
}
