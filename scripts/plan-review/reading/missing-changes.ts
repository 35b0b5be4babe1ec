import { asObjects, type JsonObject } from '../json-value';
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
  return managed.filter((address) => !told.has(address));
}
