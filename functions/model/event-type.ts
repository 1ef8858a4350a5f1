/** A text in each language that commands, page and mails speak. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** How a worker is fed: messages at most per batch, how long to wait for more, workers at once. */
export interface Batching {
  readonly size: number;
  readonly windowSeconds: number;
  readonly concurrency: number;
}

/** What every event carries. */
export const envelopeFields = ['ToUserName', 'FromUserName', 'CreateTime'] as const;

/** What an event of a product carries beside: the product. KeyStandard is an open set, KeyStr keeps its zeros. */
export const productFields = ['KeyStandard', 'KeyStr'] as const;

/** What stands for the hours and the channels in the names of stored attributes. */
export const ownLetters = { hour: 'h', channel: 'c' } as const;

type CharacterOf<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? First | CharacterOf<Rest>
  : never;

/** One lower-case letter, for what is stored under short names. */
export type Letter = CharacterOf<'abcdefghijklmnopqrstuvwxyz'>;

/** By what the events of a type are counted apart: each label has a counter of its own. */
export interface Breakdown<Field extends string = string> {
  readonly title: Words;
  /** What stands for it in the names of stored attributes, which DynamoDB bills. Of the type alone. */
  readonly letter: Exclude<Letter, (typeof ownLetters)[keyof typeof ownLetters]>;
  /** The fields whose values, joined by `/`, are the label. */
  readonly of: readonly Field[];
  /** What labels mean, where Weixin's documentation says it. @default they stand for themselves */
  readonly meanings?: Readonly<Record<string, Words>>;
  /** How much of a label, in characters, is enough for the whole account. @default all of it */
  readonly accountCharacters?: number;
}

/** What events of a type are counted under. */
export interface EventCounter {
  readonly name: string;
  /** What stands for it in the names of stored attributes, which DynamoDB bills. No other type's. */
  readonly letter: Letter;
  readonly title: Words;
}

/** All that the receiver knows of one type of event. */
export interface EventType<Field extends string = string> {
  /** What happened, in the merchant's words. */
  readonly meaning: Words;
  /** Weixin's fields beyond the envelope; absent in a push means the empty string. */
  readonly fields: readonly Field[];
  /** Fields without which the event says nothing: a push that lacks one is unreadable. */
  readonly required: readonly Field[];
  /** Fields that tell two events of one person and second apart; the profile's, say, do not. */
  readonly identity: readonly Field[];
  /** What such an event adds one to, each day. @default it is not counted */
  readonly counter?: EventCounter;
  /** Its user becomes a visitor of the product that day. @default it does not */
  readonly visits?: boolean;
  /** Its user is to be forgotten. @default they are not */
  readonly forgets?: boolean;
  /** By what its counter is broken down for a product. @default by nothing */
  readonly breakdowns?: Readonly<Record<string, Breakdown<Field>>>;
  readonly batching: Batching;
  /** The values of the sample in Weixin's documentation. */
  readonly sample: Readonly<Record<Field | (typeof envelopeFields)[number], string>>;
}

type FieldOf<Type> = Type extends { readonly fields: readonly (infer Field extends string)[] }
  ? Field
  : never;

/** Types of events by Weixin's names for them, each held to its own fields. */
export function defineEventTypes<
  const Types extends { readonly [Name in keyof Types]: EventType<FieldOf<Types[Name]>> },
>(types: Types): Types {
  return types;
}
