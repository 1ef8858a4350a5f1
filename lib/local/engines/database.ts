/** A DynamoDB of one's own, empty when it is opened, that nobody else sees. */
export interface Database {
  readonly endpoint: string;
  /** By which whoever calls it has to sign. */
  readonly accessKeyId: string;
  close(): Promise<void>;
}

/** What DynamoDB is on this machine. */
export interface DynamodbEngine {
  /** @throws {LocalRunError} with what the engine printed, where it does not start */
  openDatabase(): Promise<Database>;
  /** Closes every database, and waits until the engine's processes are gone. */
  stop(): Promise<void>;
}
