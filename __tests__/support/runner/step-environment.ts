// Decides which variables a stage's process gets, and which of two equal names wins. Nothing of the environment that runs the tests gets
// through but PATH.

/** Layers of the environment, weakest first. */
export interface EnvironmentLayers {
	runner: Record<string, string>;
	envContext: Record<string, string>;
	state: ReadonlyMap<string, string>;
	inputs: Record<string, string>;
	contexts: Record<string, string>;
	runtime: Record<string, string>;
}

/** The runner's own process environment. */
export function createRunnerEnvironment(
	home: string,
	additions: Record<string, string>,
): Record<string, string> {
	const { PATH: path = '' } = process.env;
	return { PATH: path, HOME: home, LANG: 'C.UTF-8', ...additions };
}

/** Puts the layers together (actions/runner: ActionRunner.cs, NodeScriptActionHandler.cs, ProcessInvoker.cs). */
export function buildEnvironment(layers: EnvironmentLayers): Record<string, string> {
	const { runner, envContext, state, inputs, contexts, runtime } = layers;
	const stateVariables = Object.fromEntries([...state].map(([name, value]) => [`STATE_${name}`, value]));
	const early: Record<string, string> = { ...runner, ...envContext, ...stateVariables, ...inputs };
	const { CI: givenCi = 'true' } = early;
	return { ...early, ...contexts, ...runtime, GITHUB_ACTIONS: 'true', CI: givenCi };
}
