/** A plan of terraform, as far as it is grown. */
interface GrowingPlan {
  readonly resource_changes: readonly Resource[];
  readonly prior_state: { readonly values: { readonly root_module: Module } };
  readonly configuration: { readonly root_module: Module };
}

interface Resource {
  readonly address: string;
}

interface Module {
  readonly resources: readonly Resource[];
}

/** The broker that is multiplied: the last one of six, without a ZooKeeper member. */
const MODEL = 6;
const OF_MODEL = new RegExp(`Broker${MODEL}_|GateAfter-broker-${MODEL}_`);

/**
 * A plan of six brokers as it would be of more: whatever is of broker 6 is there again for each
 * further one, behind a gate after the one before, in what changes, in what stands and in the
 * configuration.
 *
 * @param text of a plan upon six brokers
 */
export function grownPlan(text: string, brokers: number): string {
  const plan = JSON.parse(text) as GrowingPlan;
  const ids = Array.from({ length: brokers - MODEL }, (_, index) => MODEL + 1 + index);
  const [gate = ''] = /GateAfter-broker-6_\w+/.exec(text) ?? [];
  const grow = (resources: readonly Resource[]): readonly Resource[] => {
    const model = JSON.stringify(resources.filter(({ address }) => OF_MODEL.test(address)));
    const copies = ids.map((id) => JSON.parse(renumbered(model, id, gate)) as readonly Resource[]);
    return [...resources, ...copies.flat()];
  };
  const growModule = (module: Module) => ({ ...module, resources: grow(module.resources) });
  const { values } = plan.prior_state;
  return JSON.stringify({
    ...plan,
    resource_changes: grow(plan.resource_changes),
    prior_state: {
      ...plan.prior_state,
      values: { ...values, root_module: growModule(values.root_module) },
    },
    configuration: {
      ...plan.configuration,
      root_module: growModule(plan.configuration.root_module),
    },
  });
}

function renumbered(model: string, id: number, gate: string): string {
  return (
    model
      .replaceAll(new RegExp(`GateAfter-broker-${MODEL - 1}_\\w+`, 'g'), '<gate before>')
      .replaceAll(`Broker${MODEL}_`, `Broker${id}_`)
      .replaceAll(`broker-${MODEL}`, `broker-${id}`)
      .replaceAll(`broker.id=${MODEL}`, `broker.id=${id}`)
      // Unlike any address of the others.
      .replaceAll(`10.20.2.${10 + MODEL}`, `10.20.2.${10 + id}`)
      .replaceAll('<gate before>', gate.replace(`-${MODEL}_`, `-${id - 1}_`))
  );
}
