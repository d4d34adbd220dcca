// The baseline: mode `share` as a script written by hand for one workflow, without checks, retries, timeout,
// or any mask but the link's. It checks the status, creates the secret on the same connection, and sets the
// outputs. It loads both `http` and `https`, because a host may use either.

'use strict';

const { appendFileSync } = require('node:fs');
const http = require('node:http');
const https = require('node:https');

const {
	INPUT_DOMAIN,
	INPUT_USERNAME,
	INPUT_TOKEN,
	INPUT_SECRET,
	INPUT_PASSPHRASE,
	INPUT_TTL,
	GITHUB_OUTPUT,
} = process.env;
const protocol = INPUT_DOMAIN.startsWith('http:') ? http : https;
const agent = new protocol.Agent({ keepAlive: true });
const headers = {
	accept: 'application/json',
	authorization: `Basic ${Buffer.from(`${INPUT_USERNAME}:${INPUT_TOKEN}`).toString('base64')}`,
};

function send(method, path, body) {
	return new Promise((resolve, reject) => {
		const form = {
			'content-type': 'application/x-www-form-urlencoded',
			'content-length': Buffer.byteLength(body),
		};
		const options = { method, agent, headers: body === '' ? headers : { ...headers, ...form } };
		const request = protocol.request(`${INPUT_DOMAIN}/api/v1/${path}`, options, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk) => (text += chunk));
			response.on('end', () => resolve(JSON.parse(text)));
		});
		request.on('error', reject);
		request.end(body);
	});
}

async function share() {
	const { status } = await send('GET', 'status', '');
	if (status !== 'nominal') throw new Error(`The status is ${status}.`);
	const form = new URLSearchParams({ secret: INPUT_SECRET, passphrase: INPUT_PASSPHRASE, ttl: INPUT_TTL });
	const made = await send('POST', 'share', form.toString());
	const link = `${INPUT_DOMAIN}/secret/${made.secret_key}`;
	console.log(`::add-mask::${link}`);
	appendFileSync(
		GITHUB_OUTPUT,
		`status=${status}\nlink=${link}\nreceipt=${made.metadata_key}\nttl=${made.ttl}\n`,
	);
	agent.destroy();
}

void share();
