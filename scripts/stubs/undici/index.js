// See scripts/stubs/README.md.
export class ProxyAgent {
	constructor() {
		throw new Error('undici is not part of this bundle');
	}
}
