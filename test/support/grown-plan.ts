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

/**
 * A plan of six brokers as it would be of more: whatever is of broker 6 is there again for each
 * further one, in what changes, in what stands and in the configuration.
 *
 * @param text of the plan `six-brokers-instance-type`, or of one alike
 */
export function grownPlan(text: string, brokers: number): string {
  const plan = JSON.parse(text) as GrowingPlan;
  const ids = Array.from({ length: brokers - MODEL }, (_, index) => MODEL + 1 + index);
  const grow = (resources: readonly Resource[]): readonly Resource[] => {
    const model = JSON.stringify(
      resources.filter(({ address }) => address.includes(`Broker${MODEL}_`)),
    );
    return [...resources, ...ids.flatMap((id) => JSON.parse(renumbered(model, id)) as Resource[])];
  };
  const growModule = (module: Module) => ({ ...module, resources: grow(module.resources) });
  return JSON.stringify({
    ...plan,
    resource_changes: grow(plan.resource_changes),
    prior_state: {
      ...plan.prior_state,
      values: {
        ...plan.prior_state.values,
        root_module: growModule(plan.prior_state.values.root_module),
      },
    },
    configuration: {
      ...plan.configuration,
      root_module: growModule(plan.configuration.root_module),
    },
  });
}

function renumbered(model: string, id: number): string {
  return model
    .replaceAll(`Broker${MODEL}_`, `Broker${id}_`)
    .replaceAll(`broker-${MODEL}`, `broker-${id}`)
    .replaceAll(`broker.id=${MODEL}`, `broker.id=${id}`)
    .replaceAll(`10.20.2.${10 + MODEL}`, `10.20.${2 + Math.floor(id / 200)}.${10 + (id % 200)}`);
}
