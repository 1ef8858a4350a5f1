/** The Insights table: statistics, profiles and reviews, the data that is read. */
export const insightsTable = { partitionKey: 'pk', sortKey: 'sk' } as const;
