// Recipes that send the link.
import { expect } from 'vitest';
import { parse } from 'yaml';
import { asFields } from '../repository.ts';
import {
	callsOf,
	deliveredLink,
	keyOf,
	linksIn,
	messagesTo,
	openDelivered,
	type RecipeCase,
} from './recipe-case.ts';
import { pullRequest } from './situations.ts';
import { SECRETS, TEAM_PASSPHRASE, VARS } from './values.ts';

const { CHAT_WEBHOOK, DEPLOY_PASSWORD, PREVIEW_PASSWORD, SLACK_BOT_TOKEN, TEAMS_WEBHOOK } = SECRETS;

/** Each channel, and what happens if it fails. */
export const SEND_CASES: readonly RecipeCase[] = [
	{
		recipe: 'Send a password by Slack',
		shows: 'posts a message without a preview',
		check(run) {
			const [call] = callsOf(run, 'slack');
			expect(call?.args).toEqual(['chat.postMessage', SLACK_BOT_TOKEN]);
			expect(parse(call?.input ?? '')).toEqual({
				channel: VARS.SLACK_CHANNEL_ID,
				text: `The deployment password, open it once: ${deliveredLink(run)}`,
				unfurl_links: false,
				unfurl_media: false,
			});
			expect(openDelivered(run, TEAM_PASSPHRASE)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Send a password by Slack',
		shows: 'burns the link if Slack refuses the message',
		situation: { failing: ['slack'] },
		results: { share: 'failure' },
		check(run) {
			expect([run.server.created, run.server.alive]).toEqual([1, 0]);
		},
	},
	{
		recipe: 'Send a password by Teams',
		shows: 'posts an Adaptive Card with a button that opens the link',
		check(run) {
			const [call] = callsOf(run, 'curl');
			expect(call?.address).toBe(TEAMS_WEBHOOK);
			const [attachment] = asFields(JSON.parse(call?.input ?? ''))['attachments'] as unknown[];
			expect(attachment).toMatchObject({
				contentType: 'application/vnd.microsoft.card.adaptive',
				content: { type: 'AdaptiveCard', actions: [{ type: 'Action.OpenUrl', url: deliveredLink(run) }] },
			});
			expect(openDelivered(run, TEAM_PASSPHRASE)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Send a password by e-mail',
		shows: 'asks the server to mail the link, and waits until it was opened',
		situation: {
			host: 'eu.onetimesecret.com',
			prepare({ server }) {
				// What the recipient is mailed: the server sends no mail, so the key is taken from its response.
				let key = '';
				server.fault({
					route: 'share',
					act: {
						kind: 'answer',
						body(json) {
							key = String(json['secret_key']);
							return json;
						},
					},
				});
				const look = server.fault({ route: 'receipt', act: { kind: 'hold' } });
				void look.seen.then(() => {
					if (server.reveal(key, TEAM_PASSPHRASE) === DEPLOY_PASSWORD) look.release();
				});
				return undefined;
			},
		},
		check(run) {
			expect(run.server.mails).toEqual([VARS.ON_CALL_EMAIL]);
			expect(run.jobs['share']?.stages[1]?.outputs).toEqual({});
			expect(run.jobs['share']?.stages[1]?.printed).toContain('the link was opened');
			expect(run.calls).toEqual([]);
		},
	},
	{
		recipe: 'Password of the preview',
		shows: 'comments with a link that needs the passphrase',
		situation: pullRequest('branch'),
		check(run) {
			const [call] = callsOf(run, 'gh');
			expect(call?.args.slice(0, 5)).toEqual(['pr', 'comment', '12', '--repo', 'example/repository']);
			expect(call?.hasToken).toBe(true);
			expect(openDelivered(run)).toBeUndefined();
			expect(openDelivered(run, TEAM_PASSPHRASE)).toBe(PREVIEW_PASSWORD);
		},
	},
	{
		recipe: 'Password of the preview',
		shows: 'skips pull requests from forks',
		situation: pullRequest('fork'),
		results: { share: 'skipped' },
		check(run) {
			expect(run.server.requests).toEqual([]);
		},
	},
	{
		recipe: 'Send the link and its passphrase apart',
		shows: 'sends each to a place of its own, and neither to both',
		check(run) {
			expect(messagesTo(run, CHAT_WEBHOOK)).toHaveLength(1);
			const [text = ''] = messagesTo(run, 'https://sms.example.com/messages');
			const passphrase = /^Passphrase: ([0-9a-f]{24})$/.exec(text)?.[1] ?? '';
			const [chat, sms] = callsOf(run, 'curl');
			expect(JSON.stringify(chat)).not.toContain(passphrase);
			expect(linksIn(sms === undefined ? [] : [sms])).toEqual([]);
			expect(run.server.reveal(keyOf(deliveredLink(run)))).toBeUndefined();
			expect(openDelivered(run, passphrase)).toBe(DEPLOY_PASSWORD);
		},
	},
];
