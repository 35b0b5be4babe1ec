import { Security } from '../cluster/index';
import { renderForProduction } from './support/render-for-production';
import { validSpec } from './support/spec-builder';

const files = renderForProduction(validSpec({ security: Security.tls() })).flatMap(
  (each) => each.files,
);
const named = (end: RegExp) => files.filter(({ path }) => end.test(path));

// A dump of memory would put keys on a disk, in a file that systemd or an operator may carry away.
it('no unit of a host may write a dump of memory', () => {
  const units = named(/\.service$/);
  expect(units.length).toBeGreaterThan(20);
  for (const { path, content } of units) {
    expect([path, /^LimitCORE=(.*)$/m.exec(content)?.[1]]).toEqual([path, '0']);
  }
});

it('nor does Java write one when it crashes, whatever the limit of its process', () => {
  const settings = named(/\/jvm\.args$/);
  expect(settings).toHaveLength(6);
  for (const { content } of settings) expect(content).toMatch(/^-XX:-CreateCoredumpOnCrash$/m);
});
