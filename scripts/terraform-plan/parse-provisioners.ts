import { ConfiguredModule } from './configured-module';
import { asObject, asObjects, own, type JsonObject } from './json-value';
import type { Provisioner } from './plan';

/**
 * What the resources of a plan's configuration run when they are made or destroyed, by addresses without
 * index. Those without a provisioner aren't there.
 *
 * @param plan the document, of which it reads `configuration` and `variables`
 */
export function parseProvisioners(plan: JsonObject): ReadonlyMap<string, readonly Provisioner[]> {
  return new Map(
    ConfiguredModule.rootOf(plan)
      .allResources()
      .map(
        ({ address, module, resource }) =>
          [
            address,
            asObjects(resource.provisioners).map((each) => provisionerOf(each, module)),
          ] as const,
      )
      .filter(([, provisioners]) => provisioners.length > 0),
  );
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
