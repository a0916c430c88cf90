// Keeps the whole site for when there is no network: all that lessons and tasks need at the first visit, the rest when it is first used.
// A new version of the site is taken in beside the old one, and is shown when no page of the old one is open any more.
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute, setCatchHandler } from 'workbox-routing';
import { CacheFirst, NetworkOnly } from 'workbox-strategies';

/** Put in by build/offline.ts. */
declare const FILES: { url: string; revision: string | null }[];
declare const LARGE: { pattern: string; revision: string };

const { registration } = self as unknown as { registration: { scope: string } };

precacheAndRoute(FILES, { cleanURLs: true });
cleanupOutdatedCaches();
clientsClaim();

/** Several courses may be on one host. */
const largeCaches = `gradient-dojo-large ${registration.scope}`;
const largeCache = `${largeCaches} ${LARGE.revision}`;
const large = new RegExp(LARGE.pattern);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && large.test(url.pathname),
  new CacheFirst({ cacheName: largeCache }),
);
addEventListener('activate', (event) => {
  const forgetOlder = async (): Promise<void> => {
    const names = await caches.keys();
    const older = names.filter((name) => name.startsWith(`${largeCaches} `) && name !== largeCache);
    await Promise.all(older.map((name) => caches.delete(name)));
  };
  (event as unknown as { waitUntil(work: Promise<unknown>): void }).waitUntil(forgetOlder());
});

// An address that there is no page for: the host says so, and without a network we do.
registerRoute(new NavigationRoute(new NetworkOnly()));
setCatchHandler(async ({ request }) => {
  const page = request.mode === 'navigate' ? await matchPrecache('404.html') : undefined;
  return page === undefined
    ? Response.error()
    : new Response(page.body, { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } });
});
