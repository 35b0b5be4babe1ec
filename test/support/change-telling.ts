import type { ClusterChange } from '../../scripts/changing/cluster-change';

/** A change of a cluster that asks nobody for the lock, and tells each of its steps. */
export function changeTelling(tell: (text: string) => void = () => undefined): ClusterChange {
  return {
    id: 'of a test',
    signal: new AbortController().signal,
    confirm: () => Promise.resolve(tell('lock')),
    step: (_, work) => work({}),
  };
}
