/** The name of this package's program. */
export const PROGRAM = 'cdktf-kafka';

/**
 * How messages say to run it, in the folder of the project that has it. Outside of one a bare `npx`
 * would fetch, and run, whatever package the registry has by the program's name.
 */
export const RUN_PROGRAM = `npx --no-install ${PROGRAM}`;
