import of3_9_2 from './broker-settings-3.9.2.json';
import of3_9_1 from './broker-settings-3.9.1.json';
import of3_8_1 from './broker-settings-3.8.1.json';
import type { KafkaVersion } from '../kafka-releases';

// Written by `npm run generate:broker-settings` from the classes of each release.

/** What Kafka's classes say of their broker settings, by release. */
export const BROKER_SETTING_TABLES = {
  '3.9.2': of3_9_2,
  '3.9.1': of3_9_1,
  '3.8.1': of3_8_1,
} satisfies Readonly<Record<KafkaVersion, object>>;
