/** What the server must be able to read again, encrypted where it is kept: AES-256-GCM under a key derived from the server's secret. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Begins every sealed text, so that another way of sealing can follow. */
const version = 'v1.';
const nonceBytes = 12;
const tagBytes = 16;

export interface Sealer {
  /** Encrypts; what it belongs to (`owner`) is sealed in, so that it does not open anywhere else. */
  seal(text: string, owner: string): string;
  /** Undefined where it was sealed with another secret, for another owner, or altered. */
  open(sealed: string, owner: string): string | undefined;
}

/** The key of 32 bytes for one `purpose`: none tells anything of another (HKDF with SHA-256, RFC 5869). */
export function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `albumen ${purpose}`, 32));
}

/** Seals for one `purpose`, with the key that belongs to it. */
export function sealerOf(secret: string, purpose: string): Sealer {
  const key = keyFor(secret, purpose);
  return {
    seal: (text, owner) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return version + Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url');
    },
    open: (sealed, owner) => {
      const bytes = Buffer.from(sealed.slice(version.length), 'base64url');
      // Written in one way only: decoding passes over what does not belong there.
      const isWhole = sealed === version + bytes.toString('base64url');
      if (!isWhole || bytes.length < nonceBytes + tagBytes) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
