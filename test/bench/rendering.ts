import { renderHost } from '../../cluster/host-files';
import { Storage, Zookeeper, type KafkaClusterSpec } from '../../cluster/index';
import { productionSite } from '../../cluster/production-site';
import { layOut } from '../../cluster/topology';
import { resolveValidSpec } from '../../cluster/validate-spec';
import { validSpec } from '../support/spec-builder';
import type { BenchOptions } from './support/bench-options';
import { markdownTable, medianAndRange } from './support/markdown-table';

/** From a spec to the files of all hosts, with every check: in the first call of a process and after. */
export function rendering({ rounds = 7 }: BenchOptions): Promise<string> {
  const rows = [specOf(3), specOf(100)].map((spec) => {
    const milliseconds: number[] = [];
    let files = 0;
    for (let round = 0; round <= rounds; round += 1) {
      const start = performance.now();
      files = renderAll(spec);
      milliseconds.push(performance.now() - start);
    }
    const [first, ...later] = milliseconds;
    return [String(spec.brokers.length), String(files), first!.toFixed(0), medianAndRange(later)];
  });
  return Promise.resolve(
    markdownTable(
      ['hosts', 'files', 'first, ms', `later, ms, median of ${rounds} (least-most)`],
      rows,
    ),
  );
}

function renderAll(spec: KafkaClusterSpec): number {
  const resolved = resolveValidSpec(spec);
  const topology = layOut(resolved, productionSite(resolved));
  return topology.hosts.flatMap((host) => renderHost(topology, host)).length;
}

function specOf(brokers: number): KafkaClusterSpec {
  return validSpec({
    // A hundred brokers in four racks: the same number in each.
    brokers: Array.from({ length: brokers }, (_, index) => ({
      id: index + 1,
      rack: `rack-${index % (brokers === 3 ? 3 : 4)}`,
    })),
    storage: Storage.gp3({ volumesPerBroker: 4, sizeGiB: 1_000 }),
    zookeeper: Zookeeper.onBrokers({ members: [1, 2, 3].map((id) => ({ id, broker: id })) }),
  });
}
