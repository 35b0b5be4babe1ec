import type { BootedHost } from './hosts/booted-host';
import { waitUntil } from './exec';

/** What `cdktf-kafka-host status` says. */
export interface HostStatus {
  readonly state: string;
  readonly message: string;
  readonly remedy: string;
  readonly files: readonly { wanted: string; found: string; path: string }[];
  /** The digest that each file had when a unit started. */
  readonly started: readonly { unit: string; digest: string; path: string }[];
}

export async function readHostStatus(host: BootedHost): Promise<HostStatus> {
  const text = await host.inside(['/usr/local/sbin/cdktf-kafka-host', 'status']);
  const lines = text.split('\n');
  const all = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    state: all('state')[0] ?? '',
    message: all('message')[0] ?? '',
    remedy: all('remedy')[0] ?? '',
    files: all('file').map((line) => {
      const [wanted = '', found = '', path = ''] = line.split(' ');
      return { wanted, found, path };
    }),
    started: all('started').map((line) => {
      const [unit = '', digest = '', path = ''] = line.split(' ');
      return { unit, digest, path };
    }),
  };
}

/** The state file alone: on a host that was refused at its first boot there is no program yet. */
export async function readHostState(host: BootedHost): Promise<string> {
  return host.inside(['cat', '/run/cdktf-kafka/status']).catch(() => '');
}

/** Waits for a state, and for words in its message. */
export async function waitForHostState(
  host: BootedHost,
  state: string,
  words = '',
): Promise<string> {
  let last = '';
  await waitUntil(
    `${host.instance.id} to be ${state} ${words}`,
    async () => {
      last = await readHostState(host);
      return last.startsWith(`state ${state}\n`) && last.includes(words);
    },
    { everyMs: 1_000 },
  ).catch((error: Error) => {
    throw new Error(`${error.message}; its state was:\n${last}`);
  });
  return last;
}

/** The processes that run with a class archive, as the kernel says. */
export async function mappedClassArchives(host: BootedHost): Promise<readonly string[]> {
  const script = `for unit in kafka zookeeper; do
    cat "/proc/$(systemctl show --value --property=MainPID $unit)/maps"
  done | grep --only-matching 'class-archives/[a-z]*' | cut -d/ -f2 | sort -u`;
  return (await host.inside(['bash', '-c', script])).split('\n').filter(Boolean);
}
