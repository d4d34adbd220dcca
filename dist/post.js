globalThis[Symbol.for('ots-action/phase')] = 'post';
require('./index.js');
