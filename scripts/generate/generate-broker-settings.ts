import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KAFKA_VERSIONS } from '../../cluster/kafka-releases';
import { packageFolder } from '../../cluster/package-folder';
import { ensureDistribution } from '../distribution/ensure-distribution';
import { brokerSettingFiles } from './broker-settings-files';
import { readBrokerSettings } from './read-broker-settings';

/** Writes cluster/data/ from the classes of every release. */
async function main(): Promise<void> {
  const distributions = KAFKA_VERSIONS.map((kafkaVersion) => ensureDistribution({ kafkaVersion }));
  const releases = (await Promise.all(distributions)).map(readBrokerSettings);
  for (const [name, content] of brokerSettingFiles(releases)) {
    writeFileSync(join(packageFolder(), 'cluster/data', name), content);
    console.log(`written: cluster/data/${name}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
