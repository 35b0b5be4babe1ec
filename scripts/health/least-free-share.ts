/** Of a disk. With less, a broker may run out of it while another one restarts. */
export const LEAST_FREE_SHARE = 0.02;
