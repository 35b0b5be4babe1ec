import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { openAwsCalls } from './aws-double/aws-calls';
import { readAccount } from './account';
import { describeInLab } from './describe-in-lab';
import { exec, waitUntil } from './exec';
import { controlGroupFolders } from './hosts/control-group';
import { labPlace, type LabPlace } from './lab-place';
import { findServedLab } from './served-lab';
import { guardFile } from './start-guard';
import { sweep } from './sweep';

describeInLab('a lab that was killed', () => {
  const place = labPlace('killed');

  afterEach(async () => {
    await sweep(place);
  });

  it('leaves no namespace, mount, loop device, control group, process or file', async () => {
    const pid = await serveInOwnProcess(place);
    await bootOneHost(place);
    expect(await leftovers(place)).toEqual(
      expect.arrayContaining(['namespace', 'mount', 'loop device', 'control group', 'folder']),
    );
    process.kill(pid, 'SIGKILL');
    await waitUntil('its guard', () => !existsSync(guardFile(place)));
    expect(await leftovers(place)).toEqual([]);
  });

  it('is nothing to sweep for, where there is none', async () => {
    expect(await sweep(labPlace('never'))).toEqual([]);
  });
});

async function serveInOwnProcess(place: LabPlace): Promise<number> {
  const jiti = join(packageFolder(), 'node_modules/.bin/jiti');
  const lab = join(__dirname, 'lab.ts');
  spawn(jiti, [lab, '--name', place.name, 'serve', '--image', 'prebaked'], { stdio: 'ignore' });
  await waitUntil('the lab', async () => (await findServedLab(place)) !== undefined);
  return (await findServedLab(place))!.pid;
}

/** In the network that every account has, with a volume. */
async function bootOneHost(place: LabPlace): Promise<void> {
  const { environment } = (await findServedLab(place))!;
  const calls = await openAwsCalls(place, environment);
  type Launched = { Instances: [{ InstanceId: string; Placement: { AvailabilityZone: string } }] };
  const { Instances } = await calls.call<Launched>('ec2', 'run_instances', {
    ...{ ImageId: 'ami-0a1b2c3d4e5f60002', InstanceType: 'm7i.large', MinCount: 1, MaxCount: 1 },
  });
  const [{ InstanceId, Placement }] = Instances;
  const { VolumeId } = await calls.call<{ VolumeId: string }>('ec2', 'create_volume', {
    ...{ AvailabilityZone: Placement.AvailabilityZone, Size: 10, VolumeType: 'gp3' },
  });
  await calls.call('ec2', 'attach_volume', { InstanceId, VolumeId, Device: '/dev/sdf' });
  calls.close();
  const isThere = async () => {
    const { instances } = await readAccount(place.control);
    return instances[0]?.state === 'running' && (await leftovers(place)).includes('loop device');
  };
  await waitUntil('a host with a disk', isThere, { everyMs: 200 });
}

/** What kinds of things of this lab are on the machine. */
async function leftovers(place: LabPlace): Promise<readonly string[]> {
  const namespaces = existsSync('/run/netns') ? readdirSync('/run/netns') : [];
  const kinds: Record<string, boolean> = {
    namespace: namespaces.some((name) => name.startsWith(place.namespace)),
    mount: readFileSync('/proc/self/mounts', 'utf8').includes(place.folder),
    'loop device': (await exec(['losetup', '--list'])).includes(place.folder),
    'control group': controlGroupFolders(place.controlGroup).some((path) => existsSync(path)),
    process: (await exec(['ps', 'axww', '-o', 'args='])).includes(`${place.folder}/`),
    folder: existsSync(place.folder),
    resolver: existsSync(place.resolverFolder),
  };
  return Object.keys(kinds).filter((kind) => kinds[kind]);
}
