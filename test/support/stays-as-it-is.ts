import type { SecuredHosts } from '../../scripts/securing/deployed-way';

/** A cluster whose security nobody changes, for those who converge it. */
export const STAYS_AS_IT_IS: Pick<SecuredHosts, 'at'> = {
  at: () => {
    throw new Error('the security of this cluster is not to be changed');
  },
};
