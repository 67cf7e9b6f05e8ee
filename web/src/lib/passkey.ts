/** WebAuthn speaks bytes, the API speaks JSON: base64url in between. */
type Json = Record<string, unknown>;
/** What a device says, as the API's description puts it: an object, and no more is said of it. */
export type Said = Record<string, never>;

function bytes(text: unknown): ArrayBuffer {
  const plain = atob(String(text).replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function keys(list: unknown): PublicKeyCredentialDescriptor[] {
  return ((list ?? []) as Json[]).map((one) => ({ ...one, type: 'public-key', id: bytes(one.id) }));
}

/** Whether this browser can do it. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && window.isSecureContext;
}

/** Makes a passkey; null when the person turned it down. */
export async function makePasskey(options: Json): Promise<Said | null> {
  const asked = options.publicKey as Json;
  const user = asked.user as Json;
  const made = await attempt(() =>
    navigator.credentials.create({
      publicKey: {
        ...(asked as unknown as PublicKeyCredentialCreationOptions),
        challenge: bytes(asked.challenge),
        user: { ...(user as unknown as PublicKeyCredentialUserEntity), id: bytes(user.id) },
        excludeCredentials: keys(asked.excludeCredentials),
      },
    }),
  );
  if (!(made?.response instanceof AuthenticatorAttestationResponse)) return null;
  const { response } = made;
  return {
    ...frame(made),
    response: {
      attestationObject: text(response.attestationObject),
      clientDataJSON: text(response.clientDataJSON),
      transports: response.getTransports(),
    },
  } as unknown as Said;
}

/** Uses a passkey; null when the person turned it down. */
export async function answerPasskey(options: Json): Promise<Said | null> {
  const asked = options.publicKey as Json;
  const used = await attempt(() =>
    navigator.credentials.get({
      publicKey: {
        ...(asked as unknown as PublicKeyCredentialRequestOptions),
        challenge: bytes(asked.challenge),
        allowCredentials: keys(asked.allowCredentials),
      },
    }),
  );
  if (!(used?.response instanceof AuthenticatorAssertionResponse)) return null;
  const { response } = used;
  return {
    ...frame(used),
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  } as unknown as Said;
}

function frame(key: PublicKeyCredential): Json {
  return { id: key.id, rawId: text(key.rawId), type: key.type, extensions: {} };
}

/** Turning it down, or letting the time pass, is no failure. */
async function attempt(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await ask()) as PublicKeyCredential | null;
  } catch (error) {
    if (error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name)) return null;
    throw error;
  }
}
