// What the server draws at random: keys, request ids, form tokens and generated values, in the shapes that release v0.26.6 gives them.
import { randomBytes, randomInt } from 'node:crypto';

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';

// Look-alikes (i l o 1 I O 0) never occur in a generated value.
const GENERATED = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~';

function draw(alphabet: string, length: number): string {
	return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** A secret or receipt key: 62 characters of base 36 (server release v0.26.6, captures). */
export function drawKey(): string {
	return draw(BASE36, 62);
}

/** A value for the `x-request-id` header: 13 characters of base 36 (server release v0.26.6, captures). */
export function drawRequestId(): string {
	return draw(BASE36, 13);
}

/** A value for the `x-csrf-token` header: 64 bytes as padded base64url (server release v0.26.6, captures). */
export function drawFormToken(): string {
	const unpadded = randomBytes(64).toString('base64url');
	return unpadded.padEnd(Math.ceil(unpadded.length / 4) * 4, '=');
}

/** An API token of an account: 40 characters of base 36. */
export function drawApiToken(): string {
	return draw(BASE36, 40);
}

/** A generated value of `length` printable ASCII characters. */
export function drawValue(length: number): string {
	return draw(GENERATED, length);
}
