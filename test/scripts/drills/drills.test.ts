import { DRILLS } from '../../../scripts/drills/drills';
import { healthy } from '../../support/cluster-states';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';

describe('the hosts that a drill strikes', () => {
  const topology = productionTopology(validSpec());

  // In this state broker 2 is the controller, and leads the quorum.
  it.each([
    ['broker-killed', ['broker-1']],
    ['controller-killed', ['broker-2']],
    ['broker-frozen', ['broker-1']],
    ['host-power-lost', ['broker-1']],
    ['host-cut-off', ['broker-1']],
    ['zookeeper-minority-lost', ['broker-2']],
    ['zookeeper-majority-lost', ['broker-2', 'broker-1']],
    ['disk-full', ['broker-1']],
  ])('%s: %s', (name, expected) => {
    const drill = DRILLS.find((each) => each.name === name)!;
    expect(drill.victims(topology, healthy).map((host) => host.name)).toEqual(expected);
  });

  it('have the process that is struck', () => {
    for (const { fault, victims } of DRILLS) {
      for (const host of victims(topology, healthy)) {
        expect('role' in fault ? host[fault.role!] : host).toBeDefined();
      }
    }
  });
});
