import { describe, expect, it } from 'vitest';
import { classifyTunnelFailure } from '../../../src/http/tunnel-failure.ts';

const tunnelError = (said: string) => new Error(`tunneling socket could not be established, ${said}`);

describe('classifyTunnelFailure', () => {
	it.each([
		['statusCode=403', 'proxy-refused', 'the proxy responded 403 to CONNECT'],
		['statusCode=302', 'proxy-refused', 'the proxy responded 302 to CONNECT'],
		['statusCode=502', 'no-connection', 'the proxy responded 502 to CONNECT'],
		[
			'cause=connect ECONNREFUSED 127.0.0.1:1',
			'no-connection',
			/the proxy cannot be used: .* \(ECONNREFUSED\)/,
		],
		[
			'cause=getaddrinfo ENOTFOUND proxy.invalid',
			'name-not-found',
			/the proxy cannot be used: .* \(ENOTFOUND\)/,
		],
		['cause=certificate has expired', 'tls-failed', 'the certificate of the proxy is not trusted'],
		['cause=socket hang up', 'no-connection', 'the proxy cannot be used: the connection failed'],
	])('reads what the package says of the proxy: %s', (said, kind, detail) => {
		const failure = classifyTunnelFailure(tunnelError(said), false);
		expect(failure).toEqual({ kind, detail: expect.stringMatching(detail) });
	});

	it('asks for a user after 407 only if none was given', () => {
		const error = tunnelError('statusCode=407');
		expect(classifyTunnelFailure(error, false)?.detail).toMatch(
			/407 to CONNECT and wants a user name and a password/,
		);
		expect(classifyTunnelFailure(error, true)?.detail).toMatch(
			/407 to CONNECT and rejected .*NTLM or Kerberos/,
		);
	});

	it('never repeats the message, which holds the address of the proxy', () => {
		const failure = classifyTunnelFailure(tunnelError('cause=connect ECONNREFUSED 10.1.2.3:8080'), true);
		expect(failure?.detail).not.toContain('10.1.2.3');
	});

	it.each([[new Error('certificate has expired')], ['statusCode=407'], [undefined]])(
		'leaves other errors alone: %s',
		(error) => {
			expect(classifyTunnelFailure(error, true)).toBeUndefined();
		},
	);
});
