import type { Deadline } from '../runtime/deadline.ts';
import { type ClaimsTable, type ForgottenClaims, forgetClaims } from './forget-claims.ts';
import { forgetProfile, type ProfilesTable } from './forget-profile.ts';

/** What became of what is known of a person. */
export interface Forgotten extends ForgottenClaims {
  /** Whether a profile was there, which is gone. */
  readonly profile: boolean;
}

/**
 * Forgets a person, up to a moment: the profile first, so that nothing that is counted meanwhile brings it
 * back, then what the claims say. What is left are the bare keys by which retries are dropped and events
 * counted once, until they expire, and the statistics, which name nobody. Done again it goes on where it ended.
 * @param until CreateTime, in seconds since 1970; its whole second is forgotten
 * @param dryRun counts and removes nothing
 * @throws {OutOfTimeError} where the deadline comes first; what the AWS SDK throws
 */
export async function forgetPerson(
  tables: ClaimsTable & ProfilesTable,
  openid: string,
  until: number,
  deadline: Deadline,
  dryRun = false,
): Promise<Forgotten> {
  const profile = await forgetProfile(tables, openid, until, deadline, dryRun);
  return { profile, ...(await forgetClaims(tables, openid, until, deadline, dryRun)) };
}
