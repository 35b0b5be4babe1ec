import { ConfigTypes, type describeConfigsV4 } from '@platformatic/kafka';

/** One setting as a broker runs with it. */
export type EffectiveSetting = ReturnType<
  typeof describeConfigsV4.parseResponse
>['results'][number]['configs'][number];

/** Kafka shows a value in its own spelling: trimmed, a number without leading zeros. */
export function sameSetting(
  { configType }: EffectiveSetting,
  expected: string,
  found: string | null | undefined,
): boolean {
  if (found == null) return false;
  return normalize(configType, expected) === normalize(configType, found);
}

function normalize(type: EffectiveSetting['configType'], text: string): string {
  const trimmed = text.trim();
  switch (type) {
    case ConfigTypes.INT:
    case ConfigTypes.SHORT:
    case ConfigTypes.LONG:
      return /^[+-]?\d+$/.test(trimmed) ? BigInt(trimmed.replace(/^\+/, '')).toString() : trimmed;
    case ConfigTypes.DOUBLE:
      return String(Number(trimmed));
    case ConfigTypes.BOOLEAN:
      return trimmed.toLowerCase();
    case ConfigTypes.LIST:
      return trimmed
        .split(',')
        .map((item) => item.trim())
        .join(',');
    case ConfigTypes.STRING:
    case ConfigTypes.CLASS:
    case ConfigTypes.PASSWORD:
    case ConfigTypes.UNKNOWN:
      return trimmed;
  }
}
