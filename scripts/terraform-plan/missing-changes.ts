import { asArray, asObject, asObjects, type JsonObject } from './json-value';
import { configurationAddress } from './configuration-address';
import { ConfiguredModule } from './configured-module';
import { plannedResources, stateResources } from './state-resources';

/**
 * The resources that a plan says nothing of: a whole plan has an entry for each one, also where it
 * leaves it alone. OpenTofu's plans don't tell that they were made with -target or -exclude.
 */
export function missingChanges(document: JsonObject): readonly string[] {
  const told = new Set(
    asObjects(document.resource_changes).flatMap(({ address, previous_address }) => [
      address,
      previous_address,
    ]),
  );
  const managed = [...stateResources(document), ...plannedResources(document)].flatMap(
    ({ mode, address }) => (mode === 'managed' && typeof address === 'string' ? [address] : []),
  );
  return [...managed.filter((address) => !told.has(address)), ...untoldConfiguration(document)];
}

/** What is configured and has no entry at all; a plan that destroys says nothing of what isn't there. */
function untoldConfiguration({ resource_changes, configuration }: JsonObject): readonly string[] {
  const entries = asObjects(resource_changes).filter(({ mode }) => mode === 'managed');
  const isDestroying =
    entries.length > 0 &&
    entries.every(({ change }) => asArray(asObject(change).actions).join() === 'delete');
  if (isDestroying) return [];
  const told = new Set(
    entries.flatMap(({ address }) =>
      typeof address === 'string' ? [configurationAddress(address)] : [],
    ),
  );
  // Those of which there is one at least, as far as the configuration tells.
  return ConfiguredModule.rootOf({ configuration })
    .allResources((call) => !mayBeNone(call))
    .filter(({ resource }) => resource.mode === 'managed' && !mayBeNone(resource))
    .flatMap(({ address }) => (told.has(address) ? [] : [address]));
}

/** `count`, `for_each` and, of OpenTofu, `enabled`. */
function mayBeNone(configured: JsonObject): boolean {
  return ['count', 'for_each', 'enabled'].some((name) => `${name}_expression` in configured);
}
