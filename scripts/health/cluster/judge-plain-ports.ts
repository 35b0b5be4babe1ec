import type { Finding, JudgedCluster } from './judged-cluster';
import type { PlainPort } from './read-plain-ports';
import { someOf } from './some-of';

type Judged = JudgedCluster<'plainPorts'>;

/** A cluster whose spec asks for TLS lets nobody in without it. */
export function judgePlainPorts({ state: { plainPorts = [] } }: Judged): readonly Finding[] {
  const open = plainPorts.filter(({ isOfSpec }) => !isOfSpec);
  if (open.length === 0) return [];
  return [
    {
      path: PATH,
      rule: 'be closed, as the spec has TLS',
      value: describePorts(open),
      remedy: 'Whoever reaches one may do everything: `converge` closes them',
    },
  ];
}

/** Where the spec leaves them open for clients that are not moved yet, nobody should forget it. */
export function judgeAlsoPlaintext({ state: { plainPorts = [] } }: Judged): readonly Finding[] {
  const open = plainPorts.filter(({ isOfSpec }) => isOfSpec);
  if (open.length === 0) return [];
  return [
    {
      path: PATH,
      rule: 'be closed in the end: whoever reaches one may do everything',
      value: `${describePorts(open)}, open by security.alsoPlaintext`,
      remedy: 'Take alsoPlaintext out of the spec when every client has moved',
    },
  ];
}

const PATH = 'The ports without TLS';

function describePorts(open: readonly PlainPort[]): string {
  return someOf(open.map(({ host, door, port }) => `${door} of ${host} (${port})`));
}
