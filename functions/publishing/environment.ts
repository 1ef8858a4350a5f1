/** The one variable of a worker that is there only where events are published. */
export const publishVariable = 'PUBLISHED_EVENTS_TOPIC_ARN';

export type PublishVariable = typeof publishVariable;
