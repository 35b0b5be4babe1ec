import { knownInstanceTypes } from '../../cluster/hardware/instance-types';
import { MachineImage } from '../../stacks/index';
import { architectureOf } from '../../stacks/machine-image';
import { validSpec } from '../support/spec-builder';
import { synthesizeCluster } from '../support/synthesized';

it.each([
  ['r5.xlarge', 'amd64', 'x86_64'],
  ['r7g.xlarge', 'arm64', 'arm64'],
])('looks up Debian’s own newest image for %s', (instanceType, release, architecture) => {
  const stack = synthesizeCluster({ spec: validSpec({ instanceType }) });
  expect(stack.data('aws_ami')).toMatchObject({
    most_recent: true,
    owners: ['136693071363'],
    filter: [
      { name: 'name', values: [`debian-12-${release}-*`] },
      { name: 'architecture', values: [architecture] },
      { name: 'root-device-type', values: ['ebs'] },
    ],
  });
});

it('takes an image by its id without looking anything up', () => {
  const stack = synthesizeCluster({ image: MachineImage.id('ami-0a1b2c3d') });
  expect(stack.json.data).not.toHaveProperty('aws_ami');
  expect(stack.resources('aws_instance', { ami: 'ami-0a1b2c3d' })).toHaveLength(3);
});

it('tells Graviton from the others by the name of the type', () => {
  const graviton = knownInstanceTypes.filter((type) => architectureOf(type) === 'arm64');
  const families = new Set(graviton.map((type) => type.split('.')[0]));
  expect([...families].sort()).toEqual(
    [
      ...['i4g', 'i8g', 'i8ge', 'im4gn', 'is4gen', 'm6g', 'm7g', 'm8g', 'r6g', 'r7g', 'r8g', 't4g'],
    ].sort(),
  );
});
