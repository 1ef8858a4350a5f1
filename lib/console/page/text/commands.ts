/** Commands that the page tells its reader to run. */

export const deployCommand = 'npx cdk deploy -c appId=wx…';

/** Looks at messages that nobody could process, or at pushes that nobody could read. */
export function peekCommand(queue: string, stack: string | undefined): string {
  return `npm run dlq -- peek ${queue}${stack === undefined ? '' : ` --stack ${stack}`}`;
}
