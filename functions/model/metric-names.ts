/** Where CloudWatch keeps the metrics the functions write (embedded metric format). */
export const metricsNamespace = 'WeixinProductEvents';

/** The one dimension every metric has: the stack, for an AWS account may hold several. */
export const serviceDimension = 'service';

/**
 * What the functions count, for alarms to see. Each costs $0.30 a month, so here stands only what no service
 * counts by itself: answers, errors, throttles, messages and their age are free metrics of API Gateway,
 * Lambda and SQS, and what is read after an incident stands in the wide log lines.
 */
export const receiverMetrics = {
  /** A push without a valid signature, or of another AppID, or stale, or too large to be one. */
  refused: 'Refused',
  /** A step of a push failed: claim, send, confirm or outbox. The push may have been taken all the same. */
  stepsFailed: 'StepsFailed',
  /** Of each push that was to be forwarded, 1 where the target failed and 0 where it answered; else never written. */
  forwardFailed: 'ForwardFailed',
} as const;
