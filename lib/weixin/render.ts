import type { WeixinEvent } from '../../functions/model/event-types.ts';
import type { Fields } from '../../functions/model/read-event.ts';

/** How a push's body is written: XML, or JSON where the Official Accounts Platform's option is set. */
export const formats = ['xml', 'json'] as const;

export type Format = (typeof formats)[number];

/** The fields of an event's push, in Weixin's order; a follow carries its product as EventKey. */
export function pushFields(event: WeixinEvent): Fields {
  const { Event, ToUserName, FromUserName, CreateTime, ...product } = event;
  const content = event.Event === 'subscribe' ? { EventKey: followKey(event) } : product;
  const all = { ToUserName, FromUserName, CreateTime, MsgType: 'event', Event, ...content };
  return new Map(Object.entries(all));
}

/** Writes a push's body: UTF-8 text, whatever the fields are. */
export function render(fields: Fields, format: Format): string {
  return format === 'json' ? renderJson(fields) : renderXml(fields);
}

/** One element as Weixin writes it: text in CDATA, the numbers bare. */
export function renderElement(name: string, value: string): string {
  return `<${name}>${isBareNumber(name, value) ? value : cdata(value)}</${name}>`;
}

function renderXml(fields: Fields): string {
  const elements = [...fields].map(([name, value]) => renderElement(name, value));
  return ['<xml>', ...elements, '</xml>'].join('\n');
}

function renderJson(fields: Fields): string {
  const values = [...fields].map(([name, value]) => {
    const isNumber = isBareNumber(name, value) && String(Number(value)) === value;
    return [name, isNumber ? Number(value) : value] as const;
  });
  return JSON.stringify(Object.fromEntries(values));
}

const numbers = ['CreateTime', 'Sex', 'Scene'];

function isBareNumber(name: string, value: string): boolean {
  return numbers.includes(name) && /^\d+$/.test(value);
}

// A section ends at the first ]]>, so that one inside the value stands half in one section, half in the next.
function cdata(value: string): string {
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function followKey(event: WeixinEvent<'subscribe'>): string {
  const parts = [event.Scene, event.KeyStandard, event.KeyStr];
  return (event.ExtInfo ? [...parts, event.ExtInfo] : parts).join('|');
}
