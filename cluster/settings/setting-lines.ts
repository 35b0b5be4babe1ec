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

/** These sections with the settings of a site: in place of their own lines, or as one section more. */
export function withSettingsOfSite(
  sections: readonly SettingSection[],
  settings: readonly SettingLine[],
): readonly SettingSection[] {
  return withLines(sections, settings, 'Only on a local cluster');
}

/** These sections with the settings of the spec: in place of their own lines, or as one section more. */
export function withSettingsOfSpec(
  sections: readonly SettingSection[],
  settings: object,
): readonly SettingSection[] {
  const isOwn = (key: string) => sections.some(({ lines }) => lines.some((own) => own.key === key));
  const lines = Object.entries<SettingValue>({ ...settings }).map(([key, value]) => ({
    key,
    value: settingText(value),
    comment: isOwn(key) ? 'Set in the spec.' : '',
  }));
  return withLines(sections, lines, 'Further settings of the spec');
}

/** These sections with lines in place of theirs with the same key; what is left, under a title of its own. */
function withLines(
  sections: readonly SettingSection[],
  lines: readonly SettingLine[],
  title: string,
): readonly SettingSection[] {
  const left = new Map(lines.map((line) => [line.key, line]));
  const own = sections.map((section) => ({
    title: section.title,
    lines: section.lines.map((line) => {
      const other = left.get(line.key);
      left.delete(line.key);
      return other ?? line;
    }),
  }));
  return left.size === 0 ? own : [...own, { title, lines: [...left.values()] }];
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
