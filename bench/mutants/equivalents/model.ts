import type { Equivalent } from './equivalent.ts';

const definedSo = 'each breakdown there is has a definition: the type alone allows that it has none';
const everyPart = 'a formatter gives each part that it was made for';
const bothOrNone = 'what is matched has both, what is not has neither';

export const model: readonly Equivalent[] = [
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
    file: 'functions/model/event-order.ts',
    lineText: "const [createTime = ''] = CreateTimeEvent.split('#');",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'what is split has a first part',
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
    file: 'functions/model/insights-table.ts',
    lineText: "const [, day = '', counter = ''] = sortKey.split('#');",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'the key of a day’s page has all its parts',
  },
  {
    file: 'functions/model/mark-keys.ts',
    lineText: "const [day = '', event = ''] = sortKey.slice(markPrefix.length).split('#');",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'a mark’s key has both parts',
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
    file: 'functions/model/regions.ts',
    lineText: 'return code && zh ? { code, zh } : undefined;',
    original: 'code && zh',
    replacement: 'code || zh',
    because: 'each city there is has a name: the type alone allows that it has not',
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
