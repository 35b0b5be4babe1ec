import { renderHost } from '../../cluster/host-files';
import type { Topology } from '../../cluster/topology';
import type { HostShells } from '../../scripts/hosts/host-shell';

export interface RenderedHostsOptions {
  /** A file that is an older one, on one of the hosts. */
  readonly older?: { readonly host: string; readonly path: string } | undefined;
  /** What the host's own program prints when it has fetched its files. @default '' */
  readonly pulled?: string;
}

/** Hosts that have the files of the spec and run with them, and note what they are told to change. */
export function renderedHosts(
  topology: Topology,
  { older, pulled = '' }: RenderedHostsOptions = {},
): { readonly shells: HostShells; readonly changes: string[] } {
  const changes: string[] = [];
  const filesOf = (name: string) =>
    renderHost(
      topology,
      topology.hosts.find((each) => each.name === name)!,
    ).map((file) => ({
      ...file,
      ...(older?.host === name && older.path === file.path && { sha256: '0'.repeat(64) }),
    }));
  const answers: Readonly<Record<string, (name: string) => string>> = {
    'cdktf-kafka-host status': () => 'state ready\n',
    'sha256sum --': (name) =>
      filesOf(name)
        .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
        .join(''),
    'stat --format=%a %n': (name) =>
      filesOf(name)
        .map(({ path, mode }) => `${mode.toString(8)} ${path}\n`)
        .join(''),
    'systemctl show': () => 'ActiveState=active\nNRestarts=0\n',
  };
  const of = (name: string) => ({
    name,
    run: ([program = '', ...words]: readonly string[]) => {
      const command = `${program.split('/').at(-1)} ${words[0]}`;
      const answer = answers[command]?.(name);
      if (answer === undefined) changes.push([`${name}: ${command}`, ...words.slice(1)].join(' '));
      const stdout = answer ?? (command === 'cdktf-kafka-host pull' ? pulled : '');
      return Promise.resolve({ code: 0, stdout, stderr: '' });
    },
    read: () => Promise.resolve('an older one\n'),
    write: (path: string) => {
      changes.push(`${name}: write ${path}`);
      return Promise.resolve();
    },
    forward: () => Promise.reject(new Error('no port is asked for')),
  });
  return { shells: { of, close: () => Promise.resolve() }, changes };
}
