import { waitUntil } from '../exec';
import { makeBallast, throttleBallast } from './ballast';
import type { Expected } from './disagreements';
import type { Hour } from './hour';
import { powerLost, terminate, withoutInstance } from './lost-instances';
import { whateverIsSaid } from './whatever-is-said';

/** As when an availability zone has lost its storage: the same broker comes back with nothing. */
export async function loseVolumes(hour: Hour): Promise<void> {
  const { calls, project } = hour.deployed;
  const host = (await project.inventory()).hosts.find(({ name }) => name === 'broker-2')!;
  await makeBallast(hour);
  await throttleBallast(hour, 2);
  await powerLost(hour, 'broker-2');
  await terminate(hour, 'broker-2');
  const volumes = host.disks.filter(({ mountPoint }) => mountPoint.includes('/kafka/'));
  for (const { volumeId } of volumes) {
    await calls.call('ec2', 'delete_volume', { VolumeId: volumeId });
  }
  await whateverIsSaid(hour.ask(withoutInstance('broker-2', 'terminated')), () => refill(hour));
}

/** Asks while the throttle stands, and takes it away as `status` says. */
async function refill(hour: Hour): Promise<void> {
  let isOver = false;
  const deploy = hour.deploy().finally(() => (isOver = true));
  // It is awaited below; until then nobody hears of its end.
  deploy.catch(() => undefined);
  const isOnItsWay = async () =>
    isOver || /has \d+ % of .*in sync in about/.test(await hour.deployed.status());
  const asked = async () => {
    const limits = { everyMs: 5_000, limitMs: 600_000 };
    await waitUntil('replicas to be on their way', isOnItsWay, limits);
    await hour.ask(REFILLS);
  };
  await whateverIsSaid(
    asked().finally(() => hour.tool('unthrottle')),
    () => deploy,
  );
}

const REFILLS: Expected = {
  weight: 'closes-gate',
  // Between two of the gate's looks a throttle may let nothing through.
  says: [
    /Broker 2: must be in sync in every partition.* has \d+ % of .*(in sync in about .*\/s|throttled.*unthrottle)/,
  ],
};
