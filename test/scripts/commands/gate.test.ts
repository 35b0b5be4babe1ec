import { gateTolerance } from '../../../scripts/commands/gate';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();

describe('what a gate of a deploy lets pass', () => {
  it('is nothing by itself', () => {
    expect(gateTolerance(topology, {})).toEqual({});
  });

  it('before a host: that host, and that later ones are not there yet', () => {
    expect(gateTolerance(topology, { before: 'broker-2' })).toEqual({
      apartFrom: 'broker-2',
      notYet: ['broker-2', 'broker-3'],
    });
  });

  it('after a host: that later ones are not there yet', () => {
    expect(gateTolerance(topology, { after: 'broker-2' })).toEqual({
      apartFrom: undefined,
      notYet: ['broker-3'],
    });
  });

  it('is refused for a host that the cluster does not have', () => {
    expect(() => gateTolerance(topology, { after: 'broker-9' })).toThrow(
      "gate: must name a host of the cluster, got 'broker-9'. There are broker-1, broker-2, broker-3.",
    );
  });
});
