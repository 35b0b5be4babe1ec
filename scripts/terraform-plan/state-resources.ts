import { asObject, asObjects, isObject, type JsonObject } from './json-value';

/** The resources that a plan knows to stand before it, of all modules. */
export function stateResources(document: JsonObject): readonly JsonObject[] {
  return resourcesIn(asObject(asObject(document.prior_state).values).root_module);
}

/** The resources that a plan expects to stand after it, of all modules, data left out. */
export function plannedResources(document: JsonObject): readonly JsonObject[] {
  return resourcesIn(asObject(document.planned_values).root_module);
}

function resourcesIn(module: unknown): readonly JsonObject[] {
  const { resources, child_modules } = asObject(module);
  return [...asObjects(resources), ...asObjects(child_modules).flatMap(resourcesIn)];
}

/** Whether an entry of `resource_changes` says itself what stands at its address before the plan. */
export function tellsWhatStands({ change, deposed }: JsonObject): boolean {
  return isObject(asObject(change).before) && (typeof deposed !== 'string' || deposed === '');
}
