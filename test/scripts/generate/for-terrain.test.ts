import { forTerrain } from '../../../scripts/generate/for-terrain';

it.each([
  ['const cdktf_1 = require("cdktf");', 'const cdktf_1 = require("cdktn");'],
  ['require("@cdktf/provider-aws/lib/vpc")', 'require("@cdktn/provider-aws/lib/vpc")'],
  ["import { Token } from 'cdktf';", "import { Token } from 'cdktn';"],
  [
    "import type { Vpc } from '@cdktf/provider-aws/lib/vpc';",
    "import type { Vpc } from '@cdktn/provider-aws/lib/vpc';",
  ],
  ["import 'cdktf/lib/testing';", "import 'cdktn/lib/testing';"],
  ['of(): import("cdktf").IResolvable;', 'of(): import("cdktn").IResolvable;'],
])('imports CDK Terrain in place of CDKTF: %s', (module, expected) => {
  expect(forTerrain(module)).toBe(expected);
});

it.each([
  'require("constructs")',
  'require("./cdktf")',
  "import { KafkaCluster } from 'cdktf-kafka-cluster';",
  "program: 'npx --no-install cdktf-kafka'",
  "peers: { cdktf: undefined, '@cdktf/provider-aws': undefined }",
  '// read by `cdktf deploy`',
])('leaves all else as it is: %s', (module) => {
  expect(forTerrain(module)).toBe(module);
});
