// The client of a Onetime Secret server: knows requests and JSON, knows nothing of the runner.

import { ActionError, COPY_MAY_LIVE } from '../errors.ts';
import type { Outcome, Sender } from '../http/retrying.ts';
import type { HttpRequest } from '../http/transport.ts';
import { type Refusal, type Sorted, setbackOf } from './answer.ts';
import { judgeCreation } from './creation.ts';
import type { JsonObject } from './decode.ts';
import type { Endpoint } from './endpoint.ts';
import { explainFailure, type Operation } from './failures.ts';
import { goneCauses } from './gone.ts';
import type { BurnAnswer, Creation, CreationWish, Credentials, SecretService } from './types.ts';
import * as v1 from './v1.ts';
import { sortAnswer } from './v1-answers.ts';

/** What a client is made of. */
export interface ClientParts {
	readonly endpoint: Endpoint;
	/** Undefined for an anonymous client. */
	readonly credentials: Credentials | undefined;
	readonly send: Sender;
	/** The mode of the step, for the words of errors. */
	readonly mode: string;
	/** Sent as it is; see `version.ts`. */
	readonly userAgent: string;
}

const MAIL_MAY_BE_OUT =
	'The recipient may have got an e-mail with a working link, or not; a second one must not go out.';
const VALUE_MAY_BE_SPENT =
	'The value may be spent: the server may have handed it out without its answer arriving here.';
const LINK_LIVES_ON = 'The link may still work until its lifetime ends.';
const GUESSES_LOCK =
	'Servers also say this for 20 to 30 minutes after wrong passphrases, even to the right one.';

/** Base64 of `user:token` in UTF-8, as HTTP Basic sends it (RFC 7617). Sensitive. */
export function basicCredentials({ username, token }: Credentials): string {
	return Buffer.from(`${username}:${token}`, 'utf8').toString('base64');
}

/** Makes a client for one server and one account, or for a guest. */
export function createClient({ endpoint, credentials, send, mode, userAgent }: ClientParts): SecretService {
	const authorization =
		credentials === undefined ? {} : { authorization: `Basic ${basicCredentials(credentials)}` };
	const headers = { accept: 'application/json', 'user-agent': userAgent, ...authorization };
	const common = { mode, host: endpoint.host, authenticated: credentials !== undefined };

	async function attempt(
		request: HttpRequest,
		operation: Operation,
	): Promise<{ outcome: Outcome; sorted: Sorted | undefined }> {
		const { kind } = operation;
		const outcome = await send(request, { kind, judge: (answer) => setbackOf(sortAnswer(answer)) });
		// An answer that came in time is used although the step was told to stop meanwhile: what was made must be known.
		const { exchange } = outcome;
		return { outcome, sorted: exchange?.ok ? sortAnswer(exchange.answer) : undefined };
	}

	async function ask(
		request: HttpRequest,
		operation: Operation,
	): Promise<{ object: JsonObject; doubts: number }> {
		const { outcome, sorted } = await attempt(request, operation);
		if (sorted?.ok) return { object: sorted.object, doubts: outcome.doubts };
		throw explainFailure(operation, outcome, sorted);
	}

	async function create(request: HttpRequest, wish: CreationWish, isGenerated: boolean): Promise<Creation> {
		const isMailed = wish.recipient !== undefined;
		const { object, doubts } = await ask(request, {
			...common,
			what: 'the creation of the secret',
			kind: isMailed ? 'create-and-mail' : 'create',
			untouched: 'No secret was created.',
			doubtful: isMailed ? MAIL_MAY_BE_OUT : COPY_MAY_LIVE,
		});
		return judgeCreation(v1.readCreation(object), { mode, endpoint, wish, isGenerated, doubts });
	}

	return {
		host: endpoint.host,
		origin: endpoint.origin,
		async checkStatus() {
			const untouched = mode === 'status' ? '' : 'No secret was sent.';
			const { object } = await ask(v1.statusRequest(headers), {
				...common,
				what: 'the status check',
				kind: 'read',
				untouched,
				doubtful: '',
			});
			return v1.readStatus(object);
		},
		share: (secret) => create(v1.shareRequest(secret, headers), secret, false),
		generate: (secret) => create(v1.generateRequest(secret, headers), secret, true),
		async reveal(key, passphrase) {
			const { object } = await ask(v1.revealRequest(key, passphrase, headers), {
				...common,
				what: 'the opening of the link',
				kind: 'reveal',
				untouched: 'The link was not opened.',
				doubtful: VALUE_MAY_BE_SPENT,
				notes: { gone: goneCauses(key, passphrase !== undefined), 'rate-limited': GUESSES_LOCK },
			});
			const value = v1.readValue(object);
			if (value !== '') return value;
			throw new ActionError(
				'answer-unusable',
				`${mode}: ${endpoint.host} opened the link, but its answer holds no value.`,
				{
					alive: VALUE_MAY_BE_SPENT,
				},
			);
		},
		async lookUp(receipt) {
			const operation: Operation = {
				...common,
				what: 'the look at the receipt',
				kind: 'read',
				untouched: LINK_LIVES_ON,
				doubtful: '',
			};
			const { outcome, sorted } = await attempt(v1.receiptRequest(receipt, headers), operation);
			const look = sorted?.ok ? v1.readReceipt(sorted.object) : undefined;
			if (look !== undefined) return look;
			if (sorted?.ok) {
				throw new ActionError(
					'answer-unusable',
					`${mode}: ${endpoint.host} sent a receipt without a known state.`,
					{
						alive: LINK_LIVES_ON,
					},
				);
			}
			if (sorted?.refusal === 'gone') {
				return { state: 'unknown', secretTtlSeconds: undefined, spilledValues: [] };
			}
			throw explainFailure(operation, outcome, sorted);
		},
		async burn(receipt, passphrase) {
			const operation: Operation = {
				...common,
				what: 'the burn',
				kind: 'burn',
				untouched: LINK_LIVES_ON,
				doubtful: '',
			};
			const { outcome, sorted } = await attempt(v1.burnRequest(receipt, passphrase, headers), operation);
			if (sorted?.ok) return 'accepted';
			if (sorted !== undefined && isBurnAnswer(sorted.refusal)) return sorted.refusal;
			const failure = explainFailure(operation, outcome, sorted);
			if (mayHaveBurned(outcome, sorted)) return failure;
			throw failure;
		},
	};
}

/** Answers after which only a look at the receipt tells what became of the secret. */
function isBurnAnswer(refusal: Refusal): refusal is Exclude<BurnAnswer, ActionError> & Refusal {
	return (
		refusal === 'gone' ||
		refusal === 'refused' ||
		refusal === 'rate-limited' ||
		refusal === 'unexpected-error'
	);
}

/** Whether a burn that came to no usable answer may have been carried out all the same. */
function mayHaveBurned({ exchange, end }: Outcome, sorted: (Sorted & { ok: false }) | undefined): boolean {
	if (exchange === undefined || end === 'cancelled') return false;
	return exchange.ok
		? sorted?.refusal === 'server-fault' || sorted?.refusal === 'unusable'
		: exchange.failure.mayBeSent;
}
