import { SpecError } from '../../cluster/errors';
import { productionSite } from '../../cluster/production-site';
import { resolveSpec } from '../../cluster/resolve-spec';
import { layOut, type Topology } from '../../cluster/topology';
import { specProblems } from '../../cluster/validate-spec';
import { loadSpec } from '../spec-file/load-spec';

/**
 * The hosts of a spec, as they are in production.
 *
 * @throws SpecError with all that is wrong with it
 */
export async function productionTopologyOf(file: string): Promise<Topology> {
  const spec = await loadSpec(file);
  const unsound = specProblems(spec);
  if (unsound.length > 0) throw new SpecError(unsound);
  const resolved = resolveSpec(spec);
  return layOut(resolved, productionSite(resolved));
}
