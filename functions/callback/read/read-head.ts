import type { Fields } from '../../model/read-event.ts';
import { matchAt } from './match-at.ts';
import { readElement } from './parse-flat.ts';

/**
 * What Weixin writes of its own, in this order, in front of whatever a follower has written: the text of a
 * message, what a link or a place is called, what a scanned code holds (Weixin, Receiving messages and events).
 */
const headNames = ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event', 'EventKey'] as const;

const xmlStart = /\s*(?:<\?xml[^>]*\?>\s*)?<xml>/y;
const jsonStart = /\s*\{/y;
/** A member of a JSON object whose value needs no unescaping, up to what separates it from the next. */
const jsonMember = /\s*"([A-Za-z]+)"\s*:\s*(?:"([^"\\]*)"|(\d+))\s*[,}]/y;

/**
 * As much of a push's head as stands there in Weixin's order and form. Nothing a follower writes can change
 * it, for the text is read from its start and no further than the first field that is none of the head's.
 */
export function readHead(text: string): Fields {
  const xml = matchAt(xmlStart, text, 0);
  if (xml) return readInOrder((at) => readElement(text, at), xml[0].length);
  const json = matchAt(jsonStart, text, 0);
  return json ? readInOrder((at) => readMember(text, at), json[0].length) : new Map();
}

interface Field {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

function readInOrder(readField: (at: number) => Field | undefined, start: number): Fields {
  const head = new Map<string, string>();
  let at = start;
  for (const name of headNames) {
    const field = readField(at);
    if (field?.name !== name) break;
    head.set(name, field.value);
    at = field.end;
  }
  return head;
}

function readMember(text: string, at: number): Field | undefined {
  const [member, name = '', quoted, digits = ''] = matchAt(jsonMember, text, at) ?? [];
  return member === undefined ? undefined : { name, value: quoted ?? digits, end: at + member.length };
}
