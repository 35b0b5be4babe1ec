/** A resource of a plan, as its change; what is left out is what such a resource mostly has. */
export interface PlannedResource {
  /** Such as `aws_instance.broker[0]` or `module.kafka.aws_ebs_volume.data["a"]`. */
  readonly address: string;
  /** @default ['no-op'] where it is both before and after and alike, else what the two ask for */
  readonly actions?: readonly string[];
  readonly before?: Readonly<Record<string, unknown>> | null;
  readonly after?: Readonly<Record<string, unknown>> | null;
  readonly afterUnknown?: unknown;
  readonly beforeSensitive?: unknown;
  readonly afterSensitive?: unknown;
  readonly replacePaths?: readonly (readonly (string | number)[])[];
  readonly reason?: string;
  readonly previousAddress?: string;
  readonly deposed?: string;
  /** The id of what stands, where the plan imports it. */
  readonly importId?: string;
  readonly mode?: 'managed' | 'data';
  readonly provider?: string;
  /** Addresses that its configuration names in `depends_on`. */
  readonly dependsOn?: readonly string[];
  /** Addresses that its expressions refer to, such as `aws_kms_key.key.arn`. */
  readonly refersTo?: readonly string[];
  /** The command that it runs when it is made. */
  readonly command?: string;
  /** Whether the configuration still has it. @default - unless it is deleted for want of it */
  readonly isConfigured?: boolean;
}

export interface PlanOptions {
  /** Fields of the plan that take the place of the builder's own. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** The plan JSON that `terraform show -json` would write, as an object. */
export function planJson(
  resources: readonly PlannedResource[],
  { fields = {} }: PlanOptions = {},
): Record<string, unknown> {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: resources.map(resourceChange),
    output_changes: {},
    prior_state: {
      format_version: '1.0',
      terraform_version: '1.11.4',
      values: { root_module: moduleTree(resources.filter(stands).map(priorResource)) },
    },
    configuration: {
      provider_config: { aws: { name: 'aws', full_name: AWS } },
      root_module: configuredModule(resources.filter(isConfigured).map(configuredResource)),
    },
    timestamp: '2025-01-01T00:00:00Z',
    applyable: true,
    complete: true,
    errored: false,
    ...fields,
  };
}

/** The same as text. */
export function planText(resources: readonly PlannedResource[], options?: PlanOptions): string {
  return JSON.stringify(planJson(resources, options));
}

const AWS = 'registry.terraform.io/hashicorp/aws';
const BUILTIN = 'terraform.io/builtin/terraform';

/** What stands in a module: its path, and what is told of the resource itself. */
interface Placed {
  readonly modules: readonly string[];
  readonly resource: Readonly<Record<string, unknown>>;
}

interface AddressParts {
  /** Such as `module.kafka["a"]`, from the outside in. */
  readonly modules: readonly string[];
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
}

const INDEX = String.raw`(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?`;

