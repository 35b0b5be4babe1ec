import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findJava, findJavac } from './java';

/** A program that the machine must have. */
export interface Tool {
  /** As a person calls it. */
  readonly name: string;
  /** Debian's and Ubuntu's package, given the Java that the release has. */
  readonly apt: (javaMajor: number) => string;
  /** Homebrew's formula; undefined where a Mac can't have it and its tests are left out. */
  readonly brew?: string;
  readonly isInstalled: () => boolean;
}

/**
 * What the tools are for: `run` a local cluster, run the `test`s of this package as well, make a `tree`
 * of Debian, boot the hosts of the `lab`, `watch` a cluster as those do who run one, `browse` pages, or
 * look at a `terminal`.
 */
export type Purpose = 'run' | 'test' | 'tree' | 'lab' | 'watch' | 'browse' | 'terminal';

const JAVA: Tool = {
  name: 'Java 17 or newer',
  apt: (major) => `openjdk-${major}-jre-headless`,
  brew: 'openjdk@17',
  isInstalled: () => findJava() !== undefined,
};

const MAVEN: Tool = {
  name: 'Maven',
  apt: () => 'maven',
  brew: 'maven',
  isInstalled: () => isOnPath('mvn'),
};

const JDK: Tool = {
  name: "Java's compiler",
  apt: (major) => `openjdk-${major}-jdk-headless`,
  brew: 'openjdk@17',
  isInstalled: () => findJavac() !== undefined,
};

const LOGROTATE: Tool = {
  name: 'logrotate',
  apt: () => 'logrotate',
  brew: 'logrotate',
  isInstalled: () => isOnPath('logrotate'),
};

const SYSTEMD_ANALYZE: Tool = {
  name: 'systemd-analyze',
  apt: () => 'systemd',
  isInstalled: () => isOnPath('systemd-analyze'),
};

/** A program of the lab, by the Debian package that has it; a Mac can't boot hosts. */
const labTool = (program: string, aptPackage: string): Tool => ({
  name: program,
  apt: () => aptPackage,
  isInstalled: () => isOnPath(program),
});

const MMDEBSTRAP = labTool('mmdebstrap', 'mmdebstrap');

const LAB: readonly Tool[] = [
  MMDEBSTRAP,
  labTool('systemd-nspawn', 'systemd-container'),
  labTool('dnsmasq', 'dnsmasq-base'),
  labTool('nft', 'nftables'),
  labTool('ip', 'iproute2'),
  labTool('ssh', 'openssh-client'),
  labTool('openssl', 'openssl'),
  labTool('python3', 'python3-venv'),
  { ...labTool('python3-venv', 'python3-venv'), isInstalled: hasVenv },
];

const SSHD: Tool = {
  name: 'sshd',
  apt: () => 'openssh-server',
  // In /usr/sbin; a Mac has it.
  isInstalled: () => isOnPath('sshd'),
};

/** A program of one name with its packages. */
const program = (name: string): Tool => ({
  name,
  apt: () => name,
  brew: name,
  isInstalled: () => isOnPath(name),
});

/** The client of librdkafka that secured clusters are shown with. */
const KCAT = program('kcat');

/** What the shipper of logs runs on: Debian's own, which is not on the PATH. */
const PYTHON_KAFKA: Tool = {
  name: "librdkafka's Python",
  apt: () => 'python3-confluent-kafka',
  isInstalled: () =>
    spawnSync('/usr/bin/python3', ['-c', 'import confluent_kafka'], { stdio: 'ignore' }).status ===
    0,
};

/** What judges the alerts; it comes with Debian's Prometheus. */
const PROMTOOL = labTool('promtool', 'prometheus');

/** What judges the program of the hosts. */
const SHELLCHECK = program('shellcheck');

/** What the CI jobs post a review with. */
const CI_JOBS: readonly Tool[] = ['gh', 'curl', 'jq'].map(program);

const TOOLS: Readonly<Record<Purpose, readonly Tool[]>> = {
  run: [JAVA, MAVEN],
  test: [
    ...[JAVA, MAVEN, JDK, LOGROTATE, SYSTEMD_ANALYZE, SHELLCHECK, SSHD, KCAT],
    PYTHON_KAFKA,
    ...[...CI_JOBS, PROMTOOL],
  ],
  tree: [MMDEBSTRAP],
  lab: [JAVA, MAVEN, ...LAB],
  watch: ['prometheus', 'prometheus-alertmanager', 'prometheus-node-exporter'].map((name) =>
    labTool(name, name),
  ),
  browse: [program('chromium')],
  terminal: [program('tmux')],
};

/** The tools that a purpose needs on this platform. */
export function toolsFor(
  purpose: Purpose,
  platform: NodeJS.Platform = process.platform,
): readonly Tool[] {
  return TOOLS[purpose].filter(({ brew }) => platform !== 'darwin' || brew !== undefined);
}

/** Debian's python3 has the module, but not what it makes an environment from. */
function hasVenv(): boolean {
  return spawnSync('python3', ['-c', 'import ensurepip, venv'], { stdio: 'ignore' }).status === 0;
}

/** Looked up, not run: Maven takes half a second to say its version. */
function isOnPath(program: string): boolean {
  // Debian keeps logrotate in /usr/sbin, which is not on everyone's PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
