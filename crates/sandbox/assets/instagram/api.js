// What the phone's Instagram asks of the sandbox.
import { address, call } from "../api.js";

export const view = (account, customer) =>
  call("GET", `/_sandbox/instagram/phone?account=${encodeURIComponent(account || "")}&customer=${encodeURIComponent(customer)}`);
export const write = (account, customer, message) => call("POST", "/_sandbox/instagram/inbound", { account, customer, ...message });
export const act = (mid, what) => call("POST", `/_sandbox/instagram/messages/${encodeURIComponent(mid)}`, what);
export const seen = (account, customer) => call("POST", "/_sandbox/instagram/phone/seen", { account, customer });
export const comment = (customer, post, text, parent) =>
  call("POST", "/_sandbox/instagram/comments", { customer, post, text, ...(parent ? { parent } : {}) });
/** A picture of a post, a story or an account: `post:…`, `story:…`, `account:…`. */
export const picture = (name) => address(`/_sandbox/instagram/pictures/${encodeURIComponent(name)}`);
