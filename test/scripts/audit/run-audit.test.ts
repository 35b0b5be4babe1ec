import { statSync } from 'node:fs';
import { createTopicsV7, deleteTopicsV6 } from '@platformatic/kafka';
import { SHIPPER_REPORTS_TOPIC } from '../../../cluster/shippers/resolve-shippers';
import { bootstrapServers } from '../../../cluster/topology';
import type { Audit } from '../../../scripts/audit/audit';
import { MINUTE_MS } from '../../../scripts/audit/judge-audit';
import { runAudit } from '../../../scripts/audit/run-audit';
import { useLiveCluster } from '../../support/live-cluster';
import { LogHost, numbered, storedLines } from '../../support/shipped-logs';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

const TOPIC = 'audited';
let cluster: SmokeCluster;
let host: LogHost;
const beganMs = Date.now();

useLiveCluster((live) => (cluster = live));
beforeAll(async () => {
  await makeTopic(SHIPPER_REPORTS_TOPIC);
  await makeTopic(TOPIC);
  host = new LogHost(bootstrapServers(cluster.topology), TOPIC, {
    ...{ auditTopic: SHIPPER_REPORTS_TOPIC, reportSeconds: 1 },
  });
});
afterAll(() => host.remove());

async function makeTopic(name: string) {
  const topic = { name, numPartitions: 3, replicationFactor: 3, assignments: [], configs: [] };
  await cluster.askController((controller) =>
    controller.ask(createTopicsV7.api, [topic], 30_000, false),
  );
}

const audit = (): Promise<Audit> =>
  cluster.withKafka((brokers) =>
    runAudit(brokers, {
      fromMs: Math.floor(beganMs / MINUTE_MS) * MINUTE_MS,
      toMs: Date.now() + MINUTE_MS,
      expected: [],
      onTrouble: () => undefined,
      signal: new AbortController().signal,
    }),
  );

// Each goes on where the one before has ended.
it('does not know before all is reported, and then finds each line', async () => {
  host.write(numbered(0, 2_000));
  host.start();
  await host.untilSent(2_000);
  expect((await audit()).verdict).toBe('unknown');
  await host.end();
  const { verdict, files } = await audit();
  expect(verdict).toBe('equal');
  expect(files).toMatchObject([
    { host: 'web-1', file: host.log, produced: 2_000, stored: 2_000, missing: [], bytesToGo: 0 },
  ]);
});

it('names all bytes where the topic was made anew, and none once they were sent again', async () => {
  await cluster.askController((controller) =>
    controller.ask(deleteTopicsV6.api, [{ name: TOPIC }], 30_000),
  );
  // Its name is free once all brokers have let it go.
  await until('it is made anew', () =>
    makeTopic(TOPIC).then(
      () => true,
      () => false,
    ),
  );
  const { verdict, files } = await audit();
  expect(verdict).toBe('missing');
  const size = statSync(host.log).size;
  expect(files[0]!.missing).toMatchObject([{ bytes: [0, size] }]);
  const { generation } = files[0]!.missing[0]!;
  await host.ask('send', host.log, String(generation), '0', String(size));
  expect(await storedLines(host.servers, TOPIC)).toHaveLength(2_000);
  expect((await audit()).verdict).toBe('equal');
});
