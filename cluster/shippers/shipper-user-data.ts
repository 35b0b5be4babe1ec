import { SpecError, type Problem } from '../errors';
import { productionSite } from '../production-site';
import { RUN_PROGRAM } from '../program';
import { resolveSpec } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';
import { layOut, type Topology } from '../topology';
import { specProblems } from '../validate-spec';
import { withInstaller } from './render-shipper';
import { cloudInit, type BroughtByHost } from './shipper-cloud-init';
import { isSecured } from './shipper-files';

/** How hosts of a secured cluster come by what is in no user data. */
export type ShipperUserDataOptions = BroughtByHost;

/**
 * User data, as cloud-init takes it, of a host that sends its logs from its first boot on. It holds no secret. EC2 takes
 * 16 KB, and this packed: `userDataBase64: Fn.base64gzip(shipperUserData(…))`.
 *
 * @param name which of the spec's `shippers` the host is
 * @param options needed under `Security.tls()`, and not taken otherwise
 * @throws SpecError with all that is wrong with the spec, the name or the options
 */
export function shipperUserData(
  spec: KafkaClusterSpec,
  name: string,
  options?: ShipperUserDataOptions,
): string {
  const unsound = specProblems(spec);
  if (unsound.length > 0) throw new SpecError(unsound);
  const resolved = resolveSpec(spec);
  return renderUserData(layOut(resolved, productionSite(resolved)), name, options);
}

/** The same of hosts that are laid out already. */
export function renderUserData(
  topology: Topology,
  name: string,
  options?: ShipperUserDataOptions,
): string {
  const { shippers } = topology.spec;
  const shipper = shippers.find((each) => each.name === name);
  const problems = optionProblems(topology, options);
  if (shipper && problems.length === 0) {
    return cloudInit(withInstaller(topology, shipper, { firstBoot: true }), topology, options);
  }
  const known = shippers.map((each) => each.name).join(', ') || 'none';
  const unknown = {
    ...{ path: 'name', rule: 'name one of the shippers of the spec', value: name },
    remedy: `The spec has ${known}`,
  };
  throw new SpecError([...(shipper ? [] : [unknown]), ...problems]);
}

function optionProblems(
  topology: Topology,
  options: ShipperUserDataOptions | undefined,
): readonly Problem[] {
  if (!isSecured(topology)) {
    const rule = 'be left out: nobody logs in to this cluster';
    return options ? [{ path: 'options', rule, remedy: 'Leave it out' }] : [];
  }
  const { trusted, passwordCommand } = options ?? {};
  return [
    ...(/^-----BEGIN CERTIFICATE-----$/m.test(trusted ?? '')
      ? []
      : [
          {
            ...{ path: 'options.trusted', rule: 'be certificates, as PEM', value: trusted },
            remedy: `Give it what \`${RUN_PROGRAM} clients trusted\` prints`,
          },
        ]),
    ...(/^[^\n]*\S[^\n]*$/.test(passwordCommand ?? '')
      ? []
      : [
          {
            ...{ path: 'options.passwordCommand', value: passwordCommand },
            rule: 'be a command in one line that prints the password',
            remedy:
              'Give it such as `aws ssm get-parameter --with-decryption --name NAME --query Parameter.Value --output text`, ' +
              `with the name that \`${RUN_PROGRAM} clients connect\` says`,
          },
        ]),
  ];
}
