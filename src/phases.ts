// All that a phase is made of, behind one door: loaded as a whole, it becomes one scope in the bundle, which is smaller and starts faster.

export { createReporter, type Reporter } from './action/reporter.ts';
export { main } from './main.ts';
export { post } from './post.ts';
