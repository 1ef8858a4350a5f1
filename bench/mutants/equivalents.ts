import type { Mutant } from './mutant.ts';

/** A mutant that no test can tell from the code, and why: it does the same, or differs in what nobody is promised. */
export interface Equivalent extends Pick<Mutant, 'file' | 'lineText' | 'original' | 'replacement'> {
  readonly because: string;
}

const noneIsEmpty = 'a batch is never empty';
const alwaysSaid = 'AWS always says it: the type alone allows that it does not';
const reviewed = 'what was not passed was reviewed: the type alone allows that it was not';
const storedSo = 'it is stored so: the type alone allows that it is not';
const visitsProduct = 'what is a visit is one of a product: the type alone allows that it is not';
const definedSo = 'each breakdown there is has a definition: the type alone allows that it has none';
const everyPart = 'a formatter gives each part that it was made for';
const bothOrNone = 'what is matched has both, what is not has neither';
const anyOrder = 'in which order equal ones come is not promised';

export const equivalents: readonly Equivalent[] = [
  {
    file: 'functions/outbox/send-batch.ts',
    lineText: 'QueueUrl: batch[0]?.queueUrl,',
    original: 'batch[0]?.queueUrl',
    replacement: 'batch[0].queueUrl',
    because: noneIsEmpty,
  },
  {
    file: 'functions/outbox/send-batch.ts',
    lineText: 'const { Failed = [] } = await queues.client.send(command, { abortSignal: signal });',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'no message has the id it names',
  },
  {
    file: 'functions/outbox/send-batch.ts',
    lineText: "if (message) failures.set(message, Code ?? 'Unknown');",
    original: 'message',
    replacement: 'true',
    because: 'SQS names no message but those it was sent',
  },
  {
    file: 'functions/outbox/send-batch.ts',
    lineText: "if (message) failures.set(message, Code ?? 'Unknown');",
    original: "'Unknown'",
    replacement: '""',
    because: alwaysSaid,
  },
  {
    file: 'functions/outbox/waiting-rows.ts',
    lineText:
      'yield pages.flatMap(({ rows }) => rows).sort((one, other) => (one.since < other.since ? -1 : 1));',
    original: 'one.since < other.since',
    replacement: 'one.since <= other.since',
    because: anyOrder,
  },
  {
    file: 'functions/outbox/waiting-rows.ts',
    lineText:
      'const { Items = [], LastEvaluatedKey } = await table.client.send(command, { abortSignal: signal });',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: alwaysSaid,
  },
  {
    file: 'functions/callback/forward/target.ts',
    lineText: 'if ((isIP(host) > 0 && !mayReach(host, reach)) || (isHere && !reach.loopback)) {',
    original: 'isIP(host) > 0',
    replacement: 'isIP(host) >= 0',
    because: 'what is no address may be reached, as far as its form says',
  },
  {
    file: 'functions/callback/forward/target.ts',
    lineText: "if (error || first === undefined) return callback(error ?? new Error('no address'), '');",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'who is given an error looks at no address',
  },
  {
    file: 'functions/callback/read/parse-flat.ts',
    lineText: "const space = matchAt(lastSpace, text, at)?.[0] ?? '';",
    original: 'matchAt(lastSpace, text, at)?.[0]',
    replacement: 'matchAt(lastSpace, text, at)[0]',
    because: 'the pattern matches everywhere, if only nothing',
  },
  {
    file: 'functions/callback/read/parse.ts',
    lineText: "if (root === undefined || typeof root === 'string' || others.length > 0)",
    original: "typeof root === 'string'",
    replacement: 'false',
    because: 'the parser gives an element’s children as a list: the type alone allows a text',
  },
  {
    file: 'functions/callback/verify/verify.ts',
    lineText: 'if (error instanceof DecryptionError) return undefined;',
    original: 'error instanceof DecryptionError',
    replacement: 'true',
    because: 'decrypt throws nothing else: what else it threw would be a fault of ours, to be seen',
  },
  {
    file: 'functions/model/event-order.ts',
    lineText: "const [createTime = ''] = CreateTimeEvent.split('#');",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'what is split has a first part',
  },
  {
    file: 'functions/model/mark-keys.ts',
    lineText: "const [day = '', event = ''] = sortKey.slice(markPrefix.length).split('#');",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'a mark’s key has both parts',
  },
  {
    file: 'functions/model/read-event.ts',
    lineText: "if ((fields.get('FromUserName') ?? '').length > longestUserName) {",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'it was seen above that the field is there',
  },
  {
    file: 'functions/model/read-event.ts',
    lineText: "if (!createTimePattern.test(fields.get('CreateTime') ?? '')) {",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'it was seen above that the field is there',
  },
  {
    file: 'functions/publishing/publish.ts',
    lineText: 'const { Failed = [] } = await sns.send(command, { abortSignal: deadline.signal });',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'no message has the id it names',
  },
  {
    file: 'functions/publishing/publish.ts',
    lineText: "if (refused) failures.set(refused.event, new NotPublishedError(Code ?? 'Unknown'));",
    original: 'refused',
    replacement: 'true',
    because: 'SNS names no message but those it was sent',
  },
  {
    file: 'functions/publishing/publish.ts',
    lineText: "if (refused) failures.set(refused.event, new NotPublishedError(Code ?? 'Unknown'));",
    original: "'Unknown'",
    replacement: '""',
    because: alwaysSaid,
  },
  {
    file: 'functions/forgetting/forget-claims.ts',
    lineText:
      'const { Items = [], LastEvaluatedKey } = await dynamodb.send(command, { abortSignal: signal });',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: alwaysSaid,
  },
  {
    file: 'functions/forgetting/forget-profile.ts',
    lineText: 'return at !== undefined && at <= order;',
    original: 'at !== undefined',
    replacement: 'true',
    because: 'what is not there is never old, asked or not: only the type wants it asked',
  },
  {
    file: 'functions/forgetting/forget-profile.ts',
    lineText: 'return at !== undefined && at <= order;',
    original: 'at <= order',
    replacement: 'at < order',
    because: 'no event has the order of a moment to forget up to',
  },
  {
    file: 'functions/forgetting/forget-profile.ts',
    lineText: 'const oldFirst = this.#first === undefined && isOld(firstSeen) ? [firstSeen] : [];',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'no profile has that attribute, and what is not there is not removed',
  },
  ...['NotOpenError', 'NotInScopeError', 'ForeignRequestError', 'NothingThereError'].map((name) => ({
    file: 'functions/reader/refusals.ts',
    lineText: `override readonly name = '${name}';`,
    original: `'${name}'`,
    replacement: '""',
    because: 'who is refused is told a status alone, and no log says more',
  })),
  {
    file: 'functions/reader/request.ts',
    lineText: "const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');",
    original: "'utf8'",
    replacement: '""',
    because: 'Node.js takes text for UTF-8',
  },
  {
    file: 'functions/stores/batch-get.ts',
    lineText: 'items.push(...(Responses?.[table] ?? []));',
    original: 'Responses?.[table]',
    replacement: 'Responses[table]',
    because: alwaysSaid,
  },
  {
    file: 'functions/stores/batch-get.ts',
    lineText: 'waiting = [...(UnprocessedKeys?.[table]?.Keys ?? []), ...waiting.slice(mostKeys)];',
    original: 'UnprocessedKeys?.[table]',
    replacement: 'UnprocessedKeys[table]',
    because: alwaysSaid,
  },
  {
    file: 'functions/week/handler.ts',
    lineText: "const { MessageId = '' } = await sns.send(",
    original: "''",
    replacement: '"Stryker was here!"',
    because: alwaysSaid,
  },
  {
    file: 'functions/week/week-text.ts',
    lineText: "const sign = week > before ? '+' : '−';",
    original: 'week > before',
    replacement: 'week >= before',
    because: 'as many is told above',
  },
  {
    file: 'functions/week/week-text.ts',
    lineText: 'const named = [productName(product), ...(day ? [day] : [])].join(text.comma);',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: reviewed,
  },
  {
    file: 'functions/week/week-text.ts',
    lineText: 'return line(named, short(review?.reasonMsg || text.noReason), text);',
    original: 'review?.reasonMsg',
    replacement: 'review.reasonMsg',
    because: reviewed,
  },
  {
    file: 'functions/workers/engine/cancellation.ts',
    lineText:
      'if (error instanceof TransactionCanceledException) return verdictOnReasons(error.CancellationReasons ?? []);',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: alwaysSaid,
  },
  {
    file: 'functions/workers/engine/cancellation.ts',
    lineText: 'const fate = readFate(reasons[0]?.Item?.[recordedFate]?.S);',
    original: 'reasons[0]?.Item',
    replacement: 'reasons[0].Item',
    because: alwaysSaid,
  },
  {
    file: 'functions/workers/engine/cancellation.ts',
    lineText: 'const fate = readFate(reasons[0]?.Item?.[recordedFate]?.S);',
    original: 'reasons[0]?.Item?.[recordedFate]?.S',
    replacement: 'reasons[0]?.Item?.[recordedFate].S',
    because: 'a record has its fate',
  },
  {
    file: 'functions/workers/engine/channel-memory.ts',
    lineText: 'if (this.#known.size > mostPartitions && oldest !== undefined) this.#known.delete(oldest);',
    original: 'oldest !== undefined',
    replacement: 'true',
    because: 'what is too large has a first',
  },
  {
    file: 'functions/workers/engine/listing-updates.ts',
    lineText: ".at(-1) ?? '';",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'a group has one at least',
  },
  {
    file: 'functions/workers/engine/listing-updates.ts',
    lineText: 'return [{ product, counter, letter: eventType(event.Event).counter?.letter, day, order }];',
    original: 'eventType(event.Event).counter?.letter',
    replacement: 'eventType(event.Event).counter.letter',
    because: 'what is counted has a counter',
  },
  {
    file: 'functions/workers/engine/listing-updates.ts',
    lineText:
      'return [counter, ...(isRecent && letter !== undefined ? [recentAttribute(letter, day)] : [])];',
    original: 'letter !== undefined',
    replacement: 'true',
    because: 'a counter has a letter',
  },
  {
    file: 'functions/runtime/clients.ts',
    lineText: 'for (const { config } of clients) config.requestHandler.destroy?.();',
    original: 'config.requestHandler.destroy?.()',
    replacement: 'config.requestHandler.destroy()',
    because: 'what sends requests in Node.js can be destroyed: the type alone allows that it cannot',
  },
  {
    file: 'functions/shares/shares.ts',
    lineText:
      "const isOpen = isSameHash(textOf(item, 'tokenHash') ?? '', hash) && now.toISOString() < share.validUntil;",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'neither is a hash, and what is none is the same as nothing',
  },
  {
    file: 'functions/shares/shares.ts',
    lineText: "id: textOf(item, 'sk') ?? '',",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'an item has its key',
  },
  {
    file: 'functions/web/encoding.ts',
    lineText: "export function acceptedEncoding(acceptEncoding = ''): ContentEncoding | undefined {",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'no encoding is called that',
  },
  {
    file: 'functions/web/encoding.ts',
    lineText: "const [coding = '', ...parameters] = part.split(';').map((each) => each.trim());",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'what is split has a first part',
  },
  {
    file: 'functions/web/etag.ts',
    lineText: "export function hasAlready(etag: string, ifNoneMatch = ''): boolean {",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'no content has that tag',
  },
  {
    file: 'functions/web/page-folder.ts',
    lineText: "const entries: readonly Entry[] = JSON.parse(readFileSync(join(folder, listName), 'utf8'));",
    original: "'utf8'",
    replacement: '""',
    because: 'JSON.parse takes bytes for UTF-8',
  },
  {
    file: 'functions/insights/periods.ts',
    lineText:
      'return { from: first, to: today, before: { from: firstOf(last), to: same < last ? same : last } };',
    original: 'same < last',
    replacement: 'same <= last',
    because: 'where they are equal it is the same day',
  },
  {
    file: 'functions/insights/provinces.ts',
    lineText: '[zh, en, ...(otherNames[code] ?? [])].map((name): [string, string] => [plain(name), code]),',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'a name that no place has',
  },
  {
    file: 'functions/insights/provinces.ts',
    lineText: "const code = /^(\\d\\d)(\\d{4})?$/.exec(regionCode)?.[1] ?? '';",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'neither is the code of a province',
  },
  {
    file: 'functions/insights/sums.ts',
    lineText: '.flatMap(({ channel }) => channel[name] ?? []),',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'what a day has of its own is there',
  },
  {
    file: 'functions/workers/engine/fact.ts',
    lineText: "if ((says.get(belief)?.order ?? '') < saying.order) says.set(belief, saying);",
    original: "(says.get(belief)?.order ?? '') < saying.order",
    replacement: "(says.get(belief)?.order ?? '') <= saying.order",
    because: 'no two events of a person have the same order',
  },
  {
    file: 'functions/insights/channels.ts',
    lineText: "return values.filter((text) => typeof text === 'string');",
    original: "values.filter((text) => typeof text === 'string')",
    replacement: 'values',
    because: storedSo,
  },
  {
    file: 'functions/insights/channels.ts',
    lineText: "return values.filter((text) => typeof text === 'string');",
    original: "typeof text === 'string'",
    replacement: 'true',
    because: storedSo,
  },
  {
    file: 'functions/insights/counted-of.ts',
    lineText:
      "const marks = items.map((item) => readMark(textOf(item, eventsTableSchema.sortKey) ?? '', item));",
    original: "''",
    replacement: '"Stryker was here!"',
    because: storedSo,
  },
  {
    file: 'functions/insights/counted-of.ts',
    lineText:
      "return new Set(records.flatMap((record) => (record?.fate === 'committed' ? [record.chunk] : [])));",
    original: 'record?.fate',
    replacement: 'record.fate',
    because: storedSo,
  },
  {
    file: 'functions/insights/counted-of.ts',
    lineText:
      "return new Set(records.flatMap((record) => (record?.fate === 'committed' ? [record.chunk] : [])));",
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'no chunk has that id',
  },
  {
    file: 'functions/insights/pipeline.ts',
    lineText: 'waiting: Number(Attributes?.ApproximateNumberOfMessages ?? 0),',
    original: 'Attributes?.ApproximateNumberOfMessages',
    replacement: 'Attributes.ApproximateNumberOfMessages',
    because: alwaysSaid,
  },
  {
    file: 'functions/insights/pipeline.ts',
    lineText: 'inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),',
    original: 'Attributes?.ApproximateNumberOfMessagesNotVisible',
    replacement: 'Attributes.ApproximateNumberOfMessagesNotVisible',
    because: alwaysSaid,
  },
  {
    file: 'functions/insights/query-all.ts',
    lineText: 'for (const item of page.Items ?? []) items.push(item);',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: alwaysSaid,
  },
  {
    file: 'functions/insights/timeline.ts',
    lineText:
      "const { Event = '', CreateTime, KeyStandard, KeyStr, ...others } = Object.fromEntries(pushed);",
    original: "''",
    replacement: '"Stryker was here!"',
    because: storedSo,
  },
  {
    file: 'functions/insights/timeline.ts',
    lineText: 'const fields: readonly string[] = isEventName(event) ? eventType(event).fields : [];',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'no push has a field of that name',
  },
  {
    file: 'functions/insights/timeline.ts',
    lineText: "return textOf(item, eventsTableSchema.sortKey) ?? '';",
    original: "''",
    replacement: '"Stryker was here!"',
    because: storedSo,
  },
  {
    file: 'functions/insights/users.ts',
    lineText: "scene: textOf(item, 'followScene') ?? '',",
    original: "''",
    replacement: '"Stryker was here!"',
    because: storedSo,
  },
  {
    file: 'functions/insights/users.ts',
    lineText: "keyStandard: textOf(item, 'followKeyStandard') ?? '',",
    original: "''",
    replacement: '"Stryker was here!"',
    because: storedSo,
  },
  {
    file: 'functions/insights/users.ts',
    lineText: "keyStr: textOf(item, 'followKeyStr') ?? '',",
    original: "''",
    replacement: '"Stryker was here!"',
    because: storedSo,
  },
  {
    file: 'functions/insights/visit.ts',
    lineText: 'if (event === undefined || createTime === undefined) return { seen: false };',
    original: 'createTime === undefined',
    replacement: 'false',
    because: storedSo,
  },
  {
    file: 'functions/workers/engine/unnamed-channels.ts',
    lineText: 'return (Attributes?.[unnamedDigests]?.SS ?? []).sort();',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: alwaysSaid,
  },
  {
    file: 'functions/workers/engine/write-facts.ts',
    lineText: "const extInfos = group.map(({ task }) => task.counted?.channel ?? '');",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'what is listed has an ExtInfo',
  },
  {
    file: 'functions/workers/engine/mark-events.ts',
    lineText: 'const product = isProductEvent(event) ? [productVisit(productId(event))] : [];',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: visitsProduct,
  },
  {
    file: 'functions/workers/engine/mark-events.ts',
    lineText: 'if (isProductEvent(task.event)) {',
    original: 'isProductEvent(task.event)',
    replacement: 'true',
    because: visitsProduct,
  },
  {
    file: 'functions/workers/engine/records.ts',
    lineText:
      'return records.map(readRecord).flatMap((record) => (record ? [[record.chunk, record.fate]] : []));',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: storedSo,
  },
  {
    file: 'functions/workers/engine/records.ts',
    lineText: 'error instanceof ConditionalCheckFailedException && readFate(error.Item?.[recordedFate]?.S);',
    original: 'error.Item?.[recordedFate]?.S',
    replacement: 'error.Item?.[recordedFate].S',
    because: 'a record has its fate',
  },
  {
    file: 'functions/workers/engine/records.ts',
    lineText: 'error instanceof ConditionalCheckFailedException && readFate(error.Item?.[recordedFate]?.S);',
    original: 'error.Item?.[recordedFate]',
    replacement: 'error.Item[recordedFate]',
    because: alwaysSaid,
  },
  {
    file: 'functions/workers/engine/own-events.ts',
    lineText:
      'error instanceof ConditionalCheckFailedException && error.Item?.[ownerAttribute(task.order)]?.S;',
    original: 'error.Item?.[ownerAttribute(task.order)]?.S',
    replacement: 'error.Item?.[ownerAttribute(task.order)].S',
    because: 'an owner is replaced, and never taken out',
  },
  {
    file: 'functions/workers/engine/plan-chunk.ts',
    lineText: 'for (const day of days.filter(needsMore)) day.pages.add(itemAt(nextPage(day)));',
    original: 'days.filter(needsMore)',
    replacement: 'days',
    because: 'of a day that needs no more nothing was read, which says that there are no other pages',
  },
  {
    file: 'functions/workers/engine/write-facts.ts',
    lineText: 'if (forgottenAt === undefined) return;',
    original: 'forgottenAt === undefined',
    replacement: 'false',
    because: 'nothing is older than what never was',
  },
  {
    file: 'functions/workers/engine/unnamed-channels.ts',
    lineText: 'return known.includes(digest) || (last !== undefined && digest > last);',
    original: 'last !== undefined',
    replacement: 'true',
    because: 'nothing is behind what is not there: the type alone asks',
  },
  {
    file: 'functions/workers/engine/unnamed-channels.ts',
    lineText: 'return (Attributes?.[unnamedDigests]?.SS ?? []).sort();',
    original: 'Attributes?.[unnamedDigests]?.SS',
    replacement: 'Attributes?.[unnamedDigests].SS',
    because: alwaysSaid,
  },
  {
    file: 'functions/workers/engine/write-channels.ts',
    lineText: 'if (counted?.product === undefined || counted.channel === undefined) return undefined;',
    original: 'counted.channel === undefined',
    replacement: 'false',
    because: 'what is counted for a product has an ExtInfo: the type alone allows that it has not',
  },
  {
    file: 'functions/workers/engine/write-channels.ts',
    lineText: "return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];",
    original: '[]',
    replacement: '["Stryker was here"]',
    because: storedSo,
  },
  {
    file: 'functions/model/regions.ts',
    lineText: 'return code && zh ? { code, zh } : undefined;',
    original: 'code && zh',
    replacement: 'code || zh',
    because: 'each city there is has a name: the type alone allows that it has not',
  },
  {
    file: 'functions/model/counters.ts',
    lineText: 'return breakdowns.get(name)?.title ?? { en: name, zh: name };',
    original: 'breakdowns.get(name)?.title',
    replacement: 'breakdowns.get(name).title',
    because: definedSo,
  },
  {
    file: 'functions/model/counters.ts',
    lineText: 'const meanings = breakdowns.get(name)?.meanings ?? {};',
    original: 'breakdowns.get(name)?.meanings',
    replacement: 'breakdowns.get(name).meanings',
    because: definedSo,
  },
  {
    file: 'functions/model/day.ts',
    lineText:
      "return (type: 'year' | 'month' | 'day' | 'hour') => parts.find((each) => each.type === type)?.value ?? '';",
    original: "''",
    replacement: '"Stryker was here!"',
    because: everyPart,
  },
  {
    file: 'functions/model/day.ts',
    lineText:
      "return (type: 'year' | 'month' | 'day' | 'hour') => parts.find((each) => each.type === type)?.value ?? '';",
    original: 'parts.find((each) => each.type === type)?.value',
    replacement: 'parts.find(each => each.type === type).value',
    because: everyPart,
  },
  {
    file: 'functions/model/day.ts',
    lineText: 'if (known) return known;',
    original: 'known',
    replacement: 'false',
    because: 'a formatter that is made anew says the same, at a hundred times the cost',
  },
  {
    file: 'functions/model/insights-table.ts',
    lineText: "const [, day = '', counter = ''] = sortKey.split('#');",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'the key of a day’s page has all its parts',
  },
  {
    file: 'functions/model/events-table.ts',
    lineText: "const [CreateTime = '', Event = '', ...parts] = sortKey.split('#').map(unescapePart);",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'a claim’s sort key says when and what',
  },
  {
    file: 'functions/model/events-table.ts',
    lineText: "const identity = isReadable ? fields.map((field, place) => [field, parts[place] ?? '']) : [];",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'it was seen above that there are as many parts as fields',
  },
  {
    file: 'functions/model/product.ts',
    lineText:
      'return KeyStandard === undefined || KeyStr === undefined ? undefined : { KeyStandard, KeyStr };',
    original: 'KeyStandard === undefined',
    replacement: 'false',
    because: 'what is split has a first part',
  },
  {
    file: 'functions/model/statistics.ts',
    lineText: 'if (letter === undefined || number === undefined) return undefined;',
    original: 'letter === undefined || number === undefined',
    replacement: 'letter === undefined && number === undefined',
    because: bothOrNone,
  },
  {
    file: 'functions/model/statistics.ts',
    lineText: 'if (letter === undefined || number === undefined) return undefined;',
    original: 'letter === undefined',
    replacement: 'false',
    because: bothOrNone,
  },
  {
    file: 'functions/model/statistics.ts',
    lineText: 'if (letter === undefined || number === undefined) return undefined;',
    original: 'number === undefined',
    replacement: 'false',
    because: bothOrNone,
  },
  {
    file: 'functions/model/statistics.ts',
    lineText: 'const [, letter, number] = /^(.):([0-9a-z]+)$/.exec(name) ?? [];',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'nobody looks at the whole of what was matched',
  },
  {
    file: 'functions/model/unnamed-channels.ts',
    lineText: "const kth = [...digests].sort()[digestsKept - 1] ?? '';",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'it was seen above that there are as many',
  },
  {
    file: 'functions/model/unnamed-channels.ts',
    lineText: 'const share = (Number.parseInt(kth, 16) + 1) / 16 ** digestDigits;',
    original: 'Number.parseInt(kth, 16) + 1',
    replacement: 'Number.parseInt(kth, 16) - 1',
    because: 'of 2^48 two more or fewer: it goes with the rounding',
  },
];

const known = new Set(equivalents.map(nameOf));

/** Whether no test has to notice a mutant. What people are told is held by tests where its words matter, and else is not. */
export function isEquivalent(mutant: Mutant): boolean {
  return mutant.isWording || known.has(nameOf(mutant));
}

function nameOf({ file, lineText, original, replacement }: Omit<Equivalent, 'because'>): string {
  return JSON.stringify([file, lineText, original, replacement]);
}
