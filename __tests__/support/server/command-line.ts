// Runs the embedded server by hand, until it is interrupted: `npm run server -- --release v0.24`.
import { parseArgs } from 'node:util';
import { type Lie, RELEASES, type ReleaseName, type ServerOptions, startServer } from './index.ts';

const RELEASE_NAMES = Object.keys(RELEASES);
const LIES: readonly Lie[] = ['burn', 'reveal', 'status'];

const USAGE = `Usage: npm run server -- [options]

Starts a small Onetime Secret in memory, on a loopback address, and prints its address, account and token.

  --release NAME        release to play: ${RELEASE_NAMES.join(', ')} (default v0.26)
  --without-v1          no API v1
  --without-v2          no API v2
  --custom-domain HOST  the account's custom domain; requests are told apart by their Host header
  --lies WHAT           lie about one thing: burn (says so, and does not), reveal (another value),
                        status (takes wrong credentials)
  --port N              port to listen on (default: any free one)
  --help                this text`;

const OPTIONS = {
	release: { type: 'string', default: 'v0.26' },
	'without-v1': { type: 'boolean', default: false },
	'without-v2': { type: 'boolean', default: false },
	'custom-domain': { type: 'string' },
	lies: { type: 'string' },
	port: { type: 'string', default: '0' },
	help: { type: 'boolean', default: false },
} as const;

const MAX_PORT = 65_535;
const USAGE_ERROR = 2;

function isReleaseName(name: string): name is ReleaseName {
	return RELEASE_NAMES.includes(name);
}

/** What the arguments ask for; `help` for the usage, and an Error in words for what makes no sense. */
function readArguments(): ServerOptions | 'help' {
	const { values } = parseArgs({ options: OPTIONS });
	if (values.help) return 'help';
	const { release, port, 'custom-domain': customDomain } = values;
	const lies = LIES.find((lie) => lie === values.lies);
	if (!isReleaseName(release)) throw new Error(`Unknown release '${release}'`);
	if (values.lies !== undefined && lies === undefined) throw new Error(`Unknown lie '${values.lies}'`);
	if (!/^\d{1,5}$/.test(port) || Number(port) > MAX_PORT) throw new Error(`'${port}' is no port`);
	return {
		release,
		port: Number(port),
		...(customDomain !== undefined && { customDomain }),
		...(lies !== undefined && { lies }),
		apis: {
			...(values['without-v1'] && { v1: false }),
			...(values['without-v2'] && { v2: false }),
		},
	};
}

/** A command that tries the server out, for API v1 or, without that, for v2. */
function suggestCommand(origin: string, login: string, hasV1: boolean): string {
	return hasV1
		? `curl -u '${login}' -d 'secret=hello' -d 'ttl=300' ${origin}/api/v1/share`
		: `curl -u '${login}' --json '{"secret":{"secret":"hello","ttl":300}}' ${origin}/api/v2/secret/conceal`;
}

async function serve(options: ServerOptions): Promise<void> {
	const server = await startServer(options);
	const { username, token } = server.account;
	console.log(`Onetime Secret (embedded, ${server.release}) listens on ${server.origin}
  username: ${username}
  token:    ${token}
For example:
  ${suggestCommand(server.origin, `${username}:${token}`, options.apis?.v1 !== false)}`);
	const stop = (): void => void server.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

try {
	const options = readArguments();
	if (options === 'help') console.log(USAGE);
	else await serve(options);
} catch (error) {
	console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	process.exitCode = USAGE_ERROR;
}
