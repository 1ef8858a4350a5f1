/** Commands that the page tells its reader to run. */

export const deployCommand = 'npx cdk deploy -c appId=wx…';

/** Starts a local run that forwards to a server on this machine. */
export const forwardingStartCommand = 'FORWARD_URL=http://127.0.0.1:PORT/… npm start';

/** Says in words what is wrong with the server that is forwarded to. */
export const checkCommand = 'npm run forward -- check';

/** Looks at messages that nobody could process, or at pushes that nobody could read. */
export function peekCommand(queue: string, stack: string | undefined): string {
  return `npm run dlq -- peek ${queue}${stack === undefined ? '' : ` --stack ${stack}`}`;
}
