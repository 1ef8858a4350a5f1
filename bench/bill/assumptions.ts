/** What cannot be measured on one machine, and what is taken for it. */
export const assumptions = {
  /** Milliseconds until a service answers a function in its region: single digits for DynamoDB, by AWS. */
  dynamodbCall: 5,
  dynamodbTransaction: 12,
  sqsCall: 10,
  snsCall: 15,
  /** Lambda gives a function one processor for so many MB. */
  megabytesOfProcessor: 1769,
  /** Bytes of START, END and REPORT, which Lambda logs beside what a function prints: the lines of its own documentation. */
  lambdaLogLines: [
    'START RequestId: 8f507cfc-3a1b-4697-b07a-ac58fc914c95 Version: $LATEST\n',
    'END RequestId: 8f507cfc-3a1b-4697-b07a-ac58fc914c95\n',
    'REPORT RequestId: 8f507cfc-3a1b-4697-b07a-ac58fc914c95\tDuration: 35.74 ms\tBilled Duration: 36 ms\tMemory Size: 512 MB\tMax Memory Used: 110 MB\t\n',
  ].join('').length,
  /** Calls a worker makes side by side before it counts (functions/workers/engine: write-facts.ts, own-events.ts). */
  callsSideBySide: 16,
  /** Messages a poller of Lambda gets or deletes with one request. */
  messagesOfRequest: 10,
  /** Pollers Lambda starts for a queue; each asks again after 20 s without a message. */
  pollersOfQueue: 5,
  secondsOfPoll: 20,
  /** A run of the outbox drain that finds nothing: four queries at once, one line printed. */
  drainMilliseconds: 25,
  drainMegabytes: 512,
  drainPrinted: 300,
} as const;

export const secondsOfMonth = 30 * 24 * 60 * 60;
