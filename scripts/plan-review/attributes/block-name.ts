import { isValues } from '../../terraform-plan/values';

const NAMES = ['name', 'device_name', 'id', 'sid', 'key', 'label', 'role'];

/** By what a nested block is known among its like; undefined where only its place tells. */
export function nameOf(block: unknown): unknown {
  const key = isValues(block) ? NAMES.find((name) => typeof block[name] === 'string') : undefined;
  return key === undefined ? undefined : (block as Record<string, unknown>)[key];
}
