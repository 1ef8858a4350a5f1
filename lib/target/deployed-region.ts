import type { Region } from './stack-outputs.ts';

/** The region the AWS CLI and the CDK go to: unlike the SDK, they know AWS_DEFAULT_REGION as well. */
export function deployedRegion(): Region {
  const region = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION;
  return region ? { region } : {};
}
