import type { ResolvedProps } from './kafka-cluster-props';

/** What the hosts go through to AWS and to packages, as user data has it. */
export interface FirstBootReach {
  /** Lines of `NAME='value'`. */
  readonly environment: readonly string[];
  /** What apt is to read in place of the image's sources. */
  readonly mirrors: readonly { readonly url: string; readonly suite: string }[];
}

/** Never through a proxy: it would answer with metadata, and rights, of its own. */
const ALWAYS_STRAIGHT = ['169.254.169.254', 'localhost', '127.0.0.1'];

/** @param straight further names that the network has a way of its own to */
export function firstBootReach(
  { proxy, packageMirror }: Pick<ResolvedProps, 'proxy' | 'packageMirror'>,
  straight: readonly string[],
): FirstBootReach {
  const noProxy = [...ALWAYS_STRAIGHT, ...straight, ...(proxy?.noProxy ?? [])];
  return {
    environment: [
      ...(proxy === undefined
        ? []
        : [
            `http_proxy='${proxy.url}'`,
            `https_proxy='${proxy.url}'`,
            `no_proxy='${noProxy.join(',')}'`,
          ]),
      ...(packageMirror === undefined ? [] : ["APT_CONFIG='/etc/cdktf-kafka/apt.conf'"]),
    ],
    mirrors:
      packageMirror === undefined
        ? []
        : [
            { url: packageMirror.url, suite: '$VERSION_CODENAME' },
            {
              url: packageMirror.securityUrl ?? `${packageMirror.url.replace(/\/$/, '')}-security`,
              suite: '$VERSION_CODENAME-security',
            },
          ],
  };
}
