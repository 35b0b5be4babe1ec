import { MachineImage, Storage, Zookeeper } from '../../../stacks/index';
import { spread } from '../../support/capacity-plans';
import { validSpec } from '../../support/spec-builder';
import { problemsOf } from '../../support/synthesized';

const onOwnHosts = (instanceType: string) =>
  Zookeeper.onOwnHosts({
    instanceType,
    members: [1, 2, 3].map((id, index) => ({ id, rack: 'abc'.charAt(index) })),
  });

it.each(['d2.2xlarge', 'h1.2xlarge', 'i3.2xlarge'])(
  'refuses %s, on which a volume can’t be told by its id',
  (instanceType) => {
    const spec = validSpec({
      instanceType,
      storage: Storage.instanceStore(),
      zookeeper: onOwnHosts('m5.large'),
    });
    expect(problemsOf({ spec })).toEqual([
      `instanceType: must be of a family on Nitro: before it, a host can’t tell a volume by its id, got '${instanceType}'. Take a newer family, such as 'd3', 'i3en' or 'r7i'.`,
    ]);
  },
);

describe('one image for hosts of two architectures', () => {
  const spec = validSpec({ instanceType: 'r7g.xlarge', zookeeper: onOwnHosts('m5.large') });

  it('is refused', () => {
    expect(problemsOf({ spec, image: MachineImage.id('ami-0a1b2c3d') })).toEqual([
      "image: must be of the architecture of all hosts, which have two, got 'r7g.xlarge, m5.large'. Take instance types of one architecture, or MachineImage.debian12(), which has both.",
    ]);
  });

  it('is no problem where it is looked up for each', () => {
    expect(problemsOf({ spec })).toEqual([]);
  });
});

describe('more hosts in a zone than a spread group holds', () => {
  const members = [1, 2, 3].map((id) => ({ id, broker: id }));
  const spec = validSpec({ brokers: spread(24), zookeeper: Zookeeper.onBrokers({ members }) });

  it('are refused', () => {
    expect(problemsOf({ spec })).toEqual(
      ['a', 'b', 'c'].map(
        (rack) =>
          `placement: must be another than 'spread' for more than 7 hosts in a zone, got '8 in ${rack}'. Take 'partition'; standing hosts keep theirs until they are replaced.`,
      ),
    );
  });

  it('are taken in partitions', () => {
    expect(problemsOf({ spec, placement: 'partition' })).toEqual([]);
  });
});
