import { isPlaceholder } from '../../../scripts/terraform-plan/placeholder';

it.each([
  ...[
    'REDACTED',
    '<REDACTED>',
    '[redacted]',
    '__REDACTED__',
    '**redacted**',
    'redacted-by-atlantis',
  ],
  ...['(sensitive value)', 'sensitive value', '(sensitive)', '<sensitive>', '[MASKED]', '<hidden>'],
  ...[
    '***',
    '********',
    '••••••',
    'XXXXXXXX',
    '(known after apply)',
    '[secret removed]',
    '{{redacted}}',
    '[filtered]',
  ],
  ...['[REDACTED:aws-key]', ' <redacted> ', '<computed>'],
])('%j stands for a value that was taken out', (text) => {
  expect(isPlaceholder(text)).toBe(true);
});

it.each([
  ...[
    '',
    ' ',
    '*',
    '**',
    '*.example.com',
    'sensitive',
    'confidential',
    'hidden',
    'secret',
    'removed',
  ],
  ...[
    'the secret of logs',
    '(secret plan of the day)',
    'redacted-logs-bucket',
    '(none)',
    '---',
    '...',
  ],
  ...[
    'arn:aws:s3:::logs/*',
    'xxx',
    '[]',
    '{}',
    'PLAINTEXT',
    'masked',
    '{{secret}}',
    '${hidden}',
    '%secret%',
    '__name__',
    '0.0.0.0/0',
    'x'.repeat(5),
  ],
  ...['*** WARNING *** this host is not yours', `<redacted>${' '.repeat(60)}`],
])('%j is a value', (text) => {
  expect(isPlaceholder(text)).toBe(false);
});
