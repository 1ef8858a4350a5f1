import { BadRequestError } from '../../functions/reads/bad-request-error.ts';
import { type NamesTable, objectionTo, removeName, writeName } from '../names/write-name.ts';

/**
 * Gives a product a name, or takes it away where the name is empty.
 * @param asked `{keyStandard, keyStr, name}`
 * @throws {BadRequestError} where it is something else, or no name
 */
export async function nameProduct(
  table: NamesTable,
  asked: unknown,
): Promise<{ readonly name: string | null }> {
  const { keyStandard, keyStr, name } = Object(asked);
  if (![keyStandard, keyStr].every((part) => typeof part === 'string' && part !== '')) {
    throw new BadRequestError('no product');
  }
  if (typeof name !== 'string') throw new BadRequestError('no name');
  const product = { KeyStandard: keyStandard, KeyStr: keyStr };
  const text = name.trim();
  if (text === '') {
    await removeName(table, product);
    return { name: null };
  }
  const objection = objectionTo(text);
  if (objection !== undefined) throw new BadRequestError(objection.en);
  await writeName(table, product, text);
  return { name: text };
}
