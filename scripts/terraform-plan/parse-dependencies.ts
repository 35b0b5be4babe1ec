import { ConfiguredModule } from './configured-module';

/**
 * What each resource of a plan's configuration depends on, by addresses without index: through
 * `depends_on`, through what its expressions refer to, and through the inputs and outputs of modules.
 *
 * @param configuration the plan's field of that name
 */
export function parseDependencies(configuration: unknown): ReadonlyMap<string, readonly string[]> {
  const all = ConfiguredModule.rootOf({ configuration }).allResources();
  const addresses = (name: string): readonly string[] => {
    if (!name.endsWith('.*')) return addressIn(name) ?? [];
    return all.map(({ address }) => address).filter((each) => each.startsWith(name.slice(0, -1)));
  };
  return new Map(
    all.map(({ address, module, resource }) => [
      address,
      [...new Set(module.dependencies(resource).flatMap(addresses))].sort(),
    ]),
  );
}

/** The resource that a name refers to; what begins otherwise is none. */
function addressIn(name: string): readonly string[] | undefined {
  return /^(?:module\.[^.]+\.)*(?!(?:var|local|each|count|path|terraform|tofu|self|ephemeral|action)\.)(?:data\.)?[^.]+\.[^.]+/
    .exec(name.replace(/\[[^\]]*\]/g, ''))
    ?.slice(0, 1);
}
