import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { localPorts } from '../../../cluster/local-site';
import { claimSlot, type ClaimedSlot } from '../../../scripts/local/claim-slot';
import { until } from '../../support/until';

const claimed: ClaimedSlot[] = [];
const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(claimed.splice(0).map((slot) => slot.release()));
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, 'close');
  }
});

async function claim(options: { readonly hosts?: number; readonly preferred?: number } = {}) {
  const slot = await claimSlot({ hosts: 3, ...options });
  claimed.push(slot);
  return slot;
}

async function claimAndRelease(preferred?: number): Promise<ClaimedSlot> {
  const slot = await claimSlot({ hosts: 3, preferred });
  await slot.release();
  return slot;
}

/** Whether the port was free. */
async function occupy(address: string, port: number): Promise<boolean> {
  const server = createServer().listen(port, address);
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (isFree) servers.push(server);
  return isFree;
}

test('those who ask in the same instant get different slots', async () => {
  const slots = await Promise.all([claim(), claim(), claim()]);
  expect(new Set(slots.map(({ slot }) => slot)).size).toBe(3);
});

// Tests that run beside these claim slots as well: who was a moment too late tries again.
test('a slot that was released is given out again', async () => {
  await until('nobody else was quicker', async () => {
    const { slot } = await claimAndRelease();
    const again = await claimAndRelease(slot);
    return again.slot === slot;
  });
});

test('a slot is passed over when any one of its ports is in use, on any address', async () => {
  await until('nobody else was quicker', async () => {
    const { slot, addressing } = await claimAndRelease();
    const address = addressing === 'addresses' ? '127.0.0.3' : '127.0.0.1';
    const isOurs = await occupy(address, localPorts({ addressing, slot }, 2).zookeeperElection);
    if (isOurs) expect((await claim({ preferred: slot })).slot).not.toBe(slot);
    return isOurs;
  });
});

test('more hosts than fit into a slot are refused', async () => {
  await expect(claimSlot({ hosts: 11 })).rejects.toThrow(
    'spec: must have at most 10 hosts to run on one machine, got 11. Run a smaller spec locally.',
  );
});
