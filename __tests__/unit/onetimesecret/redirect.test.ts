import { describe, expect, it } from 'vitest';
import { type Endpoint, parseDomain } from '../../../src/onetimesecret/endpoint.ts';
import { judgeRedirect } from '../../../src/onetimesecret/redirect.ts';

const PATH = '/api/v1/status';
const judge = (location: string, domain = 'secrets.example.com', path = PATH) =>
	judgeRedirect(location, parseDomain(domain) as Endpoint, path);

describe('A redirect shows that the server has moved', () => {
	it.each([
		['www. in front of our host', `https://www.secrets.example.com${PATH}`, 'www.secrets.example.com'],
		['www. and upper case', `HTTPS://WWW.Secrets.Example.com${PATH}`, 'www.secrets.example.com'],
		['another port of our host', `https://secrets.example.com:8443${PATH}`, 'secrets.example.com:8443'],
	])('by %s', (_how, location, movedTo) => {
		expect(judge(location)).toMatchObject({ movedTo });
	});

	it('by our host without www.', () => {
		const { movedTo } = judge(`https://secrets.example.com${PATH}`, 'www.secrets.example.com');
		expect(movedTo).toBe('secrets.example.com');
	});

	it('from plain http to https', () => {
		expect(judge(`https://localhost${PATH}`, 'http://localhost:3000').movedTo).toBe('localhost');
	});
});

describe('A redirect is not a move', () => {
	it.each([
		['a login host', `https://login.secrets.example.com${PATH}`, 'https://login.secrets.example.com'],
		['another host', `https://evil.example${PATH}`, 'https://evil.example'],
		['a host that begins like ours', `https://secrets.example.com.evil.example${PATH}`, /evil\.example$/],
		['a host that ends like ours', `https://evilsecrets.example.com${PATH}`, /evilsecrets/],
		['www. twice', `https://www.www.secrets.example.com${PATH}`, /www\.www/],
		['www. inside', `https://secrets.www.example.com${PATH}`, 'https://secrets.www.example.com'],
		['another path', 'https://www.secrets.example.com/login', 'https://www.secrets.example.com'],
		['a longer path', `https://www.secrets.example.com${PATH}/`, 'https://www.secrets.example.com'],
		['a query', `https://www.secrets.example.com${PATH}?rd=x`, 'https://www.secrets.example.com'],
		['a fragment', `https://www.secrets.example.com${PATH}#x`, 'https://www.secrets.example.com'],
		['plain http', `http://www.secrets.example.com${PATH}`, 'http://www.secrets.example.com'],
		['a user', `https://user@www.secrets.example.com${PATH}`, 'https://www.secrets.example.com'],
		['credentials', `https://user:hunter2@www.secrets.example.com${PATH}`, 'https://www.secrets.example.com'],
		['our own origin', `https://secrets.example.com${PATH}`, 'https://secrets.example.com'],
	])('if it leads to %s, and names its origin only', (_what, location, origin) => {
		expect(judge(location)).toEqual({ origin: expect.stringMatching(origin), movedTo: undefined });
	});

	it.each([
		'',
		'/login',
		'//www.secrets.example.com/api/v1/status',
		'login?x',
		'javascript:alert(1)',
		'mailto:a@b.c',
	])('without an origin of its own: %j', (location) => {
		expect(judge(location)).toEqual({ origin: '', movedTo: undefined });
	});
});
