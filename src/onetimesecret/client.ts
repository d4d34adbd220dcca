// The client of a Onetime Secret server: knows what can be asked of it, knows nothing of the runner.

import { ActionError } from '../errors.ts';
import type { Api, ApiRequest } from './api.ts';
import { burnAndConfirm } from './burn.ts';
import { judgeCreation } from './creation.ts';
import { creation, FIRST_LOOK, LOOK, reveal, STATUS, VALUE_MAY_BE_SPENT } from './operations.ts';
import { type ClientOptions, createRequester, type Step } from './requester.ts';
import type { Creation, ReceiptKey, ReceiptLook, SecretKey, SecretOptions, SecretService } from './types.ts';

/** Lengths of the keys that servers make: up to release v0.23, and from v0.24 on. */
const KEY_LENGTHS = [31, 62];
const GUESSES_LOCK =
	'After wrong passphrases, servers say this for 20 to 30 minutes, even to the right passphrase.';

/** Makes a client for one server and one account, or for a guest. Its deadline is the sender's. */
export function createClient(options: ClientOptions): SecretService {
	const { endpoint, credentials } = options;
	const { host, origin } = endpoint;
	const requester = createRequester(options);

	async function create(
		secret: SecretOptions,
		request: (api: Api) => ApiRequest,
		isGenerated: boolean,
	): Promise<Creation> {
		const operation = creation(secret.recipient !== undefined);
		const step: Step<ReturnType<Api['readCreation']>> = {
			operation,
			request,
			read: (api, object) => api.readCreation(object),
		};
		const { value, doubts, api } = await requester.ask(step);
		const generatedValueIn = isGenerated ? api.generatedValueIn : 'nowhere';
		return judgeCreation(value, { endpoint, options: secret, generatedValueIn, doubts });
	}

	async function lookUp(receipt: ReceiptKey): Promise<ReceiptLook> {
		const result = await requester.attempt({
			operation: LOOK,
			request: (api) => api.receiptRequest(receipt),
			read: (api, object) => api.readReceipt(object),
		});
		const { outcome } = result;
		if (outcome.ok) return outcome.value ?? failForStatelessReceipt();
		if (outcome.refusal?.kind === 'gone') return GONE;
		throw requester.explain(result);
	}

	function failForStatelessReceipt(): never {
		const leftBehind = LOOK.ifNotSent;
		throw new ActionError('answer-unusable', `${host} sent a receipt without a known state.`, { leftBehind });
	}

	return {
		host,
		origin,
		isGuest: credentials === undefined,
		get apiVersion() {
			return requester.api.version;
		},
		async checkStatus() {
			const { value } = await requester.ask({
				operation: STATUS,
				request: (api) => api.statusRequest(),
				read: (api, object) => api.readStatus(object),
				provesCredentials: true,
			});
			return value;
		},
		share: (secret) => create(secret, (api) => api.shareRequest(secret), false),
		generate: (secret) => create(secret, (api) => api.generateRequest(secret), true),
		async readGeneratedValue(receipt) {
			const { value } = await requester.ask({
				operation: FIRST_LOOK,
				request: (api) => api.receiptRequest(receipt),
				read: (api, object) => api.readReceipt(object)?.plaintext.at(0),
			});
			if (value !== undefined) return value;
			throw new ActionError('answer-unusable', `${host} generated a value but does not show it.`, {
				advice:
					'Before release v0.24, API v2 never shows a generated value that has a passphrase. Use `api-version: v1`, or make the value in a step and use mode `share`.',
			});
		},
		async reveal(key, passphrase) {
			const result = await requester.attempt({
				operation: reveal({
					// Read after the request, when it is known which API version has responded.
					get gone() {
						return describeGone(requester.api, key, passphrase !== undefined);
					},
					'rate-limited': GUESSES_LOCK,
					'server-fault': GUESSES_LOCK,
					'unexpected-error': GUESSES_LOCK,
				}),
				request: (api) => api.revealRequest(key, passphrase),
				read: (api, object) => api.readValue(object),
			});
			const { outcome, api } = result;
			if (outcome.ok && outcome.value !== '') return outcome.value;
			if (outcome.ok) {
				throw new ActionError(
					'answer-unusable',
					`${host} opened the link, but its response holds no value.`,
					{
						leftBehind: VALUE_MAY_BE_SPENT,
					},
				);
			}
			const kind = outcome.refusal?.kind;
			throw kind !== undefined && kind === api.wrongPassphraseKind
				? wrongPassphrase(host, passphrase !== undefined, outcome.refusal?.words)
				: requester.explain(result);
		},
		lookUp,
		burn: (receipt, passphrase) => burnAndConfirm({ host, requester, lookUp }, receipt, passphrase),
	};
}

const GONE: ReceiptLook = {
	state: 'unknown',
	openedAt: undefined,
	secretTtlSeconds: undefined,
	needsPassphrase: undefined,
	plaintext: [],
};

function describeGone(api: Api, key: SecretKey, hasPassphrase: boolean): string {
	if (!KEY_LENGTHS.includes(key.length)) {
		return 'The key in the link has an unusual length: it was probably cut off when it was copied. Copy the whole link.';
	}
	return `The server does not say why. Check in this order: ${api.goneCauses(hasPassphrase).join('; ')}. If none applies, ask for a new link.`;
}

function wrongPassphrase(host: string, isSent: boolean, words: string | undefined): ActionError {
	const message = isSent
		? `${host} did not open the link: the passphrase is wrong.`
		: `${host} did not open the link: it has a passphrase, and none was given.`;
	return new ActionError('wrong-passphrase', message, {
		leftBehind: 'The link was not opened.',
		foreignText: words,
	});
}
