import { describeUnless } from '../../../support/describe-unless';
import { HostFunctions } from '../../../support/host-functions';
import { sandboxObstacle } from '../../../support/host-sandbox';

describeUnless(sandboxObstacle(), 'what a host fetches from its bucket', () => {
  let host: HostFunctions;
  beforeEach(async () => {
    host = await HostFunctions.make();
  });
  afterEach(() => host?.remove());

  /** Fetches a manifest for which the deployer vouches. */
  const fetchManifest = (manifest: string) => {
    host.box.put('logs/broker-1/manifest', manifest);
    return host.call(
      'sha256sum "/bucket/files/$PREFIX/manifest" | cut -d" " -f1 >"$VOUCHED"; fetch_files',
    );
  };

  it('is taken where it is its own', () => {
    expect(fetchManifest('host broker-1\n')).toEqual({ code: 0, said: '' });
  });

  it('is refused where it is of another host, also if the deployer vouches for it', () => {
    const { code, said } = fetchManifest('host broker-2\n');
    expect(said).toContain(
      "REFUSED: s3://files/logs/broker-1/manifest: must be of broker-1, got 'broker-2'.",
    );
    expect(code).toBe(3);
  });
});
