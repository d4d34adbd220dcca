// Fail-safe exit: main fails with an annotation unless it reports success; post never fails the job. This
// module is loaded first, so that it also covers exceptions while other modules load. Only this file and
// index.ts have side effects on import.

import process from 'node:process';

/**
 * True in the post phase. dist/post.js sets this global. An environment variable would not be safe, because any
 * step of the job could set it.
 */
export const isPost = Reflect.get(globalThis, Symbol.for('ots-action/phase')) === 'post';

/** The state of the fail-safe exit, which index.ts changes as the phase proceeds. */
export const exitGuard = {
	/** True once success or an error has been reported, or if nothing has to be. */
	isReported: isPost,
	/** Writes the fail-safe annotation and sets exit code 1, unless `isReported`. */
	report,
	/** Handles an uncaught exception. Replaced as soon as a reporter exists. */
	onException: (_error: unknown): void => process.exit(),
};

process.exitCode = isPost ? 0 : 1;
// The toolkit's proxy package uses a deprecated constructor, about which Node would print a warning to stderr.
process.noDeprecation = true;
// If the runner has closed the log, writing to it fails, which must not keep the post phase from burning a
// link.
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
