import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { localPorts } from '../../../cluster/local-site';
import { claimSlot, type ClaimedSlot } from '../../../scripts/local/claim-slot';

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

async function claimAndRelease(): Promise<ClaimedSlot> {
  const slot = await claimSlot({ hosts: 3 });
  await slot.release();
  return slot;
}

async function occupy(address: string, port: number): Promise<void> {
  const server = createServer().listen(port, address);
  servers.push(server);
  await once(server, 'listening');
}

test('those who ask in the same instant get different slots', async () => {
  const slots = await Promise.all([claim(), claim(), claim()]);
  expect(new Set(slots.map(({ slot }) => slot)).size).toBe(3);
});

test('a slot that was released is given out again', async () => {
  const { slot } = await claimAndRelease();
  expect((await claim({ preferred: slot })).slot).toBe(slot);
});

test('a slot is passed over when any one of its ports is in use, on any address', async () => {
  const { slot, addressing } = await claimAndRelease();
  const address = addressing === 'addresses' ? '127.0.0.3' : '127.0.0.1';
  await occupy(address, localPorts({ addressing, slot }, 2).zookeeperElection);
  expect((await claim({ preferred: slot })).slot).not.toBe(slot);
});

test('more hosts than fit into a slot are refused', async () => {
  await expect(claimSlot({ hosts: 11 })).rejects.toThrow(
    'spec: must have at most 10 hosts to run on one machine, got 11. Run a smaller spec locally.',
  );
});
