import { renderCluster } from '../../cluster/host-files';
import type { Topology } from '../../cluster/topology';
import { manifestOf, type RenderManifest } from './manifest';
import { planRender, type RenderPlan } from './plan-render';
import { readFolder } from './read-folder';
import { writeRender } from './write-render';

/** What a render has done. */
export interface RenderResult {
  readonly plan: RenderPlan;
  readonly manifest: RenderManifest;
}

/**
 * Makes a folder hold the files of every host, each below a folder of the host's name, and a
 * manifest of them.
 *
 * @throws UserError where the folder holds anything else; then nothing is changed
 */
export function renderInto(folder: string, topology: Topology): RenderResult {
  const rendered = renderCluster(topology);
  const plan = planRender(topology.spec.clusterName, rendered, readFolder(folder));
  const manifest = manifestOf(topology, rendered);
  writeRender(folder, plan, manifest);
  return { plan, manifest };
}
