import { Command } from 'commander';
import { addClientsCommand } from '../../../scripts/commands/clients';

const call = (...words: readonly string[]) => {
  const program = new Command();
  addClientsCommand(program);
  return program.parseAsync(['clients', ...words], { from: 'user' });
};

test.each(['0', '398', '1.5', '-1', 'x', ''])('a certificate does not hold for %j days', (days) =>
  expect(call('certify', 'agent', '--request', 'agent.csr', '--days', days)).rejects.toThrow(
    `--days: must be a whole number from 1 to 397, got '${days}'. Give the days for which the certificate is to hold.`,
  ),
);

test.each([
  ['connect', 'agent'],
  ['trusted'],
  ['authority'],
  ['certify', 'agent', '--request', 'agent.csr'],
])('what stands behind `clients %s` belongs to that word', async (...words) => {
  const both = ['--inventory', 'none.json', '--name', 'none'];
  await expect(call(...words, ...both)).rejects.toThrow(
    '--name: must stand alone: it is of a local cluster. Leave out --inventory.',
  );
});
