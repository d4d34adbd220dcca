import { testRelease } from './release-matrix.ts';

testRelease('v0.23');
