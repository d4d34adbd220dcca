// Loaded before the action, while the picture of a step is made: leads connections to the service to a server
// on this machine that stands in for it, and trusts that server. The action itself does not notice, so that
// its log is the one that users see.
const net = require('node:net');
const { getCACertificates, setDefaultCACertificates } = require('node:tls');

const port = Number(process.env.STAND_IN_PORT);
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function redirected(...given) {
	// Internal callers give one array: the options and a callback.
	const [options] = Array.isArray(given[0]) ? given[0] : given;
	if (options.port === 443) Object.assign(options, { host: '127.0.0.1', port });
	return connect.apply(this, given);
};
setDefaultCACertificates([...getCACertificates('default'), process.env.STAND_IN_AUTHORITY]);
