import { asObject, isObject, type JsonObject } from './json-value';
import { SHOW } from './unreadable-plan';

/** What JSON may be that is no plan, and what to do then. */
interface OtherDocument {
  readonly is: (document: JsonObject) => boolean;
  /** Behind "got". */
  readonly got: string;
  readonly remedy: string;
}

const SAVED = `Save the plan with \`terraform plan -out=<plan file>\`. ${SHOW}`;
const NAMED = `Name the plan file: \`terraform show -json <plan file>\`; without one terraform shows the state`;

const has =
  (...names: readonly string[]) =>
  (document: JsonObject): boolean =>
    names.every((name) => name in document);

/** The first that fits is told. */
const OTHER_DOCUMENTS: readonly OtherDocument[] = [
  {
    is: (document) => '@level' in document || '@message' in document,
    ...{ got: 'a line of the log of `terraform plan -json`', remedy: SAVED },
  },
  { is: has('lineage', 'serial'), got: 'a state file', remedy: SHOW },
  {
    is: has('plan_format_version'),
    got: 'the redacted plan of HCP Terraform',
    remedy: 'Fetch `json-output` of the plan, not `json-output-redacted`',
  },
  {
    is: ({ data }) => 'type' in asObject(data) && 'attributes' in asObject(data),
    got: 'an answer of HCP Terraform’s API',
    remedy: 'Fetch `json-output` of the plan',
  },
  {
    is: (document) => has('provider_schemas')(document) || has('resource_schemas')(document),
    ...{ got: 'the schemas of providers', remedy: SHOW },
  },
  { is: has('function_signatures'), got: 'the functions of terraform', remedy: SHOW },
  { is: has('valid', 'diagnostics'), got: 'what `terraform validate -json` says', remedy: SAVED },
  { is: has('terraform_version', 'platform'), got: 'the version of terraform', remedy: SAVED },
  {
    is: has('values', 'format_version'),
    ...{ got: 'that of a state', remedy: NAMED },
  },
  {
    is: (document) => has('format_version')(document) && Object.keys(document).length <= 2,
    ...{ got: 'that of a state', remedy: NAMED },
  },
  {
    is: ({ terraform, ...document }) =>
      ['resource', 'provider', 'data', 'module'].some((name) => isObject(document[name])) ||
      isObject(terraform),
    got: 'the configuration of a stack, as `cdktf synth` writes it',
    remedy: 'Plan it, or let plan-review do it: `--stack <name>`',
  },
  { is: has('Resources'), got: 'a template of CloudFormation', remedy: SHOW },
  { is: has('runs', 'version'), got: 'SARIF', remedy: SHOW },
  { is: has('verdict', 'findings'), got: 'a review of this command', remedy: SHOW },
  {
    is: (document) =>
      Object.values(document).length > 0 &&
      Object.values(document).every((each) => isObject(each) && has('sensitive', 'value')(each)),
    ...{ got: 'the outputs of a state', remedy: SHOW },
  },
];

/** What JSON is that is no plan; undefined where nobody knows. */
export function otherDocument(
  document: JsonObject,
): Pick<OtherDocument, 'got' | 'remedy'> | undefined {
  return OTHER_DOCUMENTS.find(({ is }) => is(document));
}
