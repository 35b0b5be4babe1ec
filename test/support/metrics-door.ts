import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageFolder } from '../../cluster/package-folder';

const PROGRAM = join(packageFolder(), 'templates/host/metrics-door.py');

export interface MetricsDoorOptions {
  /** File of the key and the certificate that are shown. */
  readonly identity: string;
  /** Files of the authorities that are believed. */
  readonly trusted: readonly string[];
  /** The exporter's port on this machine. */
  readonly exporter: number;
  /** Who may read, by the common names of certificates. */
  readonly readers: readonly string[];
  /** Told what the program said of a connection. */
  readonly onSaid?: (words: string) => void;
}

/** The way to metrics from elsewhere, as systemd has it: a program for each connection, which is its standard input. */
export function metricsDoor(options: MetricsDoorOptions): Server {
  const { identity, trusted, exporter, readers, onSaid = () => undefined } = options;
  const words = ['-ISB', PROGRAM, identity, trusted.join(':'), `${exporter}`, ...readers];
  return createServer({ pauseOnConnect: true }, (socket) => {
    const child = spawn('python3', words, { stdio: [socket, 'ignore', 'pipe'] });
    child.once('spawn', () => socket.destroy());
    void text(child.stderr).then(onSaid);
  });
}
