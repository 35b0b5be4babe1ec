import { Security } from '../../../cluster/index';
import { inventoryTopology } from '../../../cluster/inventory/parse-inventory';
import { requireClocks } from '../../../scripts/certificates/require-clocks';
import { inventoryOf } from '../../support/inventories';
import { validSpec } from '../../support/spec-builder';

const topology = inventoryTopology(inventoryOf(validSpec({ security: Security.tls() })));
const MINUTE_MS = 60_000;

/** What is said of hosts whose clocks are off by so much, in the order of the hosts. */
async function saidOf(offMs: readonly number[], asked = topology.hosts.map(({ name }) => name)) {
  const clock = ({ name }: { readonly name: string }) => {
    const index = topology.hosts.findIndex((host) => host.name === name);
    return Promise.resolve(new Date(Date.now() + offMs[index]!));
  };
  const required = requireClocks({ topology, places: { clock } }, new Set(asked));
  return await required.then(
    () => [],
    (error: Error) => error.message.split('\n'),
  );
}

test('clocks within five minutes of the one here may be given certificates', async () => {
  expect(await saidOf([0, -4 * MINUTE_MS, 4 * MINUTE_MS])).toEqual([]);
});

test('every host whose clock is off is named at once, with both times and what to do', async () => {
  const said = await saidOf([-6 * MINUTE_MS, 0, 365 * 1_440 * MINUTE_MS]);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(
    /^The clock of broker-1: must be at most 5 minutes away from this machine's to be given a certificate, got '.* UTC, while it is .* UTC here'\. Set the one that is wrong/,
  );
  expect(said[1]).toMatch(/^The clock of broker-3: /);
});

test('a host that nobody can look at is not asked', async () => {
  expect(await saidOf([0, 0, 10 * MINUTE_MS], ['broker-1', 'broker-2'])).toEqual([]);
});
