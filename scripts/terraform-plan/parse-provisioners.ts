import { ConfiguredModule } from './configured-expressions';
import { asObject, asObjects, own, type JsonObject } from './json-value';
import type { Provisioner } from './plan';

/**
 * What the resources of a plan's configuration run when they are made or destroyed, by addresses without
 * index. Those without a provisioner aren't there.
 *
 * @param plan the document, of which it reads `configuration` and `variables`
 */
export function parseProvisioners(plan: JsonObject): ReadonlyMap<string, readonly Provisioner[]> {
  const found = new Map<string, readonly Provisioner[]>();
  const look = (module: ConfiguredModule): void => {
    for (const { address, provisioners } of module.resources) {
      const all = asObjects(provisioners).map((each) => provisionerOf(each, module));
      if (typeof address === 'string' && all.length > 0) found.set(module.prefix + address, all);
    }
    module.children.forEach(look);
  };
  look(ConfiguredModule.rootOf(plan));
  return found;
}

function provisionerOf(provisioner: JsonObject, module: ConfiguredModule): Provisioner {
  const { type, when, on_failure } = provisioner;
  const expressions = asObject(provisioner.expressions);
  const command = asObject(own(expressions, 'command')).constant_value;
  return {
    type: typeof type === 'string' ? type : '',
    ...(typeof command === 'string' && { command }),
    arguments: new Map(
      Object.entries(expressions).map(([name, each]) => [name, module.expression(each)]),
    ),
    mayBeSkipped: when === 'destroy' || on_failure === 'continue',
    ...((when === 'destroy' || when === 'create') && { when }),
  };
}
