// The inputs that open or burn a secret: `link`, `receipt` and `passphrase`.

import { parseReceiptKey, parseSecretKey } from '../../onetimesecret/decode.ts';
import { type Endpoint, isWebsite, regionOf } from '../../onetimesecret/endpoint.ts';
import type { ReceiptKey, SecretKey } from '../../onetimesecret/types.ts';
import type { InputReader } from './input-reader.ts';
import { checkText } from './secret-value.ts';

const LINK_FORM = 'Use the whole link, `https://HOST/secret/KEY`, or its key.';
const RECEIPT_FORM = 'Use the output `receipt` of the step that made the link.';

/** The hosts on which a link or a receipt is accepted. */
export interface AcceptedHosts {
	/** The server that the step calls. Undefined if the inputs do not determine it. */
	readonly endpoint: Endpoint | undefined;
	/** The host in `share-domain`. Undefined if it is not given. */
	readonly shareDomain: string | undefined;
}

/** Reads the passphrase exactly as given. Undefined if there is none. */
export function readPassphrase({ texts, faults, warnings }: InputReader): string | undefined {
	const { passphrase } = texts;
	if (passphrase === undefined) return undefined;
	faults.push(...checkText('passphrase', passphrase, false));
	if (/^[\r\n]|[\r\n]$/.test(passphrase)) {
		warnings.push('`passphrase` begins or ends with a line break, which a person can hardly type.');
	}
	return passphrase;
}

/**
 * Reads the key from a link, or a bare key. Undefined if it is missing or not valid. A link on another host is
 * a fault, because its key must not be sent to a server that it does not belong to.
 */
export function readLink(reader: InputReader, hosts: AcceptedHosts): SecretKey | undefined {
	const { texts, faults, sensitive, isFaulty } = reader;
	const { link } = texts;
	if (link === undefined) {
		if (!isFaulty('link')) faults.push(`\`link\` is missing. ${LINK_FORM}`);
		return undefined;
	}
	const bareKey = parseSecretKey(link);
	if (bareKey !== undefined) return bareKey;
	const url = parseUrl(link);
	const key = parseSecretKey(/^\/secret\/([^/]+)\/?$/.exec(url?.pathname ?? '')?.[1] ?? '');
	if (url === undefined || key === undefined) {
		faults.push(`\`link\` cannot be used: ${explainLink(link, url)}`);
		return undefined;
	}
	sensitive.set('key of the link', key);
	const fault = explainHost(url, hosts);
	if (fault !== undefined) faults.push(fault);
	return key;
}

/**
 * Reads the key of a receipt, or its page on the server of the step. Undefined if it is missing or not valid.
 */
export function readReceipt(reader: InputReader, hosts: AcceptedHosts): ReceiptKey | undefined {
	const { texts, faults, sensitive, isFaulty } = reader;
	const { receipt } = texts;
	if (receipt === undefined) {
		if (!isFaulty('receipt')) faults.push(`\`receipt\` is missing. ${RECEIPT_FORM}`);
		return undefined;
	}
	const bareKey = parseReceiptKey(receipt);
	if (bareKey !== undefined) return bareKey;
	const url = parseUrl(receipt);
	if (/^\/secret\//.test(url?.pathname ?? '')) {
		faults.push(`\`receipt\` is the one-time link, not the receipt. ${RECEIPT_FORM}`);
		return undefined;
	}
	const key = parseReceiptKey(/^\/(?:receipt|private)\/([^/]+)\/?$/.exec(url?.pathname ?? '')?.[1] ?? '');
	if (url === undefined || key === undefined) {
		faults.push(`\`receipt\` is not the key of a receipt. ${RECEIPT_FORM}`);
		return undefined;
	}
	// Replaces the whole address, because only its key is sensitive, and the fault below shows its host.
	sensitive.set('receipt', key);
	if (hosts.endpoint !== undefined && url.host !== hosts.endpoint.host) {
		faults.push(
			`\`receipt\` is a page on \`${reader.show(url.host)}\`, but this step calls \`${hosts.endpoint.host}\`.`,
		);
	}
	return key;
}

function parseUrl(text: string): URL | undefined {
	return /^https?:\/\//i.test(text) && !/\s/.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

function explainLink(text: string, url: URL | undefined): string {
	const path = url?.pathname ?? '';
	if (/^\/(?:receipt|private)\//.test(path)) {
		return 'this is the receipt page, not the link. Ask the sender for the link, which has `/secret/` in it.';
	}
	const links = text.match(/https?:\/\/[^\s<>"'`]+?\/secret\/[\w-]+\/?/gi) ?? [];
	if (links.length > 1) return 'there are several links. Use one.';
	if (links.length === 1 && links[0] !== text) return `there is other text around the link. ${LINK_FORM}`;
	if (/^[\w.-]+(:\d+)?\/secret\/[\w-]+\/?$/.test(text))
		return 'this is a link without `https://`. Put that in front.';
	return `its key is missing or was cut off. ${LINK_FORM}`;
}

function explainHost(url: URL, { endpoint, shareDomain }: AcceptedHosts): string | undefined {
	const host = withoutTrailingDot(url.host);
	if (endpoint === undefined || host === endpoint.host || host === shareDomain) return undefined;
	if (isWebsite(host)) {
		return "`link` is on the company's website, whose address does not say in which region the secret is. Ask the sender for a link on a regional host, such as `eu.onetimesecret.com`.";
	}
	const region = regionOf(host);
	const advice = region === undefined ? 'Set `domain` to the host of the link' : `Set \`region: ${region}\``;
	const orShareDomain = region === undefined ? ', or `share-domain` if that server makes links on it.' : '.';
	return `\`link\` is not on \`${endpoint.host}\`, which this step calls. ${advice}${orShareDomain}`;
}

function withoutTrailingDot(host: string): string {
	return host.replace(/\.$/, '');
}
