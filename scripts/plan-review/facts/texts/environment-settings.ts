import { jsonIn } from '../../../terraform-plan/json-value';
import { isValues } from '../../../terraform-plan/values';
import { formatPropertyValue } from '../../../../cluster/settings/java-properties';
import { knownBrokerSetting } from '../../../../cluster/settings/known-broker-settings';

/**
 * The broker settings that containers are given as environment variables, as text of server.properties:
 * lists of name and value as in Kubernetes and ECS, lists of `NAME=value` as in Docker, and maps.
 */
export function environmentSettings(value: unknown): string {
  const lines = new Map<string, string>();
  gather(value, lines, 0);
  return [...lines].map(([key, set]) => `${key}=${formatPropertyValue(set)}\n`).join('');
}

/**
 * The setting that an environment variable of Kafka's images stands for: `KAFKA_BROKER_ID`, and
 * `KAFKA_CFG_BROKER_ID` of Bitnami's. Undefined where it is none of Kafka's.
 */
export function settingOfVariable(name: string): string | undefined {
  const [, words] = /^KAFKA_(?:CFG_)?([A-Z][A-Z\d_]*)$/.exec(name) ?? [];
  if (words === undefined) return undefined;
  const key = words
    .toLowerCase()
    .replaceAll('___', '-')
    .replaceAll('__', '\0')
    .replaceAll('_', '.')
    .replaceAll('\0', '_');
  return knownBrokerSetting(undefined, key) ? key : undefined;
}

const DEEPEST = 12;

function gather(value: unknown, lines: Map<string, string>, depth: number): void {
  if (depth > DEEPEST) return;
  if (typeof value === 'string') return gatherText(value, lines, depth);
  if (Array.isArray(value)) return value.forEach((item) => gather(item, lines, depth + 1));
  if (!isValues(value)) return;
  add(lines, value.name, value.value);
  for (const [key, inner] of Object.entries(value)) {
    add(lines, key, inner);
    gather(inner, lines, depth + 1);
  }
}

function gatherText(text: string, lines: Map<string, string>, depth: number): void {
  const [, name, set] = /^(KAFKA_[A-Z\d_]+)=(.*)$/.exec(text) ?? [];
  add(lines, name, set);
  if (text.includes('KAFKA_')) gather(jsonIn(text), lines, depth + 1);
}

function add(lines: Map<string, string>, name: unknown, value: unknown): void {
  const key = typeof name === 'string' ? settingOfVariable(name) : undefined;
  if (key === undefined || !['string', 'number', 'boolean'].includes(typeof value)) return;
  lines.set(key, String(value));
}
