// The control API of the sandbox, as the page uses it.

const key = new URLSearchParams(location.search).get("key");

/** An address with the admin key, when the page was opened with one. */
export function address(path) {
  if (!key) return path;
  return `${path}${path.includes("?") ? "&" : "?"}key=${encodeURIComponent(key)}`;
}

/** Calls the control API; answers its JSON, or throws with its words. */
export async function call(method, path, body, type = "application/json") {
  const answer = await fetch(address(path), {
    method,
    headers: body === undefined ? {} : { "content-type": type },
    body: body === undefined || type !== "application/json" ? body : JSON.stringify(body),
    keepalive: method === "POST" && path.endsWith("/hidden"),
  });
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.error || `The sandbox answered ${answer.status}`);
  return data;
}

export const overview = (number, customer) =>
  call("GET", `/_sandbox/phone?number=${encodeURIComponent(number || "")}&customer=${encodeURIComponent(customer || "")}`);
export const thread = (number, customer) =>
  call("GET", `/_sandbox/phone/thread?number=${encodeURIComponent(number)}&customer=${encodeURIComponent(customer)}`);
export const seen = (number, customer) => call("POST", "/_sandbox/phone/seen", { number, customer });
export const hidden = (number, customer) => call("POST", "/_sandbox/phone/hidden", { number, customer });
export const inbound = (number, customer, message) =>
  call("POST", "/_sandbox/inbound", { phone_number_id: number, customer, ...message });
export const change = (customer, changes) => call("PATCH", `/_sandbox/customers/${encodeURIComponent(customer)}`, changes);
export const block = (customer, number, on) =>
  call("POST", `/_sandbox/customers/${encodeURIComponent(customer)}/block`, { phone_number_id: number, on });
export const marketing = (customer, number, on) =>
  call("POST", `/_sandbox/customers/${encodeURIComponent(customer)}/marketing`, { phone_number_id: number, on });
export const addCustomer = (person) => call("POST", "/_sandbox/customers", person);

/** Stores a file of this person; answers its media id. */
export async function upload(blob, filename) {
  const path = `/_sandbox/media?filename=${encodeURIComponent(filename)}`;
  return (await call("POST", path, blob, blob.type || "application/octet-stream")).id;
}

export const mediaAddress = (id) => address(`/_sandbox/media/${encodeURIComponent(id)}`);

/** Calls back for each change; reconnects by itself. */
export function changes(callback, lost) {
  const source = new EventSource(address("/_sandbox/events"));
  source.onmessage = (event) => callback(JSON.parse(event.data).thread);
  source.onerror = () => lost(true);
  source.onopen = () => lost(false);
}
