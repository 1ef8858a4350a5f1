import type { Push } from './push.ts';
import { render, renderElement } from './render.ts';

/** Secure mode: nothing in clear but which account is meant. */
export function secureBody(push: Push, encrypted: string): Buffer {
  const fields = new Map([
    ['ToUserName', push.toUserName],
    ['Encrypt', encrypted],
  ]);
  return Buffer.from(render(fields, push.format));
}

/** Compatible mode: the push in clear with Encrypt as its last field, whatever the push holds. */
export function compatibleBody(push: Push, encrypted: string): Buffer {
  const { end, field } =
    push.format === 'json'
      ? { end: '}', field: `,"Encrypt":${JSON.stringify(encrypted)}` }
      : { end: '</xml>', field: `${renderElement('Encrypt', encrypted)}\n` };
  const at = push.body.lastIndexOf(end);
  const cut = at < 0 ? push.body.length : at;
  return Buffer.concat([push.body.subarray(0, cut), Buffer.from(field), push.body.subarray(cut)]);
}
