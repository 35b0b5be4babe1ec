import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import type { FollowedShell, FollowedShells } from '../hosts/host-shell';

const RUN_LIMIT_MS = 30_000;

/** This machine as each of a local cluster's hosts: their files lie here, and their processes run here. */
export const machineShells: FollowedShells = {
  of: (name): FollowedShell => ({
    name,
    run: async ([program = '', ...words], { input = '', limitMs = RUN_LIMIT_MS } = {}) => {
      const child = spawn(program, words, { timeout: limitMs });
      child.stdin.on('error', () => undefined).end(input);
      const [stdout, stderr, [code]] = await Promise.all([
        buffer(child.stdout),
        buffer(child.stderr),
        once(child, 'close') as Promise<[number | null]>,
      ]);
      return { code: code ?? 128, stdout: stdout.toString(), stderr: stderr.toString() };
    },
    start: ([program = '', ...words]) => {
      const child = spawn(program, words);
      child.stdin.on('error', () => undefined);
      const ended = Promise.all([
        buffer(child.stderr),
        once(child, 'close') as Promise<[number | null]>,
      ]).then(([stderr, [code]]) => ({ code: code ?? 128, stdout: '', stderr: stderr.toString() }));
      return Promise.resolve({ stdout: child.stdout, ended, end: () => void child.stdin.end() });
    },
    read: () => Promise.reject(new Error('a local cluster is read where it lies')),
    write: () => Promise.reject(new Error('a local cluster is written where it lies')),
    forward: (address, port) => Promise.resolve({ host: address, port }),
  }),
  close: () => Promise.resolve(),
};
