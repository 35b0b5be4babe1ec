import { withoutCommands } from '../../cluster/ci-commands';

it.each([
  ['::error::x', ':⟨:⟩error::x'],
  ['  ::set-output name=a::x', '  :⟨:⟩set-output name=a::x'],
  ['a\n\t::add-mask::x', 'a\n\t:⟨:⟩add-mask::x'],
  ['a sentence ::stop-commands::x', 'a sentence :⟨:⟩stop-commands::x'],
  ['::ERROR file=a,line=1::x', ':⟨:⟩ERROR file=a,line=1::x'],
  ['##[error]x', '#⟨#⟩[error]x'],
  ['a ##vso[task.setvariable variable=a]x', 'a #⟨#⟩vso[task.setvariable variable=a]x'],
  ['###teamcity[message]', '##⟨#⟩teamcity[message]'],
  ['--- a group', '--⟨-⟩ a group'],
  ['+++ a group\n~~~ b', '++⟨+⟩ a group\n~~⟨~⟩ b'],
  ['^^^ +++', '^^⟨^⟩ +++'],
  ['travis_fold:start:x', 'travis⟨_⟩fold:start:x'],
])('%j is shown as %j', (text, shown) => {
  expect(withoutCommands(text)).toBe(shown);
});

it.each([
  ...['::/0', 'opens port 9092 to ::/0', 'from ::ffff:10.0.0.1', 'arn:aws:s3:::logs', 'a::b::c'],
  ...['## Heading', '# [x]', 'a --- b', '---', '-- a', '+ a', '@@ -1 +1 @@', 'std::string'],
])('%j is no command, and stays', (text) => {
  expect(withoutCommands(text)).toBe(text);
});
