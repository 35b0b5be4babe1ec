import { Token } from 'cdktf';
import type { Problem } from '../../cluster/errors';

/** A name that is wildcards alone would be everyone's. */
const ROLE_OR_USER = /^arn:aws[a-z-]*:iam::(\d{12}):(?:role|user)\/(?![*?/]*$)[\w+=,.@/*?-]+$/;

/** Whether those who deploy are named so that the bucket's policy can tell them. */
export function deployerProblems(deployers: readonly string[]): readonly Problem[] {
  const known = deployers.map((arn, index) => ({ arn, path: `deployers[${index}]` }));
  const literal = known.filter(({ arn }) => !Token.isUnresolved(arn));
  const accounts = new Set(literal.flatMap(({ arn }) => ROLE_OR_USER.exec(arn)?.[1] ?? []));
  return [
    ...literal
      .filter(({ arn }) => !ROLE_OR_USER.test(arn))
      .map(({ arn, path }) => ({
        path,
        rule: 'be the ARN of a role or user, with its path, and not everyone’s',
        value: arn,
        remedy: REMEDIES.find(([pattern]) => pattern.test(arn))![1],
      })),
    ...(accounts.size > 1
      ? [
          {
            path: 'deployers',
            rule: 'be of one account: that of the cluster',
            value: [...accounts].join(', '),
            remedy: 'Let others take a role in it, and name that',
          },
        ]
      : []),
  ];
}

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/:assumed-role\//, 'Name the role of this session: `aws iam get-role --role-name NAME`'],
  [/^/, "Write such as 'arn:aws:iam::123456789012:role/ci/deploy'"],
];
