import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { shellCommand } from '../../scripts/hosts/command-words';
import { exec } from './exec';
import { inLab, type Lab } from './start-lab';

/** What a command on a host said, on both of its outputs, and how it ended. */
export interface SaidOverSsh {
  readonly code: number | null;
  readonly said: string;
}

/** Runs a script on a host as its operator does: over SSH, as root. */
export async function runOverSsh(
  lab: Lab,
  hostName: string,
  script: string,
  input: string | Buffer = '',
): Promise<SaidOverSsh> {
  const { address } = lab.host(hostName).instance;
  const [program = '', ...args] = inLab(lab.place, [
    ...['ssh', '-i', lab.place.sshKey, '-o', 'StrictHostKeyChecking=no', '-o', 'LogLevel=ERROR'],
    ...['-o', 'UserKnownHostsFile=/dev/null', `admin@${address}`],
    shellCommand(['sudo', 'sh', '-c', script]),
  ]);
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => said.push(data));
  }
  // Where it ends before it has read all of it, its exit code says so.
  child.stdin.on('error', () => undefined).end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said: Buffer.concat(said).toString() };
}

/** Copies a folder to a host, by its whole name there. */
export async function copyOverSsh(
  lab: Lab,
  hostName: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const packed = await exec(['sh', '-c', 'tar -C "$1" -cz . | base64', 'sh', from]);
  const script = `rm -rf ${to}; mkdir -p ${to} && tar -C ${to} -xz --no-same-owner`;
  const { code, said } = await runOverSsh(lab, hostName, script, Buffer.from(packed, 'base64'));
  if (code !== 0) throw new Error(`${hostName}: ${to}: ${said}`);
}
