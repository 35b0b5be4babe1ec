import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../cluster/errors';
import { nameOf } from './account';
import { startAwsDouble } from './aws-double/start-aws-double';
import { makeCertificates } from './certificates';
import { exec } from './exec';
import type { BootedHost, HostGround } from './hosts/booted-host';
import { Disks } from './hosts/disks';
import { Reconciler } from './hosts/reconcile';
import { imageLayers, type ImageKind } from './image/image-layers';
import { ensureLabImage } from './image/lab-image';
import { QUICK_JAVA } from './quick-java';
import { LAB_ADDRESSES, labPlace, type LabPlace } from './lab-place';
import { LabNetwork } from './network/network';
import { findServedLab } from './served-lab';
import { startGuard, waitForGuard } from './start-guard';
import { sweep } from './sweep';

export interface LabOptions {
  /** @default 'lab' */
  readonly name?: string;
  /** @default 'prebaked' */
  readonly image?: ImageKind;
  /** By an image's id, for instances of it alone: a kind other than {@link image}. */
  readonly images?: Readonly<Record<string, ImageKind>>;
  /** Hosts start with {@link QUICK_JAVA}. @default false: as they are rendered */
  readonly quickJava?: boolean;
  readonly onEvent?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** An AWS account of nobody's, whose instances are booted Debian hosts. */
export interface Lab {
  readonly place: LabPlace;
  readonly network: LabNetwork;
  /** What terraform and the AWS tools need in their environment; they must run {@link inLab}. */
  readonly environment: Readonly<Record<string, string>>;
  /** The hosts that are there now. */
  hosts(): readonly BootedHost[];
  /** The one that plays a host of the cluster, by its name such as `broker-1`. */
  host(name: string): BootedHost;
  /** Ends it all, and removes it. */
  stop(): Promise<void>;
}

/** Starts a lab; what a lab of the same name has left behind is removed first. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { name = 'lab', onEvent = () => undefined, signal } = options;
  const place = labPlace(name);
  const image = await ensureLabImage({ onProgress: onEvent, ...(signal && { signal }) });
  if (await findServedLab(place)) {
    throw new UserError(`lab ${name}: must be down. Run npm run lab -- --name ${name} down.`);
  }
  await waitForGuard(place);
  await sweep(place);
  await mkdir(place.folder, { recursive: true });
  const dismissGuard = startGuard(place);
  try {
    const network = new LabNetwork(place);
    await network.make();
    const certificates = await makeCertificates(join(place.folder, 'tls'), image.bare);
    await exec(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', place.sshKey]);
    const double = await startAwsDouble({
      hosts: {
        namespace: place.namespace,
        address: LAB_ADDRESSES.aws,
        metadataAddress: LAB_ADDRESSES.metadata,
        tlsCertificate: certificates.certificate,
        tlsKey: certificates.key,
        sshPublicKey: (await readFile(`${place.sshKey}.pub`, 'utf8')).trim(),
        control: place.control,
        packages: image.packages,
      },
      logFile: join(place.folder, 'aws-double.log'),
      onProgress: onEvent,
      ...(signal && { signal }),
    });
    const ground: HostGround = {
      place,
      network,
      disks: new Disks(join(place.folder, 'volumes')),
      layersOf: await imageLayers(image, { ...options, above: certificates.trustLayer }),
      environment: options.quickJava ? QUICK_JAVA : {},
    };
    const reconciler = new Reconciler(ground, onEvent);
    reconciler.start();
    return {
      place,
      network,
      environment: double.environment,
      hosts: () => reconciler.hosts(),
      host: (hostName) => findHost(reconciler.hosts(), hostName),
      stop: async () => {
        await reconciler.stop();
        await double.stop();
        await sweep(place);
        dismissGuard();
      },
    };
  } catch (error) {
    await sweep(place);
    dismissGuard();
    throw error;
  }
}

function findHost(hosts: readonly BootedHost[], name: string): BootedHost {
  const found = hosts.find(({ instance }) => nameOf(instance) === name);
  if (found) return found;
  const known = hosts.map(({ instance }) => nameOf(instance)).join(', ');
  throw new UserError(`${name}: must be a running host, of ${known || 'which there is none'}.`);
}

/**
 * A command as it runs inside a lab: on its network and with its DNS.
 * `ip netns exec` also hides the machine's own /sys and resolv.conf from it.
 */
export function inLab(place: LabPlace, argv: readonly string[]): readonly string[] {
  return ['ip', 'netns', 'exec', place.namespace, ...argv];
}
