/** What Weixin and the receiver both know of an Official Account: by it pushes are signed and encrypted. */
export interface WeixinAccount {
  /** The Official Account's AppID (`wx…`). */
  readonly appId: string;
  readonly token: string;
  /** 43 characters of base64. */
  readonly encodingAesKey: string;
}
