/** Why some keys may not stand in `brokerSettings` or `zookeeperSettings`. */
export interface ReservedSetting {
  /** The field of the spec that decides instead; left out where nothing is left to decide. */
  readonly governedBy?: string;
  /** As the end of "must be left out, as …". */
  readonly reason: string;
}

/** Keys that are reserved for one reason; a `*` at the end stands for any further letters. */
export interface ReservedSettings extends ReservedSetting {
  readonly keys: readonly string[];
}

/** Whether a key is the one named, or of a pattern that ends with `*`. */
export function matchesKey(key: string, pattern: string): boolean {
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}
