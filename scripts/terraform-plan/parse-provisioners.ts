import type { Sayable } from '../masking/say';
import { asObject, asObjects, own, type JsonObject } from './json-value';
import type { Provisioner } from './plan';

/**
 * What the resources of a plan's configuration run when they are made, by addresses without index.
 * Those without a provisioner aren't there.
 *
 * @param configuration the plan's field of that name
 */
export function parseProvisioners(
  configuration: unknown,
  mask: (text: string) => Sayable,
): ReadonlyMap<string, readonly Provisioner[]> {
  const found = new Map<string, readonly Provisioner[]>();
  const look = (module: JsonObject, prefix: string): void => {
    for (const { address, provisioners } of asObjects(module.resources)) {
      const all = asObjects(provisioners).map((each) => provisionerOf(each, mask));
      if (typeof address === 'string' && all.length > 0) found.set(prefix + address, all);
    }
    for (const [name, call] of Object.entries(asObject(module.module_calls))) {
      look(asObject(asObject(call).module), `${prefix}module.${name}.`);
    }
  };
  look(asObject(asObject(configuration).root_module), '');
  return found;
}

function provisionerOf(provisioner: JsonObject, mask: (text: string) => Sayable): Provisioner {
  const { type, expressions } = provisioner;
  const command = asObject(own(asObject(expressions), 'command')).constant_value;
  return {
    type: typeof type === 'string' ? type : '',
    ...(typeof command === 'string' && { command, shown: mask(command) }),
    mayBeSkipped: provisioner.when === 'destroy' || provisioner.on_failure === 'continue',
  };
}
