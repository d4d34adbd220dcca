// The client of a Onetime Secret server. It offers the operations of the service and knows nothing about the runner.

import { ActionError } from '../errors.ts';
import type { Api, ApiRequest } from './api.ts';
import { burnAndConfirm } from './burn.ts';
import { judgeCreation } from './creation.ts';
import {
	creationOperation,
	LOOK_UP,
	type Operation,
	READ_GENERATED_VALUE,
	REVEAL,
	STATUS,
	VALUE_MAY_BE_SPENT,
} from './operations.ts';
import { type ApiCall, type ClientOptions, createRequester } from './requester.ts';
import type { Creation, ReceiptKey, ReceiptLook, SecretKey, SecretOptions, SecretService } from './types.ts';

/** Length of the keys up to release v0.23, and from v0.24 on. */
const KEY_LENGTHS = [31, 62];
const GUESSES_LOCK =
	'After wrong passphrases, servers say this for 20 to 30 minutes, even to the right passphrase.';

/** Creates a client for one server, and for one account or a guest. Its deadline is that of the sender. */
export function createClient(options: ClientOptions): SecretService {
	const { endpoint, credentials } = options;
	const { host, origin } = endpoint;
	const requester = createRequester(options);

	async function create(
		secret: SecretOptions,
		request: (api: Api) => ApiRequest,
		isGenerated: boolean,
	): Promise<Creation> {
		const operation = creationOperation(secret.recipient !== undefined);
		const call: ApiCall<ReturnType<Api['readCreation']>> = {
			operation,
			request,
			read: (api, object) => api.readCreation(object),
		};
		const { value, doubts, api } = await requester.ask(call);
		const generatedValueIn = isGenerated ? api.generatedValueIn : 'nowhere';
		return judgeCreation(value, { endpoint, options: secret, generatedValueIn, doubts });
	}

	async function lookUp(receipt: ReceiptKey): Promise<ReceiptLook> {
		const result = await requester.attempt({
			operation: LOOK_UP,
			request: (api) => api.receiptRequest(receipt),
			read: (api, object) => api.readReceipt(object),
		});
		const { outcome } = result;
		if (outcome.ok) return outcome.value ?? failForStatelessReceipt();
		if (outcome.refusal?.kind === 'gone') return UNKNOWN_RECEIPT;
		throw requester.explain(result);
	}

	function failForStatelessReceipt(): never {
		const leftBehind = LOOK_UP.ifNotSent;
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
				needsProvenCredentials: true,
			});
			return value;
		},
		share: (secret) => create(secret, (api) => api.shareRequest(secret), false),
		generate: (secret) => create(secret, (api) => api.generateRequest(secret), true),
		async readGeneratedValue(receipt) {
			const { value } = await requester.ask({
				operation: READ_GENERATED_VALUE,
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
				operation: REVEAL,
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
				? wrongPassphrase(host, passphrase !== undefined, outcome.refusal?.serverText)
				: requester.explain({ ...result, operation: annotateReveal(api, key, passphrase !== undefined) });
		},
		lookUp,
		burn: (receipt, passphrase) => burnAndConfirm({ host, requester, lookUp }, receipt, passphrase),
	};
}

/** What a look-up returns if the server does not know the receipt. */
const UNKNOWN_RECEIPT: ReceiptLook = {
	state: 'unknown',
	openedAt: undefined,
	secretTtlSeconds: undefined,
	needsPassphrase: undefined,
	plaintext: [],
};

/** The reveal operation with notes on what a refusal can mean in the API version that responded. */
function annotateReveal(api: Api, key: SecretKey, hasPassphrase: boolean): Operation {
	const locks = hasPassphrase ? api.passphraseLockKinds.map((kind) => [kind, GUESSES_LOCK]) : [];
	const gone = describeGone(api, key, hasPassphrase);
	return { ...REVEAL, notes: { gone, 'rate-limited': GUESSES_LOCK, ...Object.fromEntries(locks) } };
}

function describeGone(api: Api, key: SecretKey, hasPassphrase: boolean): string {
	if (!KEY_LENGTHS.includes(key.length)) {
		return 'The key in the link has an unusual length: it was probably cut off when it was copied. Copy the whole link.';
	}
	return `The server does not say why. Check in this order: ${api.goneCauses(hasPassphrase).join('; ')}. If none applies, ask for a new link.`;
}

function wrongPassphrase(host: string, isSent: boolean, serverText: string | undefined): ActionError {
	const message = isSent
		? `${host} did not open the link: the passphrase is wrong.`
		: `${host} did not open the link: it has a passphrase, and none was given.`;
	return new ActionError('wrong-passphrase', message, {
		leftBehind: 'The link was not opened.',
		foreignText: serverText,
	});
}
