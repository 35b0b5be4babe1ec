import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_SLOTS, localSite } from '../../cluster/local-site';
import { resolveSpec } from '../../cluster/resolve-spec';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { layOut, type Topology } from '../../cluster/topology';
import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import { findJava } from '../../scripts/prerequisites/java';
import { writeHostFiles, type AlterFile } from '../../scripts/local/start-local-cluster';

/** A cluster whose files and folders stand below one folder, ready for real programs. */
export interface LocallyRendered {
  readonly folder: string;
  readonly topology: Topology;
  readonly java: string;
  remove(): void;
}

/** The files of this spec, as the local cluster has them, in a folder of their own. Nothing runs. */
export async function renderLocally(
  spec: KafkaClusterSpec,
  alter?: AlterFile,
): Promise<LocallyRendered> {
  const java = findJava() ?? 'java';
  const distribution = await ensureDistribution();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'host-files-')));
  // A slot that no running cluster can have.
  const slot = LOCAL_SLOTS;
  const site = localSite({ folder, distribution, java, addressing: 'addresses', slot });
  const topology = layOut(resolveSpec(spec), site);
  writeHostFiles(topology, alter);
  return {
    folder,
    topology,
    java,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
