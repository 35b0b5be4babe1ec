/**
 * `describe` for what only Linux has: systemd, GNU find, /proc. Elsewhere the tests are shown as
 * skipped, but with CI=true they run, and fail: nothing is left out there unnoticed.
 */
export const describeOnLinux =
  process.platform === 'linux' || process.env.CI === 'true' ? describe : describe.skip;
