/** Moved back this often, a message is not a passing fault's. */
export const mostRedrives = 3;
