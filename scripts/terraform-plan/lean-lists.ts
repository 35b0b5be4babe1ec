import { isDeepStrictEqual } from 'node:util';
import { asArray, asObject, isObject, type JsonObject } from './json-value';
import type { Keep, Places } from './piecewise-json';
import { tellsWhatStands } from './state-resources';
import { hasMark } from './values';

/**
 * The long lists of a plan, and what is kept of their elements: all that is read of them, and what
 * stands in them once only, for a plan says of each resource four times what it is.
 *
 * @returns for one plan: what is kept of the later lists depends on the earlier ones
 */
export function leanLists(): Places {
  const told = new Set<unknown>();
  return {
    resource_changes: objects((entry) => {
      if (tellsWhatStands(entry)) told.add(entry.address);
      return keepChange(entry);
    }),
    resource_drift: objects(keepDrift),
    planned_values: { root_module: modules(objects(({ address, mode }) => ({ address, mode }))) },
    prior_state: {
      values: { root_module: modules(objects((resource) => keepState(resource, told))) },
    },
    configuration: { root_module: modules(objects(keepConfigured)) },
  };
}

/** A module of a state with those inside of it, or of the configuration with those that it calls. */
function modules(keep: Keep): Places {
  const module: Places = {
    resources: keep,
    child_modules: {
      get '*'() {
        return module;
      },
    },
    module_calls: {
      '*': {
        get module() {
          return module;
        },
      },
    },
  };
  return module;
}

/** What is no object is kept, for others to complain about. */
function objects(keep: (element: JsonObject) => JsonObject | undefined): Keep {
  return (element) => (isObject(element) ? keep(element) : element);
}

/** What stays as it is has the same values before and after: one of them is enough. */
function keepChange(entry: JsonObject): JsonObject {
  const { actions, before, after } = asObject(entry.change);
  const isSame = asArray(actions).join() === 'no-op' && isDeepStrictEqual(before, after);
  return isSame ? { ...entry, change: { ...asObject(entry.change), after: before } } : entry;
}

/** Drift is looked at for what it marks sensitive, and for nothing else. */
function keepDrift(entry: JsonObject): JsonObject | undefined {
  const { before_sensitive, after_sensitive } = asObject(entry.change);
  return hasMark(before_sensitive) || hasMark(after_sensitive) ? entry : undefined;
}

/** Where a change tells the values, the state's own are looked at for what it marks sensitive. */
function keepState(
  { address, mode, deposed_key, values, sensitive_values }: JsonObject,
  told: ReadonlySet<unknown>,
): JsonObject {
  const resource = { address, mode, deposed_key };
  return told.has(address) && !hasMark(sensitive_values)
    ? resource
    : { ...resource, values, sensitive_values };
}

/** A value that is written out depends on nothing. */
function keepConfigured(resource: JsonObject): JsonObject {
  if (!isObject(resource.expressions)) return resource;
  const dependent = Object.entries(resource.expressions).filter(
    ([, expression]) => Object.keys(asObject(expression)).join() !== 'constant_value',
  );
  return { ...resource, expressions: Object.fromEntries(dependent) };
}
