import { expect, test } from 'vitest';
import { spoken } from '../../../functions/model/language.ts';

test('what is spoken is said in each language', () => {
  expect(spoken({ yes: 'yes' }, { yes: '是' })).toEqual({ en: { yes: 'yes' }, zh: { yes: '是' } });
});
