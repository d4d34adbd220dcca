// Decides which entry of a map a name means where the runner compares names without case: inputs, state, outputs.

/** The map's own spelling of the name, or undefined. */
export function findKey(map: ReadonlyMap<string, unknown>, name: string): string | undefined {
	const wanted = name.toLowerCase();
	for (const key of map.keys()) if (key.toLowerCase() === wanted) return key;
	return undefined;
}

/** Sets the entry that the name means; the spelling that came first stays. */
export function setIgnoringCase(map: Map<string, string>, name: string, value: string): void {
	map.set(findKey(map, name) ?? name, value);
}
