import { alwaysSaid, type Equivalent } from './equivalent.ts';

const reviewed = 'what was not passed was reviewed: the type alone allows that it was not';

export const week: readonly Equivalent[] = [
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
];
