import { existsSync } from 'node:fs';
import { UserError } from '../../cluster/errors';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { listClusters } from '../local/cluster-folders';
import { loadSpec } from '../spec-file/load-spec';

/**
 * The spec in a file, for commands that take a local cluster as well.
 *
 * @throws UserError for what is no file, but the name of a local cluster
 */
export async function loadSpecFile(word: string): Promise<KafkaClusterSpec> {
  if (!existsSync(word) && listClusters().some(({ name }) => name === word)) {
    throw new UserError(
      `spec: must be a spec file, got '${word}'. A local cluster is named by --name ${word}.`,
    );
  }
  return await loadSpec(word);
}
