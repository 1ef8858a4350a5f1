/** What the callback function reads where pushes are forwarded; without the first nothing is. */
export const forwardVariables = ['FORWARD_URL', 'FORWARD', 'FORWARD_ON_FAILURE'] as const;

export type ForwardVariable = (typeof forwardVariables)[number];

/** Set by a local run alone: its functions may forward to the machine they run on. */
export const loopbackVariable = 'FORWARD_TO_LOOPBACK';
