/** What the tests use of the npm package, which has no types of its own. */
declare module 'wechat-crypto' {
  export default class WXBizMsgCrypt {
    constructor(token: string, encodingAesKey: string, appId: string);
    getSignature(timestamp: string, nonce: string, encrypted?: string): string;
    encrypt(text: string): string;
    decrypt(text: string): { readonly message: string; readonly id: string };
  }
}
