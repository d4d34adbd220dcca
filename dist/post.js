if (process.env.STATE_idle !== 'yes') {
	globalThis[Symbol.for('ots-action/phase')] = 'post';
	require('./index.js');
}
