/**
 * Packages the AWS SDK would look for credentials with where the environment has none. Lambda's always has
 * them, so these are never imported, yet they would be a quarter of a bundle and of the time it takes to
 * load (docs/benchmarks.md).
 */
export const unusedCredentialProviders: readonly string[] = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];
