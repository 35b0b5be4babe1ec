import { LOCAL_SLOTS, localPorts } from '../../cluster/local-site';

/** The most that fit into a slot. */
const HOSTS = Array.from({ length: 10 }, (_, index) => index);

it.each([
  ['addresses', [0]],
  ['ports', HOSTS],
] as const)(
  'the ports of local clusters never meet where members differ by %s',
  (addressing, of) => {
    const ports = Array.from({ length: LOCAL_SLOTS }, (_, slot) =>
      of.flatMap((index) => Object.values(localPorts({ addressing, slot }, index))),
    ).flat();
    expect(new Set(ports).size).toBe(ports.length);
  },
);
