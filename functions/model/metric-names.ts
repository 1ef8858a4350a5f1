/** CloudWatch metrics the functions write (embedded metric format) and alarms and dashboard read. */
export const metricsNamespace = 'WeixinProductEvents';

/** The one dimension beside the service: the type of event. */
export const eventDimension = 'event';

/** Counted per type of event. */
export const eventMetrics = {
  /** A push was claimed and put on its queue. */
  enqueued: 'Enqueued',
  /** Weixin pushed the same event again; nothing was done. */
  retryDropped: 'RetryDropped',
  /** SQS did not take the event: it waits in the outbox. */
  outboxed: 'Outboxed',
  /** An authentic push of something else, acknowledged and forgotten. */
  notProductEvent: 'NotProductEvent',
  /** A worker counted the event. */
  counted: 'Counted',
  /** A worker met an event that was counted before. */
  alreadyCounted: 'AlreadyCounted',
  /** A worker gave a message back to its queue. */
  givenBack: 'GivenBack',
  /** A transaction met another one on the same item. */
  conflicts: 'TransactionConflicts',
} as const;

/** Counted for the whole receiver: what alarms look at. */
export const receiverMetrics = {
  /** A push without a valid signature, or of another AppID, or stale, or too large to be one. */
  refused: 'Refused',
  /** An authentic push nobody could read, kept in the quarantine. */
  quarantined: 'Quarantined',
  /** DynamoDB did not answer: the event was sent without its claim, the workers tell copies apart. */
  deduplicationBypassed: 'DeduplicationBypassed',
  /** Neither DynamoDB nor SQS took the push: Weixin was told to push again. */
  notTaken: 'NotTaken',
  /** AWS denied a function a call: a permission is missing. */
  accessDenied: 'AccessDenied',
  /** Rows that wait in the outbox. */
  outboxDepth: 'OutboxDepth',
  /** Age of the oldest row in the outbox, in seconds. */
  outboxAge: 'OutboxAge',
} as const;
