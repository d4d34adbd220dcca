// The link that a person hands to the pipeline: a whole link on the chosen server, or its bare key.

import { parseSecretKey } from '../../onetimesecret/decode.ts';
import { type Endpoint, REGIONS } from '../../onetimesecret/endpoint.ts';
import type { SecretKey } from '../../onetimesecret/types.ts';
import type { InputReader } from './input-reader.ts';

const FORM = 'give the whole link, `https://HOST/secret/KEY`, or its key';

/** Reads the input `link`. A link on another host is refused unsent: the key would be told to a server that it does not belong to. */
export function readLink(reader: InputReader, endpoint: Endpoint | undefined): SecretKey | undefined {
	const { texts, faults, sensitive, isEmpty } = reader;
	const { link } = texts;
	if (link === undefined) {
		if (!isEmpty('link')) faults.push(`\`link\` is missing; ${FORM}.`);
		return undefined;
	}
	if (!URL.canParse(link)) return checkKey(link, faults);
	const url = new URL(link);
	const key = checkKey(/^\/secret\/([^/]+)\/?$/.exec(url.pathname)?.[1] ?? '', faults);
	if (key !== undefined) sensitive.set('key of the link', key);
	if (endpoint !== undefined && url.origin !== endpoint.origin) {
		faults.push(`\`link\` is not on \`${endpoint.host}\`, which this step asks.${wayOut(url)}`);
	}
	return key;
}

function checkKey(text: string, faults: string[]): SecretKey | undefined {
	const key = parseSecretKey(text);
	if (key === undefined) faults.push(`\`link\` has no usable key; ${FORM}.`);
	return key;
}

function wayOut(url: URL): string {
	const region = REGIONS.find((one) => url.hostname === `${one}.onetimesecret.com`);
	return region === undefined ? ' Give the host of the link as `domain`.' : ` Give \`region: ${region}\`.`;
}