function parseAddress(address: string): AddressParts {
  const modules = address.match(new RegExp(`module\\.[^.[]+${INDEX}`, 'g')) ?? [];
  const own = address.slice(modules.reduce((length, part) => length + part.length + 1, 0));
  const [, type, name, index] = /^(?:data\.)?([^.]+)\.([^[]+)(?:\[(.*)\])?$/.exec(own)!;
  return {
    modules,
    type: type!,
    name: name!,
    ...(index !== undefined && { index: JSON.parse(index) as string | number }),
  };
}

function identity(resource: PlannedResource) {
  const { type, name, index } = parseAddress(resource.address);
  return {
    address: resource.address,
    mode: resource.mode ?? (/(^|\.)data\./.test(resource.address) ? 'data' : 'managed'),
    type,
    name,
    ...(index !== undefined && { index }),
    provider_name: resource.provider ?? (type === 'terraform_data' ? BUILTIN : AWS),
  };
}

function resourceChange(resource: PlannedResource): Record<string, unknown> {
  const { modules } = parseAddress(resource.address);
  return {
    ...identity(resource),
    ...(modules.length > 0 && { module_address: modules.join('.') }),
    ...(resource.previousAddress && { previous_address: resource.previousAddress }),
    ...(resource.deposed && { deposed: resource.deposed }),
    ...(resource.reason && { action_reason: resource.reason }),
    change: {
      actions: actionsOf(resource),
      before: resource.before ?? null,
      after: resource.after ?? null,
      after_unknown: resource.afterUnknown ?? (resource.after ? {} : false),
      before_sensitive: resource.beforeSensitive ?? (resource.before ? {} : false),
      after_sensitive: resource.afterSensitive ?? (resource.after ? {} : false),
      ...(resource.replacePaths && { replace_paths: resource.replacePaths }),
      ...(resource.importId && { importing: { id: resource.importId } }),
    },
  };
}

function actionsOf({ actions, before, after }: PlannedResource): readonly string[] {
  if (actions) return actions;
  if (!before) return ['create'];
  if (!after) return ['delete'];
  return JSON.stringify(before) === JSON.stringify(after) ? ['no-op'] : ['update'];
}

function stands({ before, deposed }: PlannedResource): boolean {
  return Boolean(before) && deposed === undefined;
}

function priorResource(resource: PlannedResource): Placed {
  return {
    modules: parseAddress(resource.address).modules,
    resource: {
      ...identity(resource),
      schema_version: 0,
      values: resource.before,
      sensitive_values: resource.beforeSensitive ?? {},
    },
  };
}

function isConfigured({ isConfigured, reason, after }: PlannedResource): boolean {
  if (isConfigured !== undefined) return isConfigured;
  if (reason !== undefined) return !/^delete_because_no_(resource_config|module)$/.test(reason);
  return Boolean(after);
}

function configuredResource(resource: PlannedResource): Placed {
  const { modules } = parseAddress(resource.address);
  const { mode, type, name } = identity(resource);
  const references = resource.refersTo ?? [];
  return {
    modules: modules.map((part) => part.replace(/\[.*$/, '').slice('module.'.length)),
    resource: {
      ...{ address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`, mode, type, name },
      provider_config_key: 'aws',
      expressions: references.length > 0 ? { refers: { references } } : {},
      schema_version: 0,
      ...(resource.command !== undefined && {
        provisioners: [
          { type: 'local-exec', expressions: { command: { constant_value: resource.command } } },
        ],
      }),
      ...(resource.dependsOn && { depends_on: resource.dependsOn }),
    },
  };
}

/** Resources as state nests them: child modules by their whole address. */
function moduleTree(placed: readonly Placed[], path: readonly string[] = []): object {
  const depth = path.length;
  const children = [...new Set(placed.flatMap(({ modules }) => modules.slice(depth, depth + 1)))];
  return {
    ...(depth > 0 && { address: path.join('.') }),
    resources: placed.filter(({ modules }) => modules.length === depth).map((p) => p.resource),
    ...(children.length > 0 && {
      child_modules: children.map((child) =>
        moduleTree(
          placed.filter(({ modules }) => modules[depth] === child),
          [...path, child],
        ),
      ),
    }),
  };
}

/** Resources as the configuration nests them: once however many there are, below their calls. */
function configuredModule(placed: readonly Placed[], depth = 0): object {
  const calls = [...new Set(placed.flatMap(({ modules }) => modules.slice(depth, depth + 1)))];
  const own = placed.filter(({ modules }) => modules.length === depth).map((p) => p.resource);
  return {
    resources: [...new Map(own.map((resource) => [resource.address, resource])).values()],
    ...(calls.length > 0 && {
      module_calls: Object.fromEntries(
        calls.map((call) => [
          call,
          {
            source: `./${call}`,
            module: configuredModule(
              placed.filter(({ modules }) => modules[depth] === call),
              depth + 1,
            ),
          },
        ]),
      ),
    }),
  };
}
