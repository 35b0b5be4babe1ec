/** What the names of users begin with that this package's own checks make for a short while. */
export const OWN_USER_PREFIX = 'cdktf-kafka-';
