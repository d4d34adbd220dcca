// Fail-safe exit: main fails with an annotation unless it reports success; post never fails the job. Loaded before
// everything else, so that an exception in any other module ends like this as well. With index.ts the only file that
// does something when it is loaded.

import process from 'node:process';

/** True at the end of the job. Set by dist/post.js, as a global and not in the environment, where any step of the job could set it. */
export const isPost = Reflect.get(globalThis, Symbol.for('ots-action/phase')) === 'post';

/** How the process ends. `isReported`: the log has its last word. `onException` is replaced as soon as there is a reporter. */
export const exitGuard = {
	isReported: isPost,
	report,
	onException: (_error: unknown): void => process.exit(),
};

process.exitCode = isPost ? 0 : 1;
// The toolkit's proxy package uses a constructor that Node calls deprecated, on stderr.
process.noDeprecation = true;
// A log that nobody reads anymore must not keep the end of the job from burning a link.
if (isPost) process.stdout.on('error', () => undefined);
process.on('uncaughtException', (error) => exitGuard.onException(error));
process.on('exit', report);

function report(): void {
	if (exitGuard.isReported) return;
	exitGuard.isReported = true;
	process.exitCode = 1;
	process.stdout.write(
		'::error title=A bug in the action::The step ended before its work was done.%0APlease report it at https://github.com/ots/action/issues.%0Ahttps://github.com/ots/action/blob/v1/docs/troubleshooting.md#internal\n',
	);
}
