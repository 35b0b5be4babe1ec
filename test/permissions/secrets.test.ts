import { ACCOUNT, isAllowed } from '../support/judge-request';
import { documentedPolicy } from './documented-policies';

const DEPLOYER = documentedPolicy('deployer-secrets');
const OPERATOR = documentedPolicy('operator-secrets');
const parameter = (name: string) => `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/kafka/${name}`;
const principal = `arn:aws:iam::${ACCOUNT}:role/ci`;

const may = (identity: typeof DEPLOYER, action: string, name: string) =>
  isAllowed({ principal, action, resource: parameter(name), identity });

it.each(['ssm:GetParameter', 'ssm:PutParameter', 'ssm:DeleteParameter'])(
  'a deploy may %s, of this cluster alone',
  async (action) => {
    expect(await may(DEPLOYER, action, 'prod-logging/authority')).toBe(true);
    expect(await may(DEPLOYER, action, 'prod-logging/clients/shipper')).toBe(true);
    expect(await may(DEPLOYER, action, 'prod-logging-2/authority')).toBe(false);
  },
);

it('who looks at a cluster may show its certificate, and neither sign nor log in as a client', async () => {
  for (const name of ['tools.pem', 'trusted.pem'])
    expect(await may(OPERATOR, 'ssm:GetParameter', `prod-logging/${name}`)).toBe(true);
  for (const name of ['authority', 'clients/shipper'])
    expect(await may(OPERATOR, 'ssm:GetParameter', `prod-logging/${name}`)).toBe(false);
  expect(await may(OPERATOR, 'ssm:PutParameter', 'prod-logging/tools.pem')).toBe(false);
});

const REMOVER = documentedPolicy('secrets-removal');
const REVIEWER = documentedPolicy('reviewer');
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0a1b2c3d`;
const OF_KEY = [
  {
    ...{ Sid: 'LetIamDecide', Effect: 'Allow' as const, Action: 'kms:*', Resource: '*' },
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  },
];
const mayDecrypt = (identity: typeof DEPLOYER, service: string, cluster = 'prod-logging') =>
  isAllowed({
    ...{ principal, action: 'kms:Decrypt', resource: KEY, identity, ofResource: OF_KEY },
    context: {
      'aws:ResourceTag/kafka-cluster': cluster,
      'kms:ViaService': `${service}.eu-west-1.amazonaws.com`,
    },
  });

it('who removes what is left may see and remove it, of this cluster alone', async () => {
  expect(await may(REMOVER, 'ssm:DeleteParameters', 'prod-logging/authority')).toBe(true);
  expect(await may(REMOVER, 'ssm:GetParameter', 'prod-logging/authority')).toBe(true);
  expect(await may(REMOVER, 'ssm:PutParameter', 'prod-logging/authority')).toBe(false);
  expect(await may(REMOVER, 'ssm:DeleteParameters', 'audit/authority')).toBe(false);
});

it('a review of plans reads files, and no secret', async () => {
  expect(await mayDecrypt(REVIEWER, 's3')).toBe(true);
  expect(await mayDecrypt(REVIEWER, 'ssm')).toBe(false);
  expect(await may(REVIEWER, 'ssm:GetParameter', 'prod-logging/tools.pem')).toBe(false);
});

it('whoever reads secrets does so through Parameter Store, with the key of this cluster', async () => {
  for (const identity of [DEPLOYER, OPERATOR, REMOVER]) {
    expect(await mayDecrypt(identity, 'ssm')).toBe(true);
    expect(await mayDecrypt(identity, 's3')).toBe(false);
    expect(await mayDecrypt(identity, 'ssm', 'audit')).toBe(false);
  }
});
