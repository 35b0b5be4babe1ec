import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../cluster/errors';

const PROGRAM = '/usr/sbin/rsyslogd';
const MODULE = '/usr/lib/x86_64-linux-gnu/rsyslog/omkafka.so';

/** @throws UserError where this machine lacks it */
export function requireRsyslog(): void {
  if (existsSync(PROGRAM) && existsSync(MODULE)) return;
  throw new UserError(
    'rsyslog: must be there with omkafka. Run: apt-get install rsyslog rsyslog-kafka',
  );
}

/** Debian's rsyslog, which follows a file and sends its lines through omkafka, set up to lose as little as it can. */
export class Rsyslog {
  readonly folder = mkdtempSync(join(tmpdir(), 'rsyslog-'));
  private child: ChildProcess | undefined;

  constructor(
    log: string,
    private readonly to: { readonly servers: string; readonly topic: string },
  ) {
    mkdirSync(join(this.folder, 'spool'));
    writeFileSync(join(this.folder, 'rsyslog.conf'), this.configuration(log));
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const words = ['-n', '-f', join(this.folder, 'rsyslog.conf'), '-i', join(this.folder, 'pid')];
    // One that was killed leaves it there.
    rmSync(join(this.folder, 'pid'), { force: true });
    const told = openSync(join(this.folder, 'told'), 'a');
    this.child = spawn(PROGRAM, words, { stdio: ['ignore', told, told] });
    closeSync(told);
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * A queue on the disk between reading and sending, kept at a stop; failed lines are tried again for ever; all
   * in-sync replicas acknowledge, and no line twice for one that was retried.
   */
  private configuration(log: string): string {
    const { servers, topic } = this.to;
    const quoted = servers.split(',').map((server) => `"${server}"`);
    const kafka = [
      ...['enable.idempotence=true', 'compression.codec=lz4', 'queue.buffering.max.ms=50'],
      ...['queue.buffering.max.messages=10000', 'socket.keepalive.enable=true'],
      'message.timeout.ms=300000',
    ];
    return `global(workDirectory="${this.folder}/spool" maxMessageSize="1m")
module(load="imfile" mode="inotify")
module(load="omkafka")
template(name="line" type="string" string="%msg%")
input(type="imfile" file="${log}" tag="app" ruleset="ship" freshStartTail="off"
  persistStateInterval="100" persistStateAfterSubmission="on")
ruleset(name="ship" queue.type="Disk" queue.filename="ship" queue.size="5000000" queue.maxDiskSpace="2g"
  queue.maxFileSize="16m" queue.checkpointInterval="100" queue.saveOnShutdown="on"
  queue.timeoutShutdown="10000" queue.dequeueBatchSize="1024") {
  action(type="omkafka" broker=[${quoted.join(',')}] topic="${topic}" template="line" partitions.auto="on"
    confParam=[${kafka.map((each) => `"${each}"`).join(',')}] topicConfParam=["acks=-1"]
    resubmitOnFailure="on" keepFailedMessages="on" failedMsgFile="${this.folder}/spool/failed"
    closeTimeout="30000" action.resumeRetryCount="-1" action.resumeInterval="5" action.resumeIntervalMax="60")
}
`;
  }
}
