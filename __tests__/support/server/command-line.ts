// Runs the embedded server by hand: `node __tests__/support/server/main.ts [--port N]`, until it is interrupted.
import { parseArgs } from 'node:util';
import { startServer } from './index.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const server = await startServer({ port: Number(values.port) });
const { username, token } = server.account;

console.log(`Onetime Secret (embedded) listens on ${server.origin}
  username: ${username}
  token:    ${token}
For example:
  curl -u '${username}:${token}' -d 'secret=hello' -d 'ttl=300' ${server.origin}/api/v1/share`);

const stop = (): void => void server.close();
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
