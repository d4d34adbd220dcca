// The servers that people run: each release with each API version, as release-matrix.ts plays them.

import type { StageResult, StepOptions } from '../support/runner/index.ts';
import type { Scenario } from '../support/scenario.ts';
import type { ApiVersion, EmbeddedServer, ReleaseName } from '../support/server/index.ts';
import { openScenario } from './test-scenario.ts';

/** A release with the input `api-version`, and the version that then responds. */
export interface Combination {
	readonly release: ReleaseName;
	readonly apiVersion: 'auto' | ApiVersion;
	/** The API version that the step ends up with. */
	readonly version: ApiVersion;
	/** False if the server has no API v1. */
	readonly hasV1: boolean;
}

const RELEASES = ['v0.23', 'v0.24', 'v0.26'] as const;

/** All combinations. v0.23 responds 500 where an API version is not mounted, which `auto` must not take for "not there". */
export const COMBINATIONS: readonly Combination[] = RELEASES.flatMap((release): Combination[] => [
	{ release, apiVersion: 'v1', version: 'v1', hasV1: true },
	{ release, apiVersion: 'v2', version: 'v2', hasV1: true },
	{ release, apiVersion: 'auto', version: 'v1', hasV1: true },
	...(release === 'v0.23' ? [] : [{ release, apiVersion: 'auto', version: 'v2', hasV1: false } as const]),
]);

/** The combination as part of a test's name. */
export function describeCombination({ release, apiVersion, hasV1 }: Combination): string {
	return `${release}, api-version ${apiVersion}${hasV1 ? '' : ', no v1'}`;
}

/** A link that a person has made. */
export interface ReleaseLink {
	readonly link: string;
	readonly key: string;
	readonly receipt: string;
}

/** What a case of the matrix works with. */
export interface ReleaseContext extends Combination {
	readonly scenario: Scenario;
	readonly server: EmbeddedServer;
	readonly login: Scenario['login'];
	/** Runs a step with the `api-version` of the combination. */
	run(inputs: StepOptions['with'], options?: Partial<StepOptions>): Promise<StageResult>;
	/** Makes a link through the API, as the website does. */
	makeLink(secret: Readonly<Record<string, string>>): Promise<ReleaseLink>;
	/** Sends a request of that API version, as anybody could. */
	send(
		path: Readonly<Record<ApiVersion, string>>,
		fields: Readonly<Record<string, string>>,
	): Promise<unknown>;
}

/** Starts the server of a combination. */
export async function openRelease(
	combination: Combination,
	options: NonNullable<Parameters<typeof openScenario>[0]> = {},
): Promise<ReleaseContext> {
	const { release, apiVersion, version, hasV1 } = combination;
	const scenario = await openScenario({
		...options,
		server: { ...options.server, release, apis: { v1: hasV1 } },
	});
	const { server, login } = scenario;

	async function send(
		path: Readonly<Record<ApiVersion, string>>,
		fields: Readonly<Record<string, string>>,
	): Promise<unknown> {
		const body =
			version === 'v1'
				? new URLSearchParams(fields)
				: JSON.stringify({ continue: true, ...fields, secret: fields });
		const headers = version === 'v1' ? {} : { 'content-type': 'application/json' };
		const response = await fetch(`${server.origin}/api/${version}/${path[version]}`, {
			method: 'POST',
			headers,
			body,
		});
		return response.json();
	}

	return {
		...combination,
		...{ scenario, server, login, send },
		run: (inputs, more) => scenario.run({ 'api-version': apiVersion, ...inputs }, more),
		async makeLink(secret) {
			const json = await send({ v1: 'share', v2: 'secret/conceal' }, secret);
			const [keys, receipts] =
				version === 'v1'
					? [json, json]
					: [dig(json, 'record', 'secret'), dig(json, 'record', 'receipt', 'metadata')];
			const key = textOf(keys, 'secret_key', 'identifier', 'key');
			const receipt = textOf(receipts, 'metadata_key', 'identifier', 'key');
			return { link: `${server.origin}/secret/${key}`, key, receipt };
		},
	};
}

/** Follows the names that are there. */
function dig(json: unknown, ...names: readonly string[]): unknown {
	return names.reduce((object, name) => (has(object, name) ? Reflect.get(object, name) : object), json);
}

function textOf(json: unknown, ...names: readonly string[]): string {
	const name = names.find((one) => has(json, one)) ?? '';
	return has(json, name) ? String(Reflect.get(json, name)) : '';
}

function has(json: unknown, name: string): json is object {
	return typeof json === 'object' && json !== null && Object.hasOwn(json, name);
}
