import { capacityProblems, capacityWarnings } from '../../../cluster/capacity';
import { Security, Storage } from '../../../cluster/index';
import { capacityJson } from '../../../scripts/capacity/capacity-json';
import { plan } from '../../support/capacity-plans';

function json(changes: Parameters<typeof plan>[0] = {}): unknown {
  const of = plan(changes);
  const verdict = { plan: of, problems: capacityProblems(of), warnings: capacityWarnings(of) };
  return JSON.parse(JSON.stringify(capacityJson(verdict)));
}

it('has the gauges of both states, with shares and limits', () => {
  expect(json()).toMatchObject({
    clusterName: 'logs',
    fits: true,
    ingest: { produced: 2e6, stored: 2e6 },
    allUp: { brokersUp: 3, leaders: 20 },
    oneDown: { brokersUp: 2, leaders: 30 },
    zoneTraffic: {
      producers: expect.closeTo(4e6 / 3, 3) as number,
      replication: 4e6,
      usdPerGB: 0.02,
    },
    problems: [],
    warnings: [],
  });
  expect(json()).toHaveProperty('allUp.gauges[3]', {
    ...{ kind: 'network-in', used: 4e6, there: 156.25e6, limit: 0.8, broker: 1 },
    ...{ share: 4 / 156.25, fits: true },
  });
});

it('has what does not fit in parts and as a sentence', () => {
  const storage = Storage.st1({ volumesPerBroker: 1, sizeGiB: 300 });
  expect(json({ storage })).toMatchObject({
    fits: false,
    problems: [
      {
        path: 'storage',
        value: expect.stringMatching(/^\d+%$/) as string,
        message: expect.stringMatching(/^storage: must hold 72 hours .* Take .*\.$/) as string,
      },
    ],
  });
});

it('has nothing where there is nothing: one broker', () => {
  expect(json({ brokers: 1, topicDefaults: { replicationFactor: 1 } })).toMatchObject({
    oneDown: null,
    refill: null,
  });
});

it('has the hosts of shippers, where they are known', () => {
  expect(json()).toHaveProperty('shippers', null);
  const files = [{ pattern: '/var/log/app.log', topic: 'app' }];
  const told = json({ security: Security.tls(), shippers: [{ name: 'web', files, hosts: 635 }] });
  expect(told).toHaveProperty('shippers', {
    ...{ hosts: 635, withoutHosts: [], produceRequestsPerSecond: 1270 },
  });
  expect(told).toHaveProperty('allUp.gauges[7]', {
    ...{ kind: 'connections', used: 641, there: 6553, limit: 0.8, broker: 1 },
    ...{ share: 641 / 6553, fits: true },
  });
});
