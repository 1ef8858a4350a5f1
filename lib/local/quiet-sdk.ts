/** Environment of a process in which the AWS SDK does not ask for a newer Node.js: Lambda has it already. */
export const quietSdk = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' } as const;
