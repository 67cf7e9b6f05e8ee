// Another number: entered, and proven by the code that comes to it.
import { call } from "../api.js";
import { make } from "../dom.js";
import { language, t } from "../tongue.js";

const $ = (id) => document.getElementById(id);
const CODE = "123456";
const COUNTRIES = [["62", "ID"], ["60", "MY"], ["65", "SG"], ["63", "PH"], ["66", "TH"], ["84", "VN"], ["91", "IN"], ["971", "AE"], ["44", "GB"], ["1", "US"]];

const names = new Intl.DisplayNames([language], { type: "region" });
$("country").append(...COUNTRIES.map(([code, region]) => {
  const node = make("option", "", `${names.of(region)} +${code}`);
  node.value = code;
  return node;
}));

const display = () => `+${$("country").value} ${$("phone").value.trim().replace(/^0+/, "")}`;

/** The number as the sandbox takes it. */
export const entered = () => ({ display: display(), verified_name: $("shown").value.trim(), code: $("code").value.replace(/\D/g, "") });

/** Proposes a display name until somebody wrote one. */
export function propose(name) {
  if (!$("shown").dataset.own) $("shown").value = name;
}
$("shown").addEventListener("input", () => { $("shown").dataset.own = "yes"; });

function wrong(id, words) {
  const field = $(id);
  field.setAttribute("aria-invalid", "true");
  field.focus();
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
  return words;
}

/** Sends a code to the number; answers what is wrong with it, or nothing. */
export async function ask() {
  const { display: phone, verified_name } = entered();
  const checked = await call("POST", "/_sandbox/signup/number", { display: phone });
  if (!checked.well_formed) return wrong("phone", t("This is no phone number. Write its digits without the country code."));
  if (checked.taken) return wrong("phone", t("This number is in use on WhatsApp already."));
  if (!verified_name) return wrong("shown", t("Give the name that customers see."));
  const voice = document.querySelector("input[name=by]:checked").value === "voice";
  $("arrived-on").textContent = t("Arrived on the phone {phone}", { phone });
  $("arrived").textContent = voice
    ? t("A call. A voice says: {code}", { code: CODE.split("").join(" ") })
    : t("A message: {code} is your code.", { code: CODE });
  $("code").value = "";
}

/** Answers what is wrong with the code, or nothing. */
export function prove() {
  if (entered().code !== CODE) return wrong("code", t("This is not the code that arrived on the phone."));
}
