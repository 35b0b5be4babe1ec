import { reviewPlan } from '../../scripts/plan-review/reviewing/review-plan';
import { parsePlan } from '../../scripts/terraform-plan/parse-plan';
import { planJson } from '../support/plan-builder';
import { PROMISES } from './promises';
import { documentOf } from './promises/plans';
import { VERDICTS } from './promises/review';
import type { PlanDocument } from './promises/promise';

/** Those of which any verdict could be milder. */
const PLANS = Object.entries(PROMISES)
  .flatMap(([area, promises]) =>
    promises.map((promised) => {
      const plan = documentOf(promised);
      return { name: `${area}: ${promised[0]}`, plan, own: gravity(plan) };
    }),
  )
  .filter(({ own }) => own > 0);

type Edit = (plan: PlanDocument) => PlanDocument;

/** How grave the verdict is. */
function gravity(plan: PlanDocument): number {
  const options = { source: 'a test', mayBePartial: true };
  return VERDICTS.indexOf(reviewPlan(parsePlan(JSON.stringify(plan), options)).verdict);
}

/** What may be otherwise in a plan, and says nothing of what it does. */
const SAME_HARM: Readonly<Record<string, Edit>> = {
  'the order of keys': (plan) => withoutOrder(plan) as PlanDocument,
  'a further resource that comes and holds nothing': (plan) =>
    beside(plan, {
      address: 'random_id.further',
      after: { byte_length: 4 },
    }),
  'a further resource that stays as it is': (plan) =>
    beside(plan, {
      address: 'aws_sns_topic.further',
      before: { id: 'a-topic', name: 'further' },
      after: { id: 'a-topic', name: 'further' },
    }),
  'a module around all of it': intoModule,
  'other names of its resources': renamed,
};

it.each(Object.entries(SAME_HARM))('%s makes no verdict milder', (_, edit) => {
  const milder = PLANS.filter(({ plan, own }) => gravity(edit(plan)) < own);
  expect(milder.map(({ name }) => name)).toEqual([]);
});

function withoutOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutOrder(inner)]));
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (value ?? {}) as Fields;
const listOf = (value: unknown): readonly Fields[] => (value ?? []) as readonly Fields[];

function beside(
  plan: PlanDocument,
  resource: Parameters<typeof planJson>[0][number],
): PlanDocument {
  const further = planJson([resource]);
  const join = (one: unknown, other: unknown): Fields => ({
    ...fieldsOf(one),
    resources: [...listOf(fieldsOf(one).resources), ...listOf(fieldsOf(other).resources)],
  });
  return {
    ...plan,
    applyable: true,
    resource_changes: [...listOf(plan.resource_changes), ...listOf(further.resource_changes)],
    ...editedModules(plan, further, join),
  };
}

/** The state and the configuration, each with its root module edited; what is not there stays away. */
function editedModules(
  plan: PlanDocument,
  further: Fields,
  edit: (one: unknown, other: unknown) => Fields,
): Fields {
  const rootOf = (fields: unknown) => fieldsOf(fields).root_module;
  const [state, configuration] = [fieldsOf(plan.prior_state), fieldsOf(plan.configuration)];
  const values = fieldsOf(fieldsOf(further.prior_state).values);
  return {
    ...(state.values !== undefined && {
      prior_state: {
        ...state,
        values: {
          ...fieldsOf(state.values),
          root_module: edit(rootOf(state.values), values.root_module),
        },
      },
    }),
    ...(configuration.root_module !== undefined && {
      configuration: {
        ...configuration,
        root_module: edit(configuration.root_module, rootOf(further.configuration)),
      },
    }),
  };
}

const MODULE = 'module.around';

function handedThrough({ variables }: Fields): Fields {
  const names = Object.keys(fieldsOf(variables));
  return Object.fromEntries(names.map((name) => [name, { references: [`var.${name}`] }]));
}

function intoModule(plan: PlanDocument): PlanDocument {
  const { prior_state, configuration, ...rest } = plan;
  const state = fieldsOf(fieldsOf(prior_state).values);
  const root = fieldsOf(fieldsOf(configuration).root_module);
  const placed = ({ address, previous_address, ...entry }: Fields): Fields => ({
    ...entry,
    address: `${MODULE}.${address as string}`,
    ...(previous_address !== undefined && {
      previous_address: `${MODULE}.${previous_address as string}`,
    }),
  });
  const module = ({ address, resources, child_modules }: Fields): Fields => ({
    address: address === undefined ? MODULE : `${MODULE}.${address as string}`,
    resources: listOf(resources).map(placed),
    child_modules: listOf(child_modules).map(module),
  });
  return {
    ...rest,
    resource_changes: listOf(plan.resource_changes).map(placed),
    ...(prior_state !== undefined && {
      prior_state: {
        ...fieldsOf(prior_state),
        values: { ...state, root_module: { child_modules: [module(fieldsOf(state.root_module))] } },
      },
    }),
    ...(configuration !== undefined && {
      configuration: {
        ...fieldsOf(configuration),
        // Its variables are handed through, as terraform asks for.
        root_module: {
          module_calls: { around: { module: root, expressions: handedThrough(root) } },
          variables: root.variables,
        },
      },
    }),
  };
}

/** Names of resources with more behind them; those of our own steps say what they are. */
function renamed(plan: PlanDocument): PlanDocument {
  const names = new Set(
    listOf(plan.resource_changes)
      .filter(({ type }) => type !== 'terraform_data')
      .map(({ type, name }) => `${String(type)}.${String(name)}`),
  );
  const text = [...names].reduce((json, name) => {
    const pattern = new RegExp(`${name.replaceAll('.', '\\.')}(?![\\w-])`, 'g');
    return json.replace(pattern, `${name}_anew`);
  }, JSON.stringify(plan));
  const { resource_changes, ...rest } = JSON.parse(text) as PlanDocument;
  return {
    ...rest,
    resource_changes: listOf(resource_changes).map((entry) =>
      entry.type === 'terraform_data' ? entry : { ...entry, name: `${String(entry.name)}_anew` },
    ),
  };
}
