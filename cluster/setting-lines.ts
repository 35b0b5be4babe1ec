/** What a setting can hold; a list is written as Kafka and ZooKeeper read it, joined by commas. */
export type SettingValue = string | number | boolean | readonly string[];

/** One line of server.properties or zoo.cfg. */
export interface SettingLine {
  readonly key: string;
  readonly value: string;
  /** What stands above it; empty where there is nothing to say. */
  readonly comment: string;
}

/** The value as a configuration file spells it. */
export function settingText(value: SettingValue): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** Settings of a spec, of which each is used once: by the row that it replaces, or as a further one. */
export class SpecSettings {
  private readonly unused: Map<string, SettingValue>;

  constructor(settings: object) {
    this.unused = new Map(Object.entries<SettingValue>({ ...settings }));
  }

  /** The line of the spec for this key, if it has one. */
  take(key: string): SettingLine | undefined {
    const value = this.unused.get(key);
    this.unused.delete(key);
    return value === undefined
      ? undefined
      : { key, value: settingText(value), comment: 'Set in the spec.' };
  }

  /** The lines of the spec that no row has taken. */
  takeRest(): readonly SettingLine[] {
    return [...this.unused.keys()]
      .map((key) => this.take(key))
      .filter((line) => line !== undefined);
  }
}
