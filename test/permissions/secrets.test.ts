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
