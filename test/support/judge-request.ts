import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { PolicyStatement } from '../../stacks/policy-document';

/** A call of AWS, with all the policies that have a say in it. */
export interface AwsRequest {
  /** The ARN of a user, or of a role whose session it is. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Keys of conditions, beside those that follow from the principal. @default - through TLS */
  readonly context?: Readonly<Record<string, string>>;
  /** Keys of conditions that the call does not bring along. @default - none */
  readonly without?: readonly string[];
  readonly identity: readonly PolicyStatement[];
  /** The policy of the resource, such as a bucket. */
  readonly ofResource?: readonly PolicyStatement[];
  /** The policy of the endpoint that it goes through. */
  readonly ofEndpoint?: readonly PolicyStatement[];
}

/** All the rights of IAM. */
export const EVERYTHING: readonly PolicyStatement[] = [
  { Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' },
];

/** The account of the resources. */
export const ACCOUNT = '123456789012';

/**
 * Whether AWS would let it through, by an evaluator of policies that is not ours.
 *
 * @throws Error where a policy, the action, the resource or a key of a condition is none of AWS
 */
export async function isAllowed(request: AwsRequest): Promise<boolean> {
  const { principal, action, resource, context = {}, ofResource, ofEndpoint } = request;
  const keys = Object.entries({ ...contextOf(principal), ...context }).filter(
    ([key]) => !request.without?.includes(key),
  );
  const result = await runSimulation(
    {
      request: {
        ...{ principal: sessionOf(principal), action },
        resource: { resource, accountId: ACCOUNT },
        contextVariables: Object.fromEntries(keys),
      },
      identityPolicies: [{ name: 'identity', policy: policy(request.identity) }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(ofResource && { resourcePolicy: policy(ofResource) }),
      ...(ofEndpoint && {
        vpcEndpointPolicies: [{ name: 'endpoint', policy: policy(ofEndpoint) }],
      }),
    },
    {},
  );
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors, undefined, 1));
  return result.overallResult === 'Allowed';
}

function policy(statements: readonly PolicyStatement[]): unknown {
  return { Version: '2012-10-17', Statement: statements };
}

/** A role is not what calls, but a session of it, whose ARN has no path. */
function sessionOf(principal: string): string {
  return principal.replace(/:iam:(.*):role\/(?:.*\/)?(.+)$/, ':sts:$1:assumed-role/$2/session');
}

/** The keys of conditions that follow from who calls. */
export function contextOf(principal: string): Record<string, string> {
  return {
    'aws:PrincipalArn': principal,
    'aws:PrincipalAccount': principal.split(':')[4]!,
    'aws:PrincipalIsAWSService': 'false',
    'aws:SecureTransport': 'true',
  };
}
