// What the secrets and variables hold that recipes name.

/** A key as it lies in a file; recipes keep it as base64. */
export const SSH_KEY =
	'-----BEGIN KEY-----\nc29tZSBieXRlcyBvZiBhIGtleQ\nYW5kIHNvbWUgbW9yZQ==\n-----END KEY-----\n';

/** What a person hands in. */
export const CERTIFICATE =
	'-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUEmbedded\n-----END CERTIFICATE-----\n';

/** The passphrase that the recipient knows. */
export const TEAM_PASSPHRASE = 'correct horse battery';

/** Repository secrets. OTS_TOKEN comes from the server. */
export const SECRETS = {
	DEPLOY_PASSWORD: 'Tr0ub4dor&3 for deployments',
	PREVIEW_PASSWORD: 'only-for-this-preview-77',
	TEAM_PASSPHRASE,
	DB_USER: 'deployment-user',
	DB_PASSWORD: 'database/pass+word=9',
	DB_TOKEN: 'token-of-the-database-api',
	SSH_KEY_BASE64: Buffer.from(SSH_KEY).toString('base64'),
	CHAT_WEBHOOK: 'https://chat.example.com/hooks/c4a7',
	TEAMS_WEBHOOK: 'https://teams.example.com/hooks/7ea5',
	SLACK_BOT_TOKEN: 'xoxb-not-a-real-token',
	SMS_TOKEN: 'token-of-the-text-messages',
	ON_CALL_PHONE: '+15550100',
	ACCESS_CLIENT_ID: 'client-id-of-the-access-proxy',
	ACCESS_CLIENT_SECRET: 'client-secret-of-the-access-proxy',
} as const;

/** Host of the custom domain, and of the self-hosted server. */
export const OWN_HOST = 'secrets.example.com';

/** Variables. OTS_USERNAME, COMPANY_PROXY and COMPANY_CA come from the surroundings. */
export const VARS = {
	OTS_DOMAIN: OWN_HOST,
	OTS_SERVER: OWN_HOST,
	DB_HOST: 'db.example.com',
	DB_API_HOST: 'db-api.example.com',
	APP_HOST: 'app.example.com',
	SMS_HOST: 'sms.example.com',
	SLACK_CHANNEL_ID: 'C0123456789',
	ON_CALL_EMAIL: 'on-call@example.com',
} as const;
