import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import {
  settingsJson,
  settingValuesSource,
  type BrokerSettingFacts,
} from './broker-settings-files';

const [distribution] = process.argv.slice(2);
if (distribution === undefined) {
  throw new Error('usage: npm run generate:broker-settings -- <folder of a Kafka distribution>');
}

const program = join(packageFolder(), 'scripts/generate/BrokerSettings.java');
const printed = execFileSync('java', ['-cp', join(distribution, 'libs', '*'), program], {
  encoding: 'utf8',
});
const facts = JSON.parse(printed) as BrokerSettingFacts;
const data = join(packageFolder(), 'cluster/data');
writeFileSync(join(data, `broker-settings-${facts.kafkaVersion}.json`), settingsJson(facts));
writeFileSync(join(data, 'broker-setting-values.ts'), settingValuesSource(facts));
console.log(`Kafka ${facts.kafkaVersion}: ${facts.settings.length} settings written to ${data}`);
