import type { Problem } from '../errors';
import { instanceType, knownFamilies, nearInstanceType } from '../hardware/instance-types';
import { givenQuorum } from '../metadata';
import { resolveMetadata } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';
import { kindOf } from '../hardware/storage/storage';

/** Every instance type is one whose disks, memory and network are known, and has what is asked of it. */
export function instanceTypesKnown(spec: KafkaClusterSpec): readonly Problem[] {
  const brokerTypes = [
    { path: 'instanceType', name: spec.instanceType },
    ...spec.brokers.flatMap(({ instanceType: name }, index) =>
      name === undefined ? [] : [{ path: `brokers[${index}].instanceType`, name }],
    ),
  ];
  const voterType = resolveMetadata(spec).instanceType;
  const voterPath = `${givenQuorum(spec).path}.instanceType`;
  const voterTypes = voterType === undefined ? [] : [{ path: voterPath, name: voterType }];
  return [
    ...[...brokerTypes, ...voterTypes].flatMap(({ path, name }) => known(path, name, spec)),
    ...hasDisks('instanceType', spec, spec),
    ...spec.brokers.flatMap(({ instanceType: type, storage }, index) =>
      type === undefined && storage === undefined
        ? []
        : hasDisks(
            `brokers[${index}].${type === undefined ? 'storage' : 'instanceType'}`,
            { instanceType: type ?? spec.instanceType, storage: storage ?? spec.storage },
            spec,
          ),
    ),
  ];
}

function known(
  path: string,
  name: string,
  { instanceTypes }: KafkaClusterSpec,
): readonly Problem[] {
  if (instanceType(name, instanceTypes)) return [];
  const meant = nearInstanceType(name);
  return [
    {
      path,
      rule: 'be an instance type whose disks, memory and network are known',
      value: name,
      remedy:
        meant === undefined
          ? `Take one of the families ${knownFamilies.join(', ')}, or give its facts in instanceTypes`
          : `Did you mean '${meant}'; or give its facts in instanceTypes`,
    },
  ];
}

function hasDisks(
  path: string,
  { instanceType: name, storage }: Pick<KafkaClusterSpec, 'instanceType' | 'storage'>,
  { instanceTypes }: KafkaClusterSpec,
): readonly Problem[] {
  const facts = instanceType(name, instanceTypes);
  if (!facts || kindOf(storage).disks(storage, facts)) return [];
  return [
    {
      path,
      rule: 'have disks of its own, as storage is instance store',
      value: name,
      remedy: "Choose a type with disks, such as 'd3.2xlarge', or EBS volumes with Storage.st1(…)",
    },
  ];
}
