import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The oldest Java that this package runs Kafka with. */
export const OLDEST_JAVA = 17;

/**
 * The `java` to start Kafka with: that of JAVA_HOME, of the PATH, or of Homebrew (which links none),
 * the first that is new enough; undefined where there is none.
 */
export function findJava(): string | undefined {
  return findOfJavaHome('java');
}

/** The `javac` that tests compile with, found in the same places. */
export function findJavac(): string | undefined {
  return findOfJavaHome('javac');
}

const HOMEBREW_JAVA = ['/opt/homebrew/opt/openjdk@17', '/usr/local/opt/openjdk@17'];

function findOfJavaHome(program: 'java' | 'javac'): string | undefined {
  const homes = [...(process.env.JAVA_HOME ? [process.env.JAVA_HOME] : [])];
  const candidates = [
    ...homes.map((home) => join(home, 'bin', program)),
    program,
    ...HOMEBREW_JAVA.map((home) => join(home, 'bin', program)),
  ];
  return candidates.find((candidate) => {
    const { stdout, stderr } = spawnSync(candidate, ['-version'], { encoding: 'utf8' });
    return (parseJavaMajor(`${stdout ?? ''}${stderr ?? ''}`) ?? 0) >= OLDEST_JAVA;
  });
}

/** 17 in `openjdk version "17.0.15"` and in `javac 17.0.15`; 8 in `java version "1.8.0_402"`. */
export function parseJavaMajor(versionOutput: string): number | undefined {
  const [, major, minor] = /(?:version "|javac )(\d+)(?:\.(\d+))?/.exec(versionOutput) ?? [];
  return major === undefined ? undefined : Number(major === '1' ? minor : major);
}
