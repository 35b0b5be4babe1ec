import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DEFAULT_KAFKA_VERSION, KAFKA_VERSIONS } from '../../cluster/kafka-releases';
import { CLASS_ARCHIVE_LOG } from '../../scripts/local/process-plans';
import { startLocalCluster } from '../../scripts/local/start-local-cluster';
import { runChecks } from '../../scripts/smoke/run-checks';
import { smokeContext } from '../../scripts/smoke/smoke-context';
import { validSpec } from '../support/spec-builder';

// The default release is started by many tests.
const OTHERS = KAFKA_VERSIONS.filter((version) => version !== DEFAULT_KAFKA_VERSION);

it.each(OTHERS)(
  'three brokers of Kafka %s run from their own jars, and pass every check',
  async (kafkaVersion) => {
    const folder = mkdtempSync(join(tmpdir(), 'older-releases-'));
    const brokerSettings = { 'group.initial.rebalance.delay.ms': 0 };
    const cluster = await startLocalCluster({
      spec: validSpec({ kafkaVersion, brokerSettings }),
      folder,
    });
    try {
      for (const { paths } of cluster.topology.hosts) {
        expect(paths.distribution).toContain(`kafka-${kafkaVersion}-`);
      }
      const patient = { settleMs: 600_000, limitMs: 600_000 };
      const { results } = await runChecks(smokeContext(cluster.topology), patient);
      expect(results.filter(({ passed }) => !passed)).toEqual([]);
      expect(results.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['settings-effective', 'round-trip', 'consumer-group']),
      );
      for (const { archive, ownLog } of cluster.processes()) {
        const said = readFileSync(join(dirname(ownLog), CLASS_ARCHIVE_LOG), 'utf8');
        expect(said).toContain(`Opened archive ${archive}.`);
      }
    } finally {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
