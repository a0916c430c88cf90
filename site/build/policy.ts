// The content policy of each page of the built site: only the site's own files run, and what a reader writes (blob:); nothing is fetched from
// another host, and no text becomes code. It is in the page itself, so that any static host will do.
import { createHash } from 'node:crypto';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g;

/** A page with its policy, which names the scripts in it by their hashes. */
export function withPolicy(html: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  const policy = {
    'default-src': ["'self'"],
    'script-src': ["'self'", 'blob:', "'wasm-unsafe-eval'", ...new Set(hashes)],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  const content = Object.entries(policy).map(([name, sources]) => [name, ...sources].join(' '));
  const meta = `<meta http-equiv="Content-Security-Policy" content="${content.join('; ')}">`;
  return html.replace(/<meta charset="utf-8">/i, (charset) => `${charset}\n    ${meta}`);
}
