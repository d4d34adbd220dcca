// Preloaded while real-step.ts runs the action: redirects connections from the service to a local server, and
// trusts the certificate of that server. The action itself is unchanged, so its log is the one that users
// see.
const net = require('node:net');
const { getCACertificates, setDefaultCACertificates } = require('node:tls');

const port = Number(process.env.STAND_IN_PORT);
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function redirected(...given) {
	// Node's own callers pass one array with the options and a callback.
	const [options] = Array.isArray(given[0]) ? given[0] : given;
	if (options.port === 443) Object.assign(options, { host: '127.0.0.1', port });
	return connect.apply(this, given);
};
setDefaultCACertificates([...getCACertificates('default'), process.env.STAND_IN_AUTHORITY]);
