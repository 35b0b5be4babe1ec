import { mavenReasons } from '../../../scripts/distribution/run-maven';

test("of Maven's output the reasons are shown, not the advice", () => {
  const output = [
    '[INFO] BUILD FAILURE',
    '[ERROR] Plugin a:b:1 or one of its dependencies could not be resolved: no route -> [Help 1]',
    '[ERROR] ',
    '[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.',
    '[ERROR] Re-run Maven using the -X switch to enable full debug logging.',
    '[ERROR] ',
    '[ERROR] For more information about the errors and possible solutions, please read:',
    '[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/PluginResolutionException',
  ];
  expect(mavenReasons(output)).toEqual([
    '[ERROR] Plugin a:b:1 or one of its dependencies could not be resolved: no route',
  ]);
});

test('where Maven itself could not start, the last lines are shown', () => {
  const output = [
    '1',
    '2',
    'The JAVA_HOME environment variable is not defined correctly',
    '4',
    '5',
    '6',
  ];
  expect(mavenReasons(output)).toEqual(output.slice(1));
});
