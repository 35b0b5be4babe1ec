/** What a setting can hold; a list is written as Kafka and ZooKeeper read it, joined by commas. */
export type SettingValue = string | number | boolean | readonly string[];

/** One line of server.properties or zoo.cfg. */
export interface SettingLine {
  readonly key: string;
  readonly value: string;
  /** What stands above it; empty where there is nothing to say. */
  readonly comment: string;
}

/** Lines under one heading. */
export interface SettingSection {
  readonly title: string;
  readonly lines: readonly SettingLine[];
}

/** The value as a configuration file spells it. */
export function settingText(value: SettingValue): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** These sections with the settings of the spec: in place of their own lines, or as one section more. */
export function withSettingsOfSpec(
  sections: readonly SettingSection[],
  settings: object,
): readonly SettingSection[] {
  const ofSpec = new Map(
    Object.entries<SettingValue>({ ...settings }).map(([key, value]) => [key, settingText(value)]),
  );
  const own = sections.map(({ title, lines }) => ({
    title,
    lines: lines.map((line) => {
      const value = ofSpec.get(line.key);
      ofSpec.delete(line.key);
      return value === undefined ? line : { ...line, value, comment: 'Set in the spec.' };
    }),
  }));
  const added = [...ofSpec].map(([key, value]) => ({ key, value, comment: '' }));
  return added.length === 0
    ? own
    : [...own, { title: 'Further settings of the spec', lines: added }];
}

/** A line with what its looks need. */
export interface PrintedLine extends SettingLine {
  readonly blankBefore: boolean;
}

/** A section as templates take it. */
export interface PrintedSection {
  readonly title: string;
  readonly lines: readonly PrintedLine[];
}

/** Blank lines so that a comment stands with its own setting, and settings without one together. */
export function inParagraphs({ title, lines }: SettingSection): PrintedSection {
  return {
    title,
    lines: lines.map((line, index) => ({
      ...line,
      blankBefore: line.comment !== '' || lines[index - 1]?.comment !== '',
    })),
  };
}
