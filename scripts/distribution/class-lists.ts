import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KafkaVersion } from '../../cluster/kafka-releases';
import { packageFolder } from '../../cluster/package-folder';
import { PROCESSES, type ProcessName } from '../../cluster/processes/processes';

/** Names the classes that a process of a release loads: what an archive of class data is made of. */
export interface ClassList {
  readonly process: ProcessName;
  /** Of its file in {@link CLASS_LISTS}. */
  readonly name: string;
  readonly content: Buffer;
}

/** The folder of the lists in a distribution, beside `libs`. */
export const CLASS_LISTS = 'class-lists';

export const classListName = (process: ProcessName): string => `${process}.txt`;

/** Written by scripts/generate/generate-class-lists.ts. */
export const classListFile = (version: KafkaVersion, process: ProcessName): string =>
  join(packageFolder(), 'kafka', CLASS_LISTS, version, classListName(process));

/** The lists of a release, in the order of the table of processes. */
export function classLists(version: KafkaVersion): readonly ClassList[] {
  return PROCESSES.map(({ name: process }) => ({
    process,
    name: classListName(process),
    content: readFileSync(classListFile(version, process)),
  }));
}

/** Classes that the JVM spins while it runs: a dump finds them in no jar. */
const SPUN = /^(jdk|com\/sun)\/proxy|\/\$Proxy\d|\$\$Lambda|\/0x[0-9a-f]+/;

/**
 * One list of those that several runs wrote (`java -XX:DumpLoadedClassList`), each line once, sorted:
 * what is the same in two releases or two runs looks the same.
 */
export function mergeClassLists(written: readonly string[]): string {
  const lines = written
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '' && !line.startsWith('#') && !SPUN.test(line));
  return `${[...new Set(lines)].sort().join('\n')}\n`;
}
