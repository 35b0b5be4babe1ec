import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { ensureDistribution } from '../distribution/ensure-distribution';
import { settingsJson, settingValuesSource } from './broker-settings-files';
import { readBrokerSettings } from './read-broker-settings';

/** Writes the table from the distribution named on the command line, or from the pinned one. */
async function main([distribution]: readonly string[]): Promise<void> {
  const facts = readBrokerSettings(distribution ?? (await ensureDistribution()));
  const data = join(packageFolder(), 'cluster/data');
  writeFileSync(join(data, `broker-settings-${facts.kafkaVersion}.json`), settingsJson(facts));
  writeFileSync(join(data, 'broker-setting-values.ts'), settingValuesSource(facts));
  console.log(`Kafka ${facts.kafkaVersion}: ${facts.settings.length} settings written to ${data}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
