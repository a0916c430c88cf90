// Fetching files of the site.
import { fetch } from './outside';
import { Trouble } from './trouble';

/** @throws Trouble of the kind "connection", if the file doesn't come */
export async function fetchBytes(address: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(address);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch {
    // told below, in the reader's language
  }
  throw new Trouble('connection', address);
}
