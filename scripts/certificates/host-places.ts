import { HOST_PROGRAM } from '../../cluster/host-files/host-program';
import { readHostIdentities } from '../health/host/host-identities';
import type { HostShells } from '../hosts/host-shell';
import { runOrThrow } from '../hosts/run-or-throw';
import type { IdentityPlaces } from './identity-places';

/** As long as the boot that it may be takes. */
export const BOOT_LIMIT_MS = 900_000;

/** Those of hosts of their own, by what their program says and does. */
export function hostPlaces(shells: HostShells): IdentityPlaces {
  return {
    read: ({ name }) => readHostIdentities(shells.of(name)),
    clock: async ({ name }) =>
      new Date(Number(await runOrThrow(shells.of(name), ['date', '+%s'])) * 1_000),
    request: ({ host, process }) =>
      runOrThrow(shells.of(host.name), [HOST_PROGRAM, 'request', process.name]),
    hand: async ({ host, process }, { signed, trusted }) => {
      const argv = [HOST_PROGRAM, 'certify', process.name];
      await runOrThrow(shells.of(host.name), argv, { input: `${signed}trusted\n${trusted}` });
    },
    noteTakenIn: async ({ host, process }, files) => {
      for (const path of files) {
        await runOrThrow(shells.of(host.name), [HOST_PROGRAM, 'runs-with', process.unit, path]);
      }
    },
    restart: async ({ host, process }) => {
      const argv = ['systemctl', 'restart', process.unit];
      await runOrThrow(shells.of(host.name), argv, { limitMs: BOOT_LIMIT_MS });
    },
  };
}
