/** What a command says of one of its stages once it is done. */
export interface StageTime {
  readonly title: string;
  readonly seconds: number;
}

/**
 * A line such as `✔ Brokers: 3 serve [1.9 s]`, as commands print them where there is no terminal. A check in a
 * report has a mark as well, but its name is in small letters.
 */
export function parseStage(line: string): StageTime | undefined {
  const [, title, seconds = '0'] = /^✔ ([A-Z][^:]*): .*?(?:\[(\d+\.\d) s\])?\s*$/u.exec(line) ?? [];
  return title === undefined ? undefined : { title, seconds: Number(seconds) };
}
