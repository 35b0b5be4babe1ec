import type { DeployedCluster } from '../health/deployed-cluster';
import type { LocalAccess } from '../local/local-access';
import { thisTerminal } from '../terminal/terminal';
import type { InventoryOptions } from './inventory-options';
import { servingCluster } from './running-cluster';

export interface DescribeTopicsOptions extends Pick<InventoryOptions, 'direct'> {
  /** Empty for all. */
  readonly names: readonly string[];
  readonly watchSeconds: number;
  readonly json?: true;
  readonly signal: AbortSignal;
}

/**
 * Prints the topics of a cluster.
 *
 * @returns the exit code
 * @throws UserError where Kafka gives no answer, or there is no topic of a name
 */
export async function describeLiveTopics(
  asked: DeployedCluster | LocalAccess,
  options: DescribeTopicsOptions,
): Promise<number> {
  const { names, watchSeconds, json, signal } = options;
  const [{ readDescribedTopics }, { areWell }] = await Promise.all([
    import('../topics/read-described-topics.js'),
    import('../topics/described-topics.js'),
  ]);
  const { topology, reach } = await servingCluster(asked, options);
  const described = await readDescribedTopics({ topology, reach, signal, names, watchSeconds });
  if (json) {
    const { renderDescribedTopicsJson } = await import('../topics/described-topics-json.js');
    console.log(renderDescribedTopicsJson(described));
  } else {
    const { renderDescribedTopics } = await import('../topics/render-described-topics.js');
    const inDetail = names.length > 0;
    console.log(renderDescribedTopics(described, { topology, inDetail, terminal: thisTerminal() }));
  }
  return areWell(described) ? 0 : 1;
}
