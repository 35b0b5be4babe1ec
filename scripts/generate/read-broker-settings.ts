import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { findJava } from '../prerequisites/java';
import type { BrokerSettingFacts } from './broker-settings-files';

/** Asks the classes of a Kafka distribution, the folder that holds `libs/`, for its broker settings. */
export function readBrokerSettings(distribution: string): BrokerSettingFacts {
  const program = join(packageFolder(), 'scripts/generate/BrokerSettings.java');
  const classPath = join(distribution, 'libs', '*');
  const printed = execFileSync(findJava() ?? 'java', ['-cp', classPath, program], {
    encoding: 'utf8',
  });
  return JSON.parse(printed) as BrokerSettingFacts;
}
