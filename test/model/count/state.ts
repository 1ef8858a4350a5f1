/**
 * The workers' protocol (docs/count-protocol.md) with two events of one person, day and product, and workers
 * that have messages with one of them or both. A worker owns a chunk; one that begins anew owns a second one.
 */
/** How many chunks there are at most, so that the states come to an end. */
const mostChunks = 4;

/** Which event of a state it is. */
export type EventNumber = number;
/** Which chunk of a state it is. */
export type ChunkNumber = number;

export type Fate = 'committed' | 'aborted';

/** Where a worker is with its chunk. */
export type WorkerStep = 'mark' | 'read' | 'abort' | 'takeOver' | 'count' | 'ended';

export interface Worker {
  readonly at: WorkerStep;
  readonly chunk: ChunkNumber;
  /** The events of its messages that are not known to be counted yet. */
  readonly events: readonly EventNumber[];
  /** Those of them it knows to be its chunk's. */
  readonly owned: readonly EventNumber[];
  /** Those that somebody else's chunk owns, with the chunk. */
  readonly foreign: readonly (readonly [EventNumber, ChunkNumber])[];
  /** The event that makes the person a visitor, as its mark told. */
  readonly visitor?: EventNumber | undefined;
}

export interface State {
  /** Per event the chunk that owns it. */
  readonly owners: readonly (ChunkNumber | undefined)[];
  /** The event that makes the person a visitor. */
  readonly visitor: EventNumber | undefined;
  /** Per chunk. */
  readonly records: readonly (Fate | undefined)[];
  /** How often each event is in the statistics; 2 stands for more, too. */
  readonly counted: readonly number[];
  readonly visitors: number;
  /** Per event: a worker has said that its message is done. */
  readonly done: readonly boolean[];
  readonly workers: readonly Worker[];
  /** A request nobody waits for any longer: it may be carried out at any time, or never. */
  readonly late: Request | undefined;
}

/** A request to DynamoDB that changes something. */
export type Request =
  | { readonly step: 'mark'; readonly chunk: ChunkNumber; readonly events: readonly EventNumber[] }
  | { readonly step: 'abort'; readonly chunk: ChunkNumber }
  | {
      readonly step: 'takeOver';
      readonly chunk: ChunkNumber;
      readonly event: EventNumber;
      readonly theirs: ChunkNumber;
    }
  | {
      readonly step: 'count';
      readonly chunk: ChunkNumber;
      readonly events: readonly EventNumber[];
      readonly visitor: EventNumber | undefined;
    };

/** @param messages the events each worker has a message of */
export function initialState(messages: readonly (readonly EventNumber[])[]): State {
  return {
    owners: [undefined, undefined],
    visitor: undefined,
    records: Array.from({ length: mostChunks }, () => undefined),
    counted: [0, 0],
    visitors: 0,
    done: [false, false],
    workers: messages.map((events, place) => ({
      at: 'mark',
      chunk: place,
      events,
      owned: [],
      foreign: [],
    })),
    late: undefined,
  };
}
