/** What a worker reads from its environment; the stack fills exactly these. */
export const workerVariables = ['EVENTS_TABLE', 'INSIGHTS_TABLE', 'STATS_TIME_ZONE', 'PROFILE_DAYS'] as const;

export type WorkerVariable = (typeof workerVariables)[number];
