// Keeps the whole site for when there is no network: all that lessons and tasks need at the first visit, the rest when it is first used.
// A new version of the site is taken in beside the old one, and is shown when no page of the old one is open any more.
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';

/** Put in by build/offline.ts. */
declare const FILES: { url: string; revision: string | null }[];
declare const LARGE: string;

precacheAndRoute(FILES, { cleanURLs: true });
cleanupOutdatedCaches();
clientsClaim();
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && new RegExp(LARGE).test(url.pathname),
  new CacheFirst({ cacheName: 'gradient-dojo-large' }),
);
