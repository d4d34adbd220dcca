// Preloaded by scripts/reproduce.mjs: sets every Date of the process 1000 days ahead, so that a date in the
// build output makes it differ.
const AHEAD_MS = 1000 * 24 * 60 * 60 * 1000;

const RealDate = Date;
const nowMs = () => RealDate.now() + AHEAD_MS;

globalThis.Date = new Proxy(RealDate, {
	construct: (target, args, newTarget) =>
		Reflect.construct(target, args.length > 0 ? args : [nowMs()], newTarget),
	apply: () => new RealDate(nowMs()).toString(),
	get: (target, key, receiver) => (key === 'now' ? nowMs : Reflect.get(target, key, receiver)),
});
