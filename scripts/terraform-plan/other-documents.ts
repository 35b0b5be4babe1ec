import { asObject, isObject, type JsonObject } from './json-value';
import { SHOW } from './unreadable-plan';

const SAVED = `Save the plan with \`terraform plan -out=<plan file>\`. ${SHOW}`;
const NAMED = `Name the plan file: \`terraform show -json <plan file>\`; without one terraform shows the state`;

/** What JSON may be that is no plan, and what to do then. The first that fits is told. */
const OTHER_DOCUMENTS: readonly (readonly [
  got: string,
  remedy: string,
  /** The names that it has, or what tells it. */
  is: string | ((document: JsonObject) => boolean),
])[] = [
  ['a line of the log of `terraform plan -json`', SAVED, '@level'],
  ['a line of the log of `terraform plan -json`', SAVED, '@message'],
  ['a state file', SHOW, 'lineage serial'],
  [
    'the redacted plan of HCP Terraform',
    'Fetch `json-output` of the plan, not `json-output-redacted`',
    'plan_format_version',
  ],
  [
    'an answer of HCP Terraform’s API',
    'Fetch `json-output` of the plan',
    ({ data }) => has(asObject(data), 'type attributes'),
  ],
  ['the schemas of providers', SHOW, 'provider_schemas'],
  ['the schemas of providers', SHOW, 'resource_schemas'],
  ['the functions of terraform', SHOW, 'function_signatures'],
  ['what `terraform validate -json` says', SAVED, 'valid diagnostics'],
  ['the version of terraform', SAVED, 'terraform_version platform'],
  ['that of a state', NAMED, 'values format_version'],
  [
    'that of a state',
    NAMED,
    (document) => has(document, 'format_version') && Object.keys(document).length <= 2,
  ],
  [
    'the configuration of a stack, as `cdktf synth` writes it',
    'Plan it, or let plan-review do it: `--stack <name>`',
    (document) =>
      ['terraform', 'resource', 'provider', 'data', 'module'].some((name) =>
        isObject(document[name]),
      ),
  ],
  ['a template of CloudFormation', SHOW, 'Resources'],
  ['SARIF', SHOW, 'runs version'],
  ['a review of this command', SHOW, 'verdict findings'],
  [
    'the outputs of a state',
    SHOW,
    (document) =>
      Object.keys(document).length > 0 &&
      Object.values(document).every((each) => has(asObject(each), 'sensitive value')),
  ],
];

function has(document: JsonObject, names: string): boolean {
  return names.split(' ').every((name) => name in document);
}

/** What JSON is that is no plan; undefined where nobody knows. */
export function otherDocument(
  document: JsonObject,
): { readonly got: string; readonly remedy: string } | undefined {
  const [got, remedy] =
    OTHER_DOCUMENTS.find(([, , is]) =>
      typeof is === 'string' ? has(document, is) : is(document),
    ) ?? [];
  return got === undefined ? undefined : { got, remedy: remedy! };
}
