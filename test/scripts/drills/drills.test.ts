import { canStrike, DRILLS } from '../../../scripts/drills/drills';
import { healthy } from '../../support/cluster-states';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';
import { GOLDEN_SPECS } from '../../support/specs';

describe('the hosts that a drill strikes', () => {
  const topology = productionTopology(validSpec());

  // In this state broker 2 is the controller, and leads the quorum.
  it.each([
    ['broker-killed', ['broker-1']],
    ['controller-killed', ['broker-2']],
    ['broker-frozen', ['broker-1']],
    ['host-power-lost', ['broker-1']],
    ['host-cut-off', ['broker-1']],
    ['host-replaced', ['broker-1']],
    ['zookeeper-minority-lost', ['broker-2']],
    ['zookeeper-majority-lost', ['broker-2', 'broker-1']],
    ['disk-full', ['broker-1']],
    ['roll', ['broker-1', 'broker-2', 'broker-3']],
  ])('%s: %s', (name, expected) => {
    const drill = DRILLS.find((each) => each.name === name)!;
    expect(drill.victims(topology, healthy).map((host) => host.name)).toEqual(expected);
  });

  it('are some that it can strike', () => {
    for (const drill of DRILLS) {
      const victims = drill.victims(topology, healthy);
      expect(victims.filter((host) => !canStrike(drill, host))).toEqual([]);
    }
  });

  it('have the process that is struck: a host without a broker takes no harm to one', () => {
    const { hosts } = productionTopology(GOLDEN_SPECS['five-voters']);
    const keeper = hosts.find(({ broker }) => broker === undefined)!;
    const those = DRILLS.filter((drill) => canStrike(drill, keeper)).map(({ name }) => name);
    expect(those).toEqual([
      ...['host-power-lost', 'host-cut-off'],
      ...['zookeeper-minority-lost', 'zookeeper-majority-lost'],
    ]);
  });
});
