import { appWords } from '../../../scripts/terraform-plan/plan-stack';

const REASON = 'clusterName: must be at most 32 characters, got 40. Choose another.';

it.each([
  [
    'what cdktn repeats of the app, without its own words',
    [
      `\u001b[91m[2026-11-26T17:22:42] [ERROR] default - \u001b[39m${REASON}`,
      'ERROR: cdktn encountered an error while synthesizing',
      'Synth command: node main.js',
      'Command output on stderr:',
      '',
      '    Reading.',
      '',
      `    ${REASON}`,
      '',
      '',
      'There are some problems with the CLI configuration:',
    ],
    ['Reading.', '', REASON],
  ],
  ['all, without colours, where nothing is repeated', ['\u001b[91mno app\u001b[39m'], ['no app']],
  [
    'all where nothing stands in what is repeated',
    ['exited with code 1', 'Command output on stderr:', ''],
    ['exited with code 1', 'Command output on stderr:', ''],
  ],
  ['nothing of nothing', [], []],
])('tells %s', (_, output, words) => {
  expect(appWords(output)).toEqual(words);
});
