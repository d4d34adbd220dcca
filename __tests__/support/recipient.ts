// A person at the other end of a link, who opens it through the API as the website does.

/** Opens a one-time link on the host that the link names. Returns the value, or the server's refusal. */
export async function openLink(
	link: string,
	passphrase = '',
): Promise<{ readonly value: string } | { readonly refusal: string }> {
	const { origin, pathname } = new URL(link);
	const body = new URLSearchParams({ passphrase });
	const answer: unknown = await (await fetch(`${origin}/api/v1${pathname}`, { method: 'POST', body })).json();
	const field = (name: string) =>
		typeof answer === 'object' && answer !== null && name in answer ? String(Reflect.get(answer, name)) : '';
	return field('value') === '' ? { refusal: field('message') } : { value: field('value') };
}
