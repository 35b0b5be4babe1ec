import { PROGRAM } from '../program';
import type { Topology } from '../topology';
import { withoutComments } from './without-comments';
import { BROUGHT_FOLDER, isSecured, type ShipperFile } from './shipper-files';

/** How a host comes by what belongs to no user data. */
export interface BroughtByHost {
  /** The authorities to trust, as PEM. They are no secret. */
  readonly trusted: string;
  /** A command of a shell, in one line, that prints the password. The host may run it by a role of its own. */
  readonly passwordCommand: string;
}

const FOLDER = '/run/cdktf-kafka-ship-files';

/** Five minutes: a role may not be there yet when a host boots. */
const TRIES = 60;

/**
 * A host's first boot that installs these files, by the script that is one of them. EC2 takes little: they are without
 * their comments.
 */
export function cloudInit(
  files: readonly ShipperFile[],
  topology: Topology,
  brought?: BroughtByHost,
): string {
  const { clusterName } = topology.spec;
  const written = brought
    ? [...files, { name: 'trusted.pem', mode: 0o644, content: brought.trusted }]
    : files;
  return [
    '#cloud-config',
    `# Installs the shipper of the Kafka cluster ${clusterName} on the first boot. Written by ${PROGRAM}.`,
    ...(isSecured(topology) && !brought ? ABOUT_SECRETS : []),
    'write_files:',
    ...written.map(writeFile),
    'runcmd:',
    `  - ${JSON.stringify(['sh', ...install(brought)])}`,
    '',
  ].join('\n');
}

const ABOUT_SECRETS = [
  `# Two files must be there before: ${BROUGHT_FOLDER}/trusted.pem and ${BROUGHT_FOLDER}/password (mode 0600).`,
  '# They belong to no user data. Have the host read them by a role of its own, in bootcmd.',
];

function writeFile({ name, mode, content }: ShipperFile): string {
  return [
    `  - path: ${FOLDER}/${name}`,
    `    permissions: '${mode.toString(8).padStart(4, '0')}'`,
    // Packed as a whole it is smaller than of packed parts. JSON is YAML, whatever is in it.
    `    content: ${JSON.stringify(withoutComments(content))}`,
  ].join('\n');
}

function install(brought: BroughtByHost | undefined): readonly string[] {
  const installer = `${FOLDER}/install.sh`;
  if (!brought) return [installer];
  // printf is part of the shell: the password is in no list of processes.
  const script = [
    'tries=0',
    `until password=$(${brought.passwordCommand}) && [ -n "$password" ]; do`,
    '  tries=$((tries + 1))',
    `  [ "$tries" -lt ${TRIES} ] || { echo 'cdktf-kafka-ship: the password was not to be had' >&2; exit 1; }`,
    '  sleep 5',
    'done',
    `printf '%s\\n' "$password" | sh ${installer} --trusted ${FOLDER}/trusted.pem --password-file /dev/stdin`,
  ];
  return ['-c', script.join('\n')];
}
