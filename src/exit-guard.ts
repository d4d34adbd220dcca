// How the process ends unless something better is proven: main red and with an annotation, post green. Loaded before everything else, so
// that an exception in any other module ends like this as well. With index.ts the only file that does something when it is loaded.

import process from 'node:process';

/** Whether this is the end of the job. Set by dist/post.js, as a global and not in the environment, where any step of the job could set it. */
export const isPost = Reflect.get(globalThis, Symbol.for('ots-action/phase')) === 'post';

/** The end of the process. `isTold`: the log has its last word. `onException` is replaced as soon as there is a reporter. */
export const ending = { isTold: isPost, tell, onException: (_error: unknown): void => process.exit() };

process.exitCode = isPost ? 0 : 1;
// The toolkit's proxy package uses a constructor that Node calls deprecated, on stderr.
process.noDeprecation = true;
// A log that nobody reads any more must not keep the end of the job from burning a link.
if (isPost) process.stdout.on('error', () => undefined);
process.on('uncaughtException', (error) => ending.onException(error));
process.on('exit', tell);

function tell(): void {
	if (ending.isTold) return;
	ending.isTold = true;
	process.exitCode = 1;
	process.stdout.write(
		'::error title=A fault in the action itself::The step ended before its work was done. Please report it. https://github.com/ots/action#internal\n',
	);
}
