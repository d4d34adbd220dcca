// What the server draws at random: keys, ids, tokens and generated values, in the shapes that the releases
// give them (captures).
import { randomBytes, randomInt, randomUUID } from 'node:crypto';

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';

// Look-alikes (i l o 1 I O 0) never occur in a generated value.
const GENERATED = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~';

function draw(alphabet: string, length: number): string {
	return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** A secret or receipt key of `length` characters of base 36: 31 up to v0.23, 62 since v0.24. */
export function drawKey(length = 62): string {
	return draw(BASE36, length);
}

/** An id of a request, in the header `x-request-id` and in bodies of v0.26: 13 characters of base 36. */
export function drawRequestId(): string {
	return draw(BASE36, 13);
}

/** A value for the `x-csrf-token` header: 64 bytes as padded base64url. */
export function drawFormToken(): string {
	const unpadded = randomBytes(64).toString('base64url');
	return unpadded.padEnd(Math.ceil(unpadded.length / 4) * 4, '=');
}

/**
 * The form token that v0.23 puts into bodies (`shrimp`), and the id of its sessions: 50 characters of base
 * 36.
 */
export function drawShrimp(): string {
	return draw(BASE36, 50);
}

/** The value of a session cookie of v0.24. */
export function drawSession(): string {
	return randomBytes(64).toString('hex');
}

/** The internal id of an account, as API v2 shows it since v0.24. */
export function drawOwnerId(): string {
	return randomUUID();
}

/** An API token of an account: 40 characters of base 36. */
export function drawApiToken(): string {
	return draw(BASE36, 40);
}

/** A generated value of `length` printable ASCII characters. */
export function drawValue(length: number): string {
	return draw(GENERATED, length);
}
