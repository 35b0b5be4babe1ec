import type { SecurityKind } from '../security';
import type { LogLevel } from './log-levels';

/** A kind of process that hosts run: all that those who deal with it need to know. */
export interface ProcessKind {
  /** Of its unit, its user, its group and its folders. */
  readonly name: string;
  /** In sentences. */
  readonly title: string;
  /** What a host that runs it is, in topologies and specs. */
  readonly role: string;
  /** One of them, before its id, in what its files say of themselves. */
  readonly member: string;
  /** Of its user and its group: the same on every host, since a disk may move to another. */
  readonly userId: number;
  /** The class that java starts … */
  readonly mainClass: string;
  /** … and the file that it is given, in its folder of configuration. */
  readonly settingsFile: string;
  /** Variables of its environment; what the spec says wins over them. */
  readonly environment: Readonly<Record<string, string>>;
  /** The ports that it listens on, by their ids, with their defaults; those of listeners apart. */
  readonly ports: Readonly<Record<string, number>>;
  /** Those of them that are open under one security only. */
  readonly portsUnder?: Readonly<Record<string, SecurityKind>>;
  /**
   * Its exporter of metrics: its port, the template of its configuration, and the port at which
   * a secured host lets readers in to it; there systemd listens, not the process.
   */
  readonly exporter: {
    readonly port: string;
    readonly tlsPort: string;
    readonly template: string;
  };
  /** Its folders on data disks, of which its host has so many. */
  readonly dataFolders: (disks: number) => readonly DataFolder[];
  readonly logs: LogLimits;
  /** Loggers that differ from the root's level, or have a file of their own. */
  readonly loggers: readonly Logger[];
  /**
   * Whether it has sessions in ZooKeeper, which outlive a process that is killed. Its log4j writes them
   * to a file, and a program ends them when it is gone.
   */
  readonly leavesSession: boolean;
  readonly unit: UnitFacts;
  /** On a machine that plays all hosts. */
  readonly local: {
    /** At most; enough for tests, and small next to the page cache. */
    readonly heapMiB: number;
    /** After so long a stop it is killed. */
    readonly stopSeconds: number;
  };
}

/** A folder on a data disk. */
export interface DataFolder {
  /** Below the process's own folder on a host: its first part is a mount where disks are its own. */
  readonly path: string;
  /** Its name where the folders of all processes lie side by side. */
  readonly name: string;
  /** The folder in it that the process writes to; it only reads what else is there. */
  readonly writes?: string;
}

/** How a process's log files are bounded. */
export interface LogLimits {
  /** The files, without `.log`; the first is the root logger's. */
  readonly names: readonly string[];
  /** log4j closes a file at this size … */
  readonly fileMiB: number;
  /** … and keeps at most so many closed ones of each name until logrotate takes them. */
  readonly closedFiles: number;
  /** logrotate keeps at most this much of them, compressed … */
  readonly archiveMiB: number;
  /** … and nothing older. */
  readonly archiveDays: number;
}

/** A logger whose level or file this package sets. */
export interface Logger {
  readonly name: string;
  readonly level: LogLevel;
  /** The log file that gets its lines in place of the process's first one, without `.log`. */
  readonly file?: string;
  /** An appender of the process's own template that gets its lines, too. */
  readonly alsoTo?: string;
  /** The reason for the level; stands above it on the host. */
  readonly why?: string;
}

/** What its systemd unit says of it alone. A reason stands above its value on the host. */
export interface UnitFacts {
  readonly description: string;
  readonly documentation: string;
  /** The processes that come up before it, where its host has them, and go down after it. */
  readonly startsAfter?: readonly string[];
  readonly whyDisks?: string;
  readonly restart: 'always' | 'on-failure';
  readonly whyRestart: string;
  /** @default - systemd's 90 */
  readonly stopSeconds?: number;
  readonly whyStop?: string;
  readonly openFiles: number;
  readonly whyFiles?: string;
}
